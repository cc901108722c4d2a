import { type IResource, Resource, Stack } from 'aws-cdk-lib';
import { CfnResourcePolicy, type IResourcePolicyRef, type IWorkspaceRef, type ResourcePolicyReference } from 'aws-cdk-lib/aws-aps';
import { PolicyDocument, type PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { propertyInjectable } from 'aws-cdk-lib/core/lib/prop-injectable';
import type { Construct } from 'constructs';
import { environmentProblems, homeIn } from '../private/environment';
import { throwProblems } from '../private/errors';
import type { PropertyProblem } from '../private/property-problem';
import { type StatementJson, statementProblems } from './workspace-policy-checks';

/**
 * The resource policy of a workspace.
 */
export interface IWorkspacePolicy extends IResource, IResourcePolicyRef {}

/**
 * Properties for defining the resource policy of a workspace.
 */
export interface WorkspacePolicyProps {
  /**
   * The workspace, created or imported, or an L1.
   */
  readonly workspace: IWorkspaceRef;

  /**
   * The statements of the policy. The resource of each is the workspace, and may be left out.
   *
   * @default - none; use `addStatements()`
   */
  readonly statements?: PolicyStatement[];
}

/**
 * The resource policy of a workspace.
 *
 * A workspace has one policy. The policy of an imported workspace replaces the one that the workspace has. For a workspace of this app use
 * `workspace.addToResourcePolicy()` or `workspace.grants`, which create the policy when it is needed.
 *
 * @see https://docs.aws.amazon.com/prometheus/latest/userguide/security_iam_resource-based-policy.html
 * @stateless
 * @resource AWS::APS::ResourcePolicy
 */
@propertyInjectable
export class WorkspacePolicy extends Resource implements IWorkspacePolicy {
  /** Uniquely identifies this class for property injection. */
  public static readonly PROPERTY_INJECTION_ID: string = 'cdk-managed-prometheus.WorkspacePolicy';

  private readonly document = new PolicyDocument();

  private readonly resource: CfnResourcePolicy;
  private readonly workspaceArn: string;

  public get resourcePolicyRef(): ResourcePolicyReference {
    return this.resource.resourcePolicyRef;
  }

  constructor(scope: Construct, id: string, props: WorkspacePolicyProps) {
    const { workspace, statements = [] } = props;
    const { workspaceArn } = workspace.workspaceRef;
    throwProblems(scope, id, [
      ...environmentProblems(homeIn(scope, 'the policy\'s'), { path: 'workspace', construct: workspace }),
      ...statements.flatMap((statement, index) => policyStatementProblems(`statements[${index}]`, statement, workspaceArn)),
    ]);
    super(scope, id);

    this.workspaceArn = workspaceArn;
    this.resource = new CfnResourcePolicy(this, 'Resource', {
      workspaceArn,
      policyDocument: Stack.of(this).toJsonString(this.document),
    });
    this.addStatements(...statements);
    this.node.addValidation({ validate: () => this.document.isEmpty ? ['must have a statement; the service refuses an empty policy'] : [] });
  }

  /**
   * Adds statements to the policy.
   *
   * Throws an error that lists what the service refuses: a statement without principal or action, `NotAction`, `NotResource`, wildcards,
   * actions that are not Prometheus-compatible APIs, and other resources than the workspace.
   *
   * @param statements the statements; the resource of each is the workspace, and may be left out
   */
  public addStatements(...statements: PolicyStatement[]): void {
    throwProblems(this, '', statements.flatMap(statement => policyStatementProblems('statement', statement, this.workspaceArn)));
    this.document.addStatements(...statements.map((statement) => {
      const copy = statement.copy();
      if (copy.resources.length === 0) copy.addResources(this.workspaceArn);
      return copy;
    }));
  }
}

function policyStatementProblems(path: string, statement: PolicyStatement, workspaceArn: string): PropertyProblem[] {
  return statementProblems(path, statement.toStatementJson() as StatementJson, workspaceArn);
}
