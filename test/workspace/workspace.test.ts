import { Fn, RemovalPolicy, type Stack, Tags } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Alias, CfnKey, type IKeyRef, Key } from 'aws-cdk-lib/aws-kms';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Workspace } from '../../lib';
import { evaluate } from '../helpers/evaluate';
import { errorOf, warnings } from '../helpers/problems';
import { ACCOUNT, anyStack, knownStack, REGION } from '../helpers/stacks';

const ARN = 'arn:aws:aps:us-west-2:111122223333:workspace/ws-12345678-abcd';

describe('a workspace', () => {
  test('has nothing but the tag for managed collectors by default', () => {
    const stack = anyStack();
    new Workspace(stack, 'Workspace');

    Template.fromStack(stack).hasResource('AWS::APS::Workspace', { Properties: { Tags: [{ Key: 'AMPAgentlessScraper', Value: '' }] } });
  });

  test('has its alias', () => {
    const stack = anyStack();
    new Workspace(stack, 'Workspace', { alias: 'platform' });

    Template.fromStack(stack).hasResourceProperties('AWS::APS::Workspace', { Alias: 'platform' });
  });

  test('has its key', () => {
    const stack = anyStack();
    const encryptionKey = Key.fromKeyArn(stack, 'Key', 'arn:aws:kms:eu-west-1:111122223333:key/1234');
    new Workspace(stack, 'Workspace', { encryptionKey });

    Template.fromStack(stack).hasResourceProperties('AWS::APS::Workspace', { KmsKeyArn: 'arn:aws:kms:eu-west-1:111122223333:key/1234' });
  });

  test('has its tags, those of the app and the tag for managed collectors', () => {
    const stack = anyStack();
    Tags.of(new Workspace(stack, 'Workspace', { tags: { team: 'platform' } })).add('cost-centre', '42');

    Template.fromStack(stack).hasResourceProperties('AWS::APS::Workspace', {
      Tags: Match.arrayEquals([
        { Key: 'AMPAgentlessScraper', Value: '' },
        { Key: 'cost-centre', Value: '42' },
        { Key: 'team', Value: 'platform' },
      ]),
    });
  });

  test.each([[49, {}], [48, { AMPAgentlessScraper: 'mine' }]])('with %d tags has %j in addition to the tag for managed collectors', (count, further) => {
    const tagged = (more: number) => () => new Workspace(anyStack(), 'Workspace', {
      tags: { ...Object.fromEntries(Array.from({ length: count + more }, (_, index) => [`tag${index}`, 'x'])), ...further },
    });

    expect(tagged(0)).not.toThrow();
    expect(tagged(2)).toThrow(/tags: specify at most (49 tags in addition to AMPAgentlessScraper, got 51|50 tags, got 51)$/);
  });

  test.each(['logging', 'queryLogging'])('has the log group of its %s in its own Region and account', (property) => {
    const stack = knownStack();
    const logGroup = LogGroup.fromLogGroupArn(stack, 'Group', 'arn:aws:logs:us-west-2:444455556666:log-group:mine');

    expect(errorOf(() => new Workspace(stack, 'Workspace', { [property]: { logGroup, samplesThreshold: 0 }, alias: '' })).message)
      .toBe('Stack/Workspace has 3 problems:\n  - alias: must have 1 to 100 characters, got 0\n'
        + `  - ${property}.logGroup: must be in the workspace's Region eu-west-1, got us-west-2\n`
        + `  - ${property}.logGroup: must be in the workspace's account 111122223333, got 444455556666`);
  });

  test('is found by its attributes', () => {
    const stack = anyStack();
    const workspace = new Workspace(stack, 'Workspace');

    expect(stack.resolve([workspace.workspaceArn, workspace.workspaceId, workspace.prometheusEndpoint, workspace.workspaceRef])).toEqual([
      { 'Fn::GetAtt': ['Workspace2F8C78CC', 'Arn'] },
      { 'Fn::GetAtt': ['Workspace2F8C78CC', 'WorkspaceId'] },
      { 'Fn::GetAtt': ['Workspace2F8C78CC', 'PrometheusEndpoint'] },
      { workspaceArn: { 'Fn::GetAtt': ['Workspace2F8C78CC', 'Arn'] } },
    ]);
  });
});

describe('the customer managed key of a workspace', () => {
  const warned = (make: (stack: Stack) => IKeyRef) => {
    const stack = knownStack();
    new Workspace(stack, 'Workspace', { encryptionKey: make(stack) });
    return warnings(stack).filter(warning => warning.includes('cdk-managed-prometheus:encryption-key'));
  };
  const keyArn = (key: string, region = REGION) => `arn:aws:kms:${region}:${ACCOUNT}:key/${key}`;

  test.each<[string, (stack: Stack) => IKeyRef, string]>([
    ['is a multi-Region key by its ARN', stack => Key.fromKeyArn(stack, 'Key', keyArn('mrk-1234')), 'is a multi-Region key'],
    ['is a multi-Region key of this app', stack => new CfnKey(stack, 'Key', { multiRegion: true }), 'is a multi-Region key'],
    ['is an alias', stack => Alias.fromAliasName(stack, 'Key', 'alias/metrics'), 'is an alias'],
    ['is in another Region', stack => Key.fromKeyArn(stack, 'Key', keyArn('1234', 'us-west-2')), `must be in the workspace's Region ${REGION}, got us-west-2`],
  ])('causes a warning if it %s', (_which, make, message) => {
    expect(warned(make)).toEqual([expect.stringContaining(message)]);
  });

  test.each<[string, (stack: Stack) => IKeyRef]>([
    ['of this app', stack => new Key(stack, 'Key')],
    ['of the Region', stack => Key.fromKeyArn(stack, 'Key', keyArn('1234'))],
    ['that is known only at deployment', stack => Key.fromKeyArn(stack, 'Key', Fn.importValue('Key'))],
  ])('causes no warning for a key %s', (_which, make) => {
    expect(warned(make)).toEqual([]);
  });
});

