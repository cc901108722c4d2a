import { Template } from 'aws-cdk-lib/assertions';
import { CfnWorkspace } from 'aws-cdk-lib/aws-aps';
import { AccountRootPrincipal, type Grant, Role } from 'aws-cdk-lib/aws-iam';
import { Workspace, WorkspaceGrants } from '../../lib';
import { anyStack } from '../helpers/stacks';

const ARN = 'arn:aws:aps:eu-west-1:111122223333:workspace/ws-1';

/** The statements that a grant gives a role, and nothing else. */
function statementsOf(grant: (grants: WorkspaceGrants, role: Role) => Grant): unknown {
  const stack = anyStack();
  const role = new Role(stack, 'Role', { assumedBy: new AccountRootPrincipal() });
  grant(Workspace.fromWorkspaceArn(stack, 'Workspace', ARN).grants, role);
  const [policy] = Object.values(Template.fromStack(stack).findResources('AWS::IAM::Policy')) as
    { Properties: { PolicyDocument: { Statement: unknown } } }[];
  return policy?.Properties.PolicyDocument.Statement;
}

describe('a grant', () => {
  test('to query allows the four actions of queries, on the workspace alone', () => {
    expect(statementsOf((grants, role) => grants.query(role))).toEqual([
      { Effect: 'Allow', Action: ['aps:QueryMetrics', 'aps:GetSeries', 'aps:GetLabels', 'aps:GetMetricMetadata'], Resource: ARN },
    ]);
  });

  test('to write allows the one action, on the workspace alone', () => {
    expect(statementsOf((grants, role) => grants.remoteWrite(role))).toEqual([
      { Effect: 'Allow', Action: 'aps:RemoteWrite', Resource: ARN },
    ]);
  });

  test('of other actions allows the given ones, on the workspace alone', () => {
    expect(statementsOf((grants, role) => grants.actions(role, 'aps:DescribeWorkspace', 'aps:TagResource'))).toEqual([
      { Effect: 'Allow', Action: ['aps:DescribeWorkspace', 'aps:TagResource'], Resource: ARN },
    ]);
  });

  test.each([
    ['an L2 workspace', Workspace],
    ['an L1 workspace', CfnWorkspace],
  ])('on %s refers to its ARN', (_what, Made) => {
    const stack = anyStack();
    const role = new Role(stack, 'Role', { assumedBy: new AccountRootPrincipal() });
    const workspace = new Made(stack, 'Workspace');
    const grant = WorkspaceGrants.fromWorkspace(workspace).query(role);

    expect(grant.success).toBe(true);
    expect(stack.resolve(grant.principalStatements[0]?.resources)).toEqual([stack.resolve(workspace.workspaceRef.workspaceArn)]);
  });
});
