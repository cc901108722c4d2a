import { Stack, Token } from 'aws-cdk-lib';
import { CfnResourcePolicy } from 'aws-cdk-lib/aws-aps';
import { type AddToResourcePolicyResult, PolicyDocument, type PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { throwProblems } from '../private/errors';

const POLICY_ID = 'Policy';

/**
 * Adds a statement to the policy of a workspace, which is made with the first one.
 *
 * The service refuses a statement about anything but this workspace, `*` included. What is known only at deployment may be its ARN.
 *
 * @see https://docs.aws.amazon.com/prometheus/latest/userguide/security_iam_resource-based-policy.html
 */
export function addToWorkspacePolicy(workspace: Construct, workspaceArn: string, statement: PolicyStatement): AddToResourcePolicyResult {
  const copy = statement.copy();
  if (copy.resources.length === 0) copy.addResources(workspaceArn);
  const others = copy.resources.filter(resource => resource !== workspaceArn && !Token.isUnresolved(resource));
  throwProblems(workspace, POLICY_ID, others.map(resource => ({
    path: 'statement.resources',
    message: `must be the workspace's ARN, or left out, got '${resource}'`,
  })));

  const policy = workspace.node.tryFindChild(POLICY_ID) as WorkspacePolicy | undefined ?? new WorkspacePolicy(workspace, workspaceArn);
  policy.document.addStatements(copy);
  return { statementAdded: true, policyDependable: policy };
}

class WorkspacePolicy extends CfnResourcePolicy {
  public readonly document: PolicyDocument;

  constructor(workspace: Construct, workspaceArn: string) {
    const document = new PolicyDocument();
    super(workspace, POLICY_ID, { workspaceArn, policyDocument: Stack.of(workspace).toJsonString(document) });
    this.document = document;
  }
}
