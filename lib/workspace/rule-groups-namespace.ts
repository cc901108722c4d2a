import { type IResource, Names, Resource } from 'aws-cdk-lib';
import * as aps from 'aws-cdk-lib/aws-aps';
import { propertyInjectable } from 'aws-cdk-lib/core/lib/prop-injectable';
import type { Construct } from 'constructs';
import { arnProblems } from '../private/arns';
import { nameProblems, renderTags, tagProblems } from '../private/checks';
import { environmentProblems, homeIn } from '../private/environment';
import { throwProblems } from '../private/errors';
import { LIMITS } from '../private/limits';
import type { RuleGroups } from './rule-groups';

/**
 * Rules that a workspace evaluates: a file of groups, with a name.
 */
export interface IRuleGroupsNamespace extends IResource, aps.IRuleGroupsNamespaceRef {
  /**
   * The ARN of the namespace.
   *
   * @attribute
   */
  readonly ruleGroupsNamespaceArn: string;
}

/**
 * Properties of a rule groups namespace.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-aps-rulegroupsnamespace.html
 */
export interface RuleGroupsNamespaceProps {
  /**
   * The workspace that evaluates the rules. Another workspace makes another namespace.
   */
  readonly workspace: aps.IWorkspaceRef;

  /**
   * The rules. A change updates the namespace.
   */
  readonly ruleGroups: RuleGroups;

  /**
   * The name of the namespace: 1 to 64 characters, a letter or a digit among them. Another name makes another namespace.
   *
   * @default - made of the construct's path
   */
  readonly ruleGroupsNamespaceName?: string;

  /**
   * Tags of the namespace. At most 50.
   *
   * @default - none
   */
  readonly tags?: { readonly [key: string]: string };
}

/**
 * Rules that a workspace evaluates: a file of groups, with a name.
 *
 * @resource AWS::APS::RuleGroupsNamespace
 */
@propertyInjectable
export class RuleGroupsNamespace extends Resource implements IRuleGroupsNamespace {
  /** The name by which an organisation injects defaults into every namespace. */
  public static readonly PROPERTY_INJECTION_ID: string = 'cdk-managed-prometheus.RuleGroupsNamespace';

  /**
   * A namespace that exists already, by its ARN.
   *
   * @param scope the parent
   * @param id the id under it
   * @param ruleGroupsNamespaceArn the ARN
   */
  public static fromRuleGroupsNamespaceArn(scope: Construct, id: string, ruleGroupsNamespaceArn: string): IRuleGroupsNamespace {
    throwProblems(scope, id, arnProblems('ruleGroupsNamespaceArn', ruleGroupsNamespaceArn, 'rulegroupsnamespace'));
    class Import extends Resource implements IRuleGroupsNamespace {
      public readonly ruleGroupsNamespaceArn = ruleGroupsNamespaceArn;
      public readonly ruleGroupsNamespaceRef = { ruleGroupsNamespaceArn };
    }
    return new Import(scope, id, { environmentFromArn: ruleGroupsNamespaceArn });
  }

  public readonly ruleGroupsNamespaceArn: string;

  /** A reference that other constructs take. */
  public get ruleGroupsNamespaceRef(): aps.RuleGroupsNamespaceReference {
    return { ruleGroupsNamespaceArn: this.ruleGroupsNamespaceArn };
  }

  constructor(scope: Construct, id: string, props: RuleGroupsNamespaceProps) {
    throwProblems(scope, id, [
      ...environmentProblems(homeIn(scope, 'the namespace\'s'), { path: 'workspace', construct: props.workspace }),
      ...nameProblems('ruleGroupsNamespaceName', props.ruleGroupsNamespaceName, LIMITS.ruleGroupsNamespaceName),
      ...props.ruleGroups._problems('ruleGroups'),
      ...tagProblems(props.tags),
    ]);
    super(scope, id);

    const resource = new aps.CfnRuleGroupsNamespace(this, 'Resource', {
      // The documentation says the id; the service takes the ARN.
      workspace: props.workspace.workspaceRef.workspaceArn,
      name: props.ruleGroupsNamespaceName ?? Names.uniqueResourceName(this, { maxLength: LIMITS.ruleGroupsNamespaceName.maxLength }),
      data: props.ruleGroups.toYaml(),
      tags: renderTags(props.tags),
    });
    this.ruleGroupsNamespaceArn = resource.attrArn;
  }
}
