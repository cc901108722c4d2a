import { Fn, type IResource, Names, Resource, Token } from 'aws-cdk-lib';
import type * as aps from 'aws-cdk-lib/aws-aps';
import { propertyInjectable } from 'aws-cdk-lib/core/lib/prop-injectable';
import type { Construct } from 'constructs';
import { arnProblems } from '../private/arns';
import { nameProblems, renderTags, tagProblems } from '../private/checks';
import { environmentProblems, homeIn } from '../private/environment';
import { throwProblems } from '../private/errors';
import { LIMITS } from '../private/limits';
import { joinPaths } from '../private/property-problem';
import { forbidSecretTokens } from '../private/secret-tokens';
import { addTextWarnings } from '../private/text-warnings';
import type { RuleGroups } from '../rules/rule-groups';
import { ValidatedRuleGroupsNamespace } from './validated-rule-groups-namespace';
import { warnOfIncoherence } from './workspace-coherence';
import { ProblemSeverity, type Problem } from '../validation/problem';
import type { RuleFileTarget } from '../validation/rule-files/rule-file-context';

/**
 * A rule groups namespace of a workspace.
 */
export interface IRuleGroupsNamespace extends IResource, aps.IRuleGroupsNamespaceRef {
  /**
   * The ARN of the rule groups namespace.
   *
   * @attribute
   */
  readonly ruleGroupsNamespaceArn: string;

  /**
   * The name of the rule groups namespace.
   *
   * @attribute
   */
  readonly ruleGroupsNamespaceName: string;
}

/**
 * Properties for defining a rule groups namespace.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-aps-rulegroupsnamespace.html
 */
export interface RuleGroupsNamespaceProps {
  /**
   * The workspace that evaluates the rules. A change replaces the namespace.
   */
  readonly workspace: aps.IWorkspaceRef;

  /**
   * The rule groups. A change updates the namespace.
   */
  readonly ruleGroups: RuleGroups;

  /**
   * The name of the namespace: 1 to 64 characters, including a letter or a digit. It must be unique in the workspace. A change replaces the
   * namespace.
   *
   * @default - generated from the construct's path
   */
  readonly ruleGroupsNamespaceName?: string;

  /**
   * The tags of the namespace, at most 50.
   *
   * @default - none
   */
  readonly tags?: { readonly [key: string]: string };
}

/**
 * A rule groups namespace: recording and alerting rules that a workspace evaluates.
 *
 * @stateless
 * @resource AWS::APS::RuleGroupsNamespace
 */
@propertyInjectable
export class RuleGroupsNamespace extends Resource implements IRuleGroupsNamespace {
  /** Uniquely identifies this class for property injection. */
  public static readonly PROPERTY_INJECTION_ID: string = 'cdk-managed-prometheus.RuleGroupsNamespace';

  /**
   * Imports an existing rule groups namespace by its ARN.
   *
   * @param scope the construct's scope
   * @param id the construct's ID
   * @param ruleGroupsNamespaceArn the ARN of the rule groups namespace
   */
  public static fromRuleGroupsNamespaceArn(scope: Construct, id: string, ruleGroupsNamespaceArn: string): IRuleGroupsNamespace {
    throwProblems(scope, id, arnProblems('ruleGroupsNamespaceArn', ruleGroupsNamespaceArn, 'rulegroupsnamespace'));
    class Import extends Resource implements IRuleGroupsNamespace {
      public readonly ruleGroupsNamespaceArn = ruleGroupsNamespaceArn;
      public readonly ruleGroupsNamespaceRef = { ruleGroupsNamespaceArn };
      public readonly ruleGroupsNamespaceName = Fn.select(2, Fn.split('/', ruleGroupsNamespaceArn));
    }
    return new Import(scope, id, { environmentFromArn: ruleGroupsNamespaceArn });
  }

  public readonly ruleGroupsNamespaceArn: string;
  public readonly ruleGroupsNamespaceName: string;

  public get ruleGroupsNamespaceRef(): aps.RuleGroupsNamespaceReference {
    return { ruleGroupsNamespaceArn: this.ruleGroupsNamespaceArn };
  }

  constructor(scope: Construct, id: string, props: RuleGroupsNamespaceProps) {
    throwProblems(scope, id, [
      ...environmentProblems(homeIn(scope, 'the namespace\'s'), { path: 'workspace', construct: props.workspace }),
      ...nameProblems('ruleGroupsNamespaceName', props.ruleGroupsNamespaceName, LIMITS.ruleGroupsNamespaceName),
      ...ruleProblems(props, ProblemSeverity.ERROR).map(problem => ({ ...problem, path: joinPaths('ruleGroups', problem.path) })),
      ...tagProblems(props.tags),
    ]);
    super(scope, id);

    const data = props.ruleGroups.toYaml();
    this.ruleGroupsNamespaceName = props.ruleGroupsNamespaceName
      ?? Names.uniqueResourceName(this, { maxLength: LIMITS.ruleGroupsNamespaceName.maxLength });
    const resource = new ValidatedRuleGroupsNamespace(this, 'Resource', {
      // AWS documents the ID, but the service requires the ARN.
      workspace: props.workspace.workspaceRef.workspaceArn,
      name: this.ruleGroupsNamespaceName,
      data,
      tags: renderTags(props.tags),
    }, data);
    this.ruleGroupsNamespaceArn = resource.attrArn;
    forbidSecretTokens(this, 'ruleGroups', data, 'rule-file');
    const origin = { property: 'ruleGroups', file: props.ruleGroups._unchangedFile };
    addTextWarnings(this, ruleProblems(props, ProblemSeverity.WARNING), origin);
    warnOfIncoherence(this, resource, (problems) => {
      addTextWarnings(this, props.ruleGroups._located(problems), origin);
    });
  }
}

/** Returns the problems of the rules with a severity. */
function ruleProblems(
  { ruleGroups, ruleGroupsNamespaceName: name }: RuleGroupsNamespaceProps, severity: ProblemSeverity,
): Problem[] {
  const target: RuleFileTarget = name === undefined || Token.isUnresolved(name) ? {} : { namespaceName: name };
  return ruleGroups._problems(target).filter(problem => problem.severity === severity);
}