test('a workspace can be imported by its ID in the account and the Region of the stack', () => {
  const { workspaceArn, workspaceId } = Workspace.fromWorkspaceId(knownStack(), 'Workspace', 'ws-1');

  expect(workspaceArn).toContain(`:aps:${REGION}:${ACCOUNT}:workspace/ws-1`);
  expect(workspaceId).toBeDefined();
});

describe('the removal policy of a workspace', () => {
  test.each([
    [undefined, 'RetainExceptOnCreate', 'Retain'],
    [RemovalPolicy.RETAIN, 'Retain', 'Retain'],
    [RemovalPolicy.DESTROY, 'Delete', 'Delete'],
  ])('%s makes the deletion policy %s and the policy for replacements %s', (removalPolicy, DeletionPolicy, UpdateReplacePolicy) => {
    const stack = anyStack();
    new Workspace(stack, 'Workspace', { removalPolicy });

    Template.fromStack(stack).hasResource('AWS::APS::Workspace', { DeletionPolicy, UpdateReplacePolicy });
  });

  test('can be changed later', () => {
    const stack = anyStack();
    new Workspace(stack, 'Workspace').applyRemovalPolicy(RemovalPolicy.DESTROY);

    Template.fromStack(stack).hasResource('AWS::APS::Workspace', { DeletionPolicy: 'Delete', UpdateReplacePolicy: 'Delete' });
  });
});

describe('the alias of a workspace', () => {
  test.each([1, 100])('accepts %d characters', (length) => {
    expect(() => new Workspace(anyStack(), 'Workspace', { alias: 'ä'.repeat(length) })).not.toThrow();
  });

  test.each([0, 101])('fails with %d characters', (length) => {
    expect(errorOf(() => new Workspace(anyStack(), 'Workspace', { alias: 'a'.repeat(length) })).message)
      .toBe(`Stack/Workspace has a problem:\n  - alias: must have 1 to 100 characters, got ${length}`);
  });

  test('is not validated if it is known only at deployment', () => {
    expect(() => new Workspace(anyStack(), 'Workspace', { alias: `${'a'.repeat(99)}${Fn.ref('AWS::Region')}` })).not.toThrow();
  });
});

describe('an imported workspace', () => {
  test('has the attributes that its ARN contains', () => {
    const workspace = Workspace.fromWorkspaceArn(anyStack(), 'Workspace', ARN);

    expect(workspace.workspaceArn).toBe(ARN);
    expect(workspace.workspaceId).toBe('ws-12345678-abcd');
    expect(workspace.workspaceRef).toEqual({ workspaceArn: ARN });
    expect(workspace.env).toEqual({ account: '111122223333', region: 'us-west-2' });
  });

  test('adds nothing to the template', () => {
    const stack = anyStack();
    Workspace.fromWorkspaceArn(stack, 'Workspace', ARN);

    expect(Template.fromStack(stack).toJSON()).not.toHaveProperty('Resources');
  });

  test('has the endpoint of its Region, or the one that is given', () => {
    const stack = anyStack();
    const prometheusEndpoint = 'https://metrics.example/';
    const urls = (endpoint: string) => evaluate(stack.resolve(endpoint), { 'AWS::URLSuffix': 'amazonaws.com' });

    expect(urls(Workspace.fromWorkspaceArn(stack, 'ByArn', ARN).prometheusEndpoint))
      .toBe('https://aps-workspaces.us-west-2.amazonaws.com/workspaces/ws-12345678-abcd/');
    expect(Workspace.fromWorkspaceAttributes(stack, 'ByAttributes', { workspaceArn: ARN, prometheusEndpoint }).prometheusEndpoint)
      .toBe(prometheusEndpoint);
  });

  test('may have an ARN that is known only at deployment', () => {
    const stack = anyStack();
    const workspace = Workspace.fromWorkspaceArn(stack, 'Workspace', Fn.importValue('WorkspaceArn'));
    const parts = stack.resolve([workspace.workspaceId, workspace.queryUrl]) as unknown;
    const deployed = JSON.parse(JSON.stringify(parts).replaceAll('{"Fn::ImportValue":"WorkspaceArn"}', JSON.stringify(ARN))) as unknown;

    expect(evaluate(deployed, { 'AWS::URLSuffix': 'amazonaws.com' }))
      .toEqual(['ws-12345678-abcd', 'https://aps-workspaces.us-west-2.amazonaws.com/workspaces/ws-12345678-abcd/api/v1/query']);
  });
});

describe('the URLs of a workspace', () => {
  test.each([
    ['eu-west-1', 'amazonaws.com'],
    ['cn-north-1', 'amazonaws.com.cn'],
  ])('in %s end with %s', (region, suffix) => {
    const stack = anyStack();
    const workspace = new Workspace(stack, 'Workspace');
    const references = { 'AWS::Region': region, 'AWS::URLSuffix': suffix, 'Workspace2F8C78CC.WorkspaceId': 'ws-1' };

    expect(evaluate(stack.resolve([workspace.queryUrl, workspace.remoteWriteUrl]), references)).toEqual([
      `https://aps-workspaces.${region}.${suffix}/workspaces/ws-1/api/v1/query`,
      `https://aps-workspaces.${region}.${suffix}/workspaces/ws-1/api/v1/remote_write`,
    ]);
  });

  test('contain the Region of the stack if it is known', () => {
    const stack = knownStack();

    expect(JSON.stringify(stack.resolve(new Workspace(stack, 'Workspace').queryUrl))).toContain(`https://aps-workspaces.${REGION}.`);
  });
});
