import { Match, Template } from 'aws-cdk-lib/assertions';
import { AccountPrincipal, ArnPrincipal, type Grant, PolicyStatement, Role } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Workspace, type WorkspaceGrants } from '../../lib';
import { evaluate } from '../helpers/evaluate';
import { errorOf } from '../helpers/findings';
import { decision, deployedRole, KEY_POLICY, OTHER_ACCOUNT } from '../helpers/iam';
import { ACCOUNT, knownStack, REGION } from '../helpers/stacks';

const ARN = `arn:aws:aps:${REGION}:${ACCOUNT}:workspace/ws-1`;
const OTHER_ARN = `arn:aws:aps:${REGION}:${ACCOUNT}:workspace/ws-2`;
const READER = `arn:aws:iam::${OTHER_ACCOUNT}:role/reader`;

/** The policy of the stack's workspace once deployed. */
function policyOf(workspace: Workspace): object | undefined {
  const template = Template.fromStack(workspace.stack);
  const [id = ''] = Object.keys(template.findResources('AWS::APS::Workspace'));
  const [policy] = Object.values(template.findResources('AWS::APS::ResourcePolicy')) as { Properties: { PolicyDocument: unknown } }[];
  const references = { [`${id}.Arn`]: ARN, 'AWS::Partition': 'aws' };
  return policy && JSON.parse(String(evaluate(policy.Properties.PolicyDocument, references))) as object;
}

/** What a role of the workspace's account may, by a grant. */
async function granted(grant: (grants: WorkspaceGrants, role: Role) => Grant, action: string, resource: string): Promise<string> {
  const stack = knownStack();
  const workspace = new Workspace(stack, 'Workspace');
  const role = new Role(stack, 'Role', { assumedBy: new AccountPrincipal(ACCOUNT) });
  grant(workspace.grants, role);
  const [id = ''] = Object.keys(Template.fromStack(stack).findResources('AWS::APS::Workspace'));
  const { arn, policies } = deployedRole(stack, 'Role', ACCOUNT, { [`${id}.Arn`]: ARN });
  expect(policyOf(workspace)).toBeUndefined();
  return decision({ principal: arn, action, resource, identityPolicies: policies });
}

const QUERIES = ['aps:QueryMetrics', 'aps:GetSeries', 'aps:GetLabels', 'aps:GetMetricMetadata'];

describe('a role of the account', () => {
  test.each(QUERIES)('that may query may %s here and not elsewhere', async (action) => {
    expect(await granted((grants, role) => grants.query(role), action, ARN)).toBe('Allowed');
    expect(await granted((grants, role) => grants.query(role), action, OTHER_ARN)).toBe('ImplicitlyDenied');
  });

  test.each(['aps:RemoteWrite', 'aps:DeleteWorkspace', 'aps:PutAlertManagerDefinition'])('that may query may not %s', async (action) => {
    expect(await granted((grants, role) => grants.query(role), action, ARN)).toBe('ImplicitlyDenied');
  });

  test('that may write may write here, and nothing else', async () => {
    const remoteWrite = (grants: WorkspaceGrants, role: Role) => grants.remoteWrite(role);
    expect(await granted(remoteWrite, 'aps:RemoteWrite', ARN)).toBe('Allowed');
    expect(await granted(remoteWrite, 'aps:RemoteWrite', OTHER_ARN)).toBe('ImplicitlyDenied');
    expect(await granted(remoteWrite, 'aps:QueryMetrics', ARN)).toBe('ImplicitlyDenied');
  });

  test('that may something else may that', async () => {
    const describeIt = (grants: WorkspaceGrants, role: Role) => grants.actions(role, 'aps:DescribeWorkspace');
    expect(await granted(describeIt, 'aps:DescribeWorkspace', ARN)).toBe('Allowed');
    expect(await granted(describeIt, 'aps:UpdateWorkspaceAlias', ARN)).toBe('ImplicitlyDenied');
  });
});

describe('a role of the account and a customer managed key', () => {
  const KEY_ARN = `arn:aws:kms:${REGION}:${ACCOUNT}:key/1234`;

  async function mayUseKey(grant: (grants: WorkspaceGrants, role: Role) => Grant, action: string): Promise<string> {
    const stack = knownStack();
    const encryptionKey = new Key(stack, 'Key');
    const role = new Role(stack, 'Role', { assumedBy: new AccountPrincipal(ACCOUNT) });
    grant(new Workspace(stack, 'Workspace', { encryptionKey }).grants, role);
    const [id = ''] = Object.keys(Template.fromStack(stack).findResources('AWS::APS::Workspace'));
    const [keyId = ''] = Object.keys(Template.fromStack(stack).findResources('AWS::KMS::Key'));
    const { arn, policies } = deployedRole(stack, 'Role', ACCOUNT, { [`${id}.Arn`]: ARN, [`${keyId}.Arn`]: KEY_ARN });
    return decision({ principal: arn, action, resource: KEY_ARN, identityPolicies: policies, resourcePolicy: KEY_POLICY });
  }

  test.each([
    ['query', 'kms:Decrypt', 'Allowed'],
    ['query', 'kms:GenerateDataKey', 'ImplicitlyDenied'],
    ['remoteWrite', 'kms:Decrypt', 'Allowed'],
    ['remoteWrite', 'kms:GenerateDataKey', 'Allowed'],
    ['remoteWrite', 'kms:CreateGrant', 'ImplicitlyDenied'],
  ] as const)('%s brings %s: %s', async (grant, action, expected) => {
    expect(await mayUseKey((grants, role) => grants[grant](role), action)).toBe(expected);
  });

  test('gets nothing of the key by a grant of something else', async () => {
    expect(await mayUseKey((grants, role) => grants.actions(role, 'aps:DescribeWorkspace'), 'kms:Decrypt')).toBe('ImplicitlyDenied');
  });

  test('of another account is let in by the policy of the key too', () => {
    const stack = knownStack();
    const workspace = new Workspace(stack, 'Workspace', { encryptionKey: new Key(stack, 'Key') });
    workspace.grants.query(new ArnPrincipal(READER));

    Template.fromStack(stack).hasResourceProperties('AWS::KMS::Key', {
      KeyPolicy: { Statement: Match.arrayWith([Match.objectLike({ Action: 'kms:Decrypt', Principal: { AWS: READER } })]) },
    });
  });
});

describe('a role of another account', () => {
  const mayAll = [{ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'aps:*', Resource: '*' }] }];
  const asks = (workspace: Workspace, principal: string, action: string) =>
    decision({ principal, action, resource: ARN, identityPolicies: mayAll, resourcePolicy: policyOf(workspace) });

  test('is let in by the policy of the workspace, for what is granted', async () => {
    expect(await asks(new Workspace(knownStack(), 'Workspace'), READER, 'aps:QueryMetrics')).toBe('ImplicitlyDenied');
    const workspace = new Workspace(knownStack(), 'Workspace');
    workspace.grants.query(new ArnPrincipal(READER));

    expect(await asks(workspace, READER, 'aps:QueryMetrics')).toBe('Allowed');
    expect(await asks(workspace, READER, 'aps:RemoteWrite')).toBe('ImplicitlyDenied');
    expect(await asks(workspace, `${READER}2`, 'aps:QueryMetrics')).toBe('ImplicitlyDenied');
  });

  test('is let in by a statement, whose resource is the workspace', async () => {
    const workspace = new Workspace(knownStack(), 'Workspace');
    const statement = { principals: [new ArnPrincipal(READER)], actions: ['aps:RemoteWrite'] };
    expect(workspace.addToResourcePolicy(new PolicyStatement(statement)).statementAdded).toBe(true);
    workspace.addToResourcePolicy(new PolicyStatement({ ...statement, actions: ['aps:GetLabels'], resources: [workspace.workspaceArn] }));

    Template.fromStack(workspace.stack).resourceCountIs('AWS::APS::ResourcePolicy', 1);
    expect(await asks(workspace, READER, 'aps:RemoteWrite')).toBe('Allowed');
    expect(await asks(workspace, READER, 'aps:GetLabels')).toBe('Allowed');
  });
});

test.each(['*', OTHER_ARN])('the policy of a workspace is about the workspace, and not about %s', (resource) => {
  const workspace = new Workspace(knownStack(), 'Workspace');
  const statement = new PolicyStatement({ principals: [new ArnPrincipal(READER)], actions: ['aps:RemoteWrite'], resources: [resource] });

  expect(errorOf(() => workspace.addToResourcePolicy(statement)).message)
    .toContain(`statement.resources: must be the workspace's ARN, or left out, got '${resource}'`);
});
