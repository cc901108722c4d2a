import { App, Aws, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Key } from 'aws-cdk-lib/aws-kms';
import { CrossAccountRoles, type CrossAccountRolesProps, ScraperDestination, Workspace } from '../../lib';
import { errorOf } from '../helpers/problems';
import { decision, deployedRole, KEY_POLICY, OTHER_ACCOUNT, type RolePolicies } from '../helpers/iam';
import { aScraper } from '../helpers/scrapers';
import { ACCOUNT, anyStack, knownStack, REGION } from '../helpers/stacks';

const WORKSPACE = `arn:aws:aps:${REGION}:${OTHER_ACCOUNT}:workspace/ws-1`;
const SCRAPER = `arn:aws:aps:${REGION}:${ACCOUNT}:scraper/s-1`;
const SERVICE = 'scraper.aps.amazonaws.com';
const KEY_ARN = `arn:aws:kms:${REGION}:${ACCOUNT}:key/1234`;

function rolesOf(props: Partial<CrossAccountRolesProps> = {}): CrossAccountRoles {
  return new CrossAccountRoles({ name: 'shop', sourceAccount: ACCOUNT, targetAccount: OTHER_ACCOUNT, region: REGION, ...props });
}

function stackIn(account: string): Stack {
  return new Stack(new App(), 'Stack', { env: { account, region: REGION } });
}

function sourceRole(props: Partial<CrossAccountRolesProps> = {}): RolePolicies {
  const stack = stackIn(ACCOUNT);
  rolesOf(props).createSourceRole(stack, 'Role');
  return deployedRole(stack, 'Role', ACCOUNT);
}

function targetRole(destination = (stack: Stack) => ScraperDestination.workspace(Workspace.fromWorkspaceArn(stack, 'Workspace', WORKSPACE)),
  props: Partial<CrossAccountRolesProps> = {}): RolePolicies {
  const stack = stackIn(OTHER_ACCOUNT);
  rolesOf(props).createTargetRole(stack, 'Role', destination(stack));
  return deployedRole(stack, 'Role', OTHER_ACCOUNT);
}

describe('the source role', () => {
  const taken = (scraper: string, account: string, props?: Partial<CrossAccountRolesProps>) => {
    const { arn, trust } = sourceRole(props);
    return decision({
      principal: SERVICE, action: 'sts:AssumeRole', resource: arn, resourcePolicy: trust,
      context: { 'aws:SourceArn': scraper, 'aws:SourceAccount': account },
    });
  };

  test.each([
    ['a scraper of the account', SCRAPER, ACCOUNT, 'Allowed'],
    ['a scraper of another account', SCRAPER.replace(ACCOUNT, OTHER_ACCOUNT), OTHER_ACCOUNT, 'ImplicitlyDenied'],
    ['a scraper of another Region', SCRAPER.replace(REGION, 'us-east-1'), ACCOUNT, 'ImplicitlyDenied'],
    ['a workspace of the account', SCRAPER.replace('scraper/s', 'workspace/ws'), ACCOUNT, 'ImplicitlyDenied'],
  ])('can be assumed by %s or not', async (_who, scraper, account, expected) => {
    expect(await taken(scraper, account)).toBe(expected);
  });

  test.each([[SCRAPER, 'Allowed'], [SCRAPER.replace('s-1', 's-2'), 'ImplicitlyDenied']])(
    'of one scraper, taken for %s, is %s', async (scraper, expected) => {
      expect(await taken(scraper, ACCOUNT, { scraperId: 's-1' })).toBe(expected);
    });

  test.each([
    ['the target role', rolesOf().targetRoleArn, 'Allowed'],
    ['another role of that account', rolesOf({ name: 'bank' }).targetRoleArn, 'ImplicitlyDenied'],
  ])('can assume %s or not', async (_which, target, expected) => {
    const { arn, policies, trust } = sourceRole();
    expect(trust).toBeDefined();
    expect(await decision({
      principal: arn, action: 'sts:AssumeRole', resource: resolved(target), identityPolicies: policies, resourcePolicy: trusting(arn),
    })).toBe(expected);
  });
});

describe('the target role', () => {
  const taken = (principal: string, externalId: string, props?: Partial<CrossAccountRolesProps>) => {
    const { arn, trust } = targetRole(undefined, props);
    return decision({
      principal, action: 'sts:AssumeRole', resource: arn, resourcePolicy: trust,
      identityPolicies: sourceRole().policies, context: { 'sts:ExternalId': externalId, 'aws:PrincipalArn': principal },
    });
  };
  const source = resolved(rolesOf().sourceRoleArn);

  test.each([
    ['the source role for a scraper', source, SCRAPER, 'Allowed'],
    ['the source role for a scraper of another account', source, SCRAPER.replace(ACCOUNT, OTHER_ACCOUNT), 'ImplicitlyDenied'],
    ['the source role for no scraper', source, 'somebody', 'ImplicitlyDenied'],
    ['another role of the source account', source.replace('shop', 'bank'), SCRAPER, 'ImplicitlyDenied'],
  ])('can be assumed by %s or not', async (_who, principal, externalId, expected) => {
    expect(await taken(principal, externalId)).toBe(expected);
  });

  test('matches the external IDs of scrapers by StringLike, since StringEquals ignores wildcards', async () => {
    expect(await taken(source, `${SCRAPER.slice(0, -3)}*`)).toBe('Allowed');
    expect(JSON.stringify(targetRole().trust)).toContain('"StringLike":{"sts:ExternalId"');
  });

  test('for one scraper cannot be assumed for another', async () => {
    expect(await taken(source, SCRAPER, { scraperId: 's-1' })).toBe('Allowed');
    expect(await taken(source, SCRAPER.replace('s-1', 's-2'), { scraperId: 's-1' })).toBe('ImplicitlyDenied');
  });

  test.each([
    ['aps:RemoteWrite', WORKSPACE, 'Allowed'],
    ['aps:RemoteWrite', `${WORKSPACE}2`, 'ImplicitlyDenied'],
    ['aps:QueryMetrics', WORKSPACE, 'ImplicitlyDenied'],
    ['aps:DeleteWorkspace', WORKSPACE, 'ImplicitlyDenied'],
  ])('for a workspace may %s on %s: %s', async (action, resource, expected) => {
    const { arn, policies } = targetRole();
    expect(await decision({ principal: arn, action, resource, identityPolicies: policies })).toBe(expected);
  });

  test('for a CloudWatch dataset may put metrics there, and nothing else', () => {
    expect(targetRole(() => ScraperDestination.cloudWatchDataset()).policies).toEqual([{
      Version: '2012-10-17',
      Statement: [{
        Effect: 'Allow', Action: 'cloudwatch:PutMetricData', Resource: `arn:aws:cloudwatch:${REGION}:${OTHER_ACCOUNT}:dataset/default`,
      }],
    }]);
  });
});

describe('two roles in two accounts', () => {
  test('refer to each other by name, so that neither stack depends on the other', () => {
    const app = new App();
    const [source, target] = [ACCOUNT, OTHER_ACCOUNT].map((account, index) =>
      new Stack(app, `Stack${index}`, { env: { account, region: REGION } })) as [Stack, Stack];
    const roles = rolesOf();
    const workspace = new Workspace(target, 'Workspace');
    roles.createTargetRole(target, 'Target', ScraperDestination.workspace(workspace));
    aScraper(source, {
      roleConfiguration: roles.createSourceRole(source, 'Source'),
      destination: ScraperDestination.workspace(Workspace.fromWorkspaceArn(source, 'Workspace', WORKSPACE)),
    });
    app.synth();

    expect([source.dependencies, target.dependencies]).toEqual([[], []]);
    Template.fromStack(source).hasResourceProperties('AWS::APS::Scraper', {
      RoleConfiguration: { SourceRoleArn: { 'Fn::GetAtt': [source.getLogicalId(elementOf(source, 'Source')), 'Arn'] } },
    });
  });

  test.each([['', false], ['a', true], ['a'.repeat(49), true], ['a'.repeat(50), false], ['a b', false]])('accept or refuse the name %j: %s', (name, valid) => {
    const make = () => rolesOf({ name });
    if (valid) expect(make).not.toThrow();
    else expect(errorOf(make).message).toContain('name: must have 1 to 49 letters');
  });

  test.each<[string, Partial<CrossAccountRolesProps>, string]>([
    ['an account is a name', { sourceAccount: 'production' }, 'sourceAccount: must be an account of 12 digits, got \'production\''],
    ['an account has 11 digits', { targetAccount: '11112222333' }, 'targetAccount: must be an account of 12 digits'],
    ['the Region is a zone with spaces', { region: 'US East' }, 'region: must be a Region, such as us-east-1, got \'US East\''],
    ['the scraper is given by its ARN', { scraperId: SCRAPER }, 'scraperId: must be the ID of a scraper (s-…), not its ARN or alias'],
    ['the scraper is given by its alias', { scraperId: 'production' }, 'scraperId: must be the ID of a scraper'],
  ])('fail if %s', (_what, props, message) => {
    expect(errorOf(() => rolesOf(props)).message).toContain(message);
  });

  test('fail if their stack is in another Region', () => {
    const stack = new Stack(new App(), 'Stack', { env: { account: ACCOUNT, region: 'us-west-2' } });

    expect(errorOf(() => rolesOf().createSourceRole(stack, 'Role')).message)
      .toContain(`region: is ${REGION}, and this stack is deployed to us-west-2`);
  });

  test('accept accounts, a Region and a scraper that are known only at deployment', () => {
    const token = Aws.ACCOUNT_ID;

    expect(() => rolesOf({ sourceAccount: token, targetAccount: token, region: Aws.REGION, scraperId: token })).not.toThrow();
  });

  test('fail in a stack of another account', () => {
    expect(errorOf(() => rolesOf().createSourceRole(stackIn(OTHER_ACCOUNT), 'Role')).message)
      .toContain(`sourceAccount: is ${ACCOUNT}, and this stack is deployed to ${OTHER_ACCOUNT}`);
    expect(errorOf(() => rolesOf().createTargetRole(stackIn(ACCOUNT), 'Role', ScraperDestination.cloudWatchDataset())).message)
      .toContain(`targetAccount: is ${OTHER_ACCOUNT}, and this stack is deployed to ${ACCOUNT}`);
  });

  test('fail if the workspace is in another account and another Region', () => {
    const stack = stackIn(OTHER_ACCOUNT);
    const elsewhere = Workspace.fromWorkspaceArn(stack, 'Workspace', `arn:aws:aps:us-east-1:${ACCOUNT}:workspace/ws-1`);
    const { message } = errorOf(() => rolesOf().createTargetRole(stack, 'Role', ScraperDestination.workspace(elsewhere)));

    expect(message).toContain(`destination: must be in the roles' Region ${REGION}, got us-east-1`);
    expect(message).toContain(`destination: must be in the roles' account ${OTHER_ACCOUNT}, got ${ACCOUNT}`);
  });

  test('are created if the account of the stack is known only at deployment', () => {
    expect(() => rolesOf().createSourceRole(anyStack(), 'Role')).not.toThrow();
  });

  test('fail if they belong to another account than the scraper or the workspace', () => {
    const stack = stackIn(OTHER_ACCOUNT);
    const roleConfiguration = CrossAccountRoles.inOneAccount(stackIn(ACCOUNT), 'Roles', ScraperDestination.cloudWatchDataset());
    const { message } = errorOf(() => aScraper(stack, {
      roleConfiguration, destination: ScraperDestination.workspace(Workspace.fromWorkspaceArn(stack, 'Workspace', WORKSPACE)),
    }));

    expect(message).toContain(`roleConfiguration.sourceRole: must be in the scraper's account ${OTHER_ACCOUNT}, got ${ACCOUNT}`);
    expect(message).toContain(`roleConfiguration.targetRole: must be in the workspace's account ${OTHER_ACCOUNT}, got ${ACCOUNT}`);
  });
});

describe('a workspace with a customer managed key', () => {
  const encrypted = (stack: Stack) => ScraperDestination.workspace(new Workspace(stack, 'Workspace', { encryptionKey: new Key(stack, 'Key') }));

  test('fails if the service-linked role writes to it', () => {
    const stack = knownStack();
    expect(errorOf(() => aScraper(stack, { destination: encrypted(stack) })).message)
      .toContain('destination.workspace: has a customer managed key');
  });

  test('fails if the service-linked role writes to it and it is imported', () => {
    const stack = knownStack();
    const encryptionKey = Key.fromKeyArn(stack, 'Key', KEY_ARN);
    const workspace = Workspace.fromWorkspaceAttributes(stack, 'Workspace', { workspaceArn: WORKSPACE.replace(OTHER_ACCOUNT, ACCOUNT), encryptionKey });

    expect(() => aScraper(stack, { destination: ScraperDestination.workspace(workspace) })).toThrow('has a customer managed key');
  });

  test('can be written to by two roles of its account, which trust only each other', async () => {
    const stack = knownStack();
    const destination = encrypted(stack);
    aScraper(stack, { destination, roleConfiguration: CrossAccountRoles.inOneAccount(stack, 'Roles', destination) });
    const workspaceArn = `arn:aws:aps:${REGION}:${ACCOUNT}:workspace/ws-9`;
    const id = Object.keys(Template.fromStack(stack).findResources('AWS::APS::Workspace'))[0] ?? '';
    const keyId = Object.keys(Template.fromStack(stack).findResources('AWS::KMS::Key'))[0] ?? '';
    const references = { [`${id}.Arn`]: workspaceArn, [`${keyId}.Arn`]: KEY_ARN };
    const [source, target] = ['RolesSource', 'RolesTarget'].map(role => deployedRole(stack, role, ACCOUNT, references));

    expect(await decision({
      principal: SERVICE, action: 'sts:AssumeRole', resource: source?.arn ?? '', resourcePolicy: source?.trust,
      context: { 'aws:SourceArn': SCRAPER, 'aws:SourceAccount': ACCOUNT },
    })).toBe('Allowed');
    expect(await decision({
      principal: source?.arn ?? '', action: 'sts:AssumeRole', resource: target?.arn ?? '', resourcePolicy: target?.trust,
      identityPolicies: source?.policies, context: { 'sts:ExternalId': SCRAPER, 'aws:PrincipalArn': source?.arn ?? '' },
    })).toBe('Allowed');
    expect(await decision({ principal: target?.arn ?? '', action: 'aps:RemoteWrite', resource: workspaceArn, identityPolicies: target?.policies }))
      .toBe('Allowed');
    for (const [action, resource, expected] of [
      ['kms:GenerateDataKey', KEY_ARN, 'Allowed'],
      ['kms:Decrypt', KEY_ARN, 'Allowed'],
      ['kms:Decrypt', `${KEY_ARN}2`, 'ImplicitlyDenied'],
      ['kms:CreateGrant', KEY_ARN, 'ImplicitlyDenied'],
    ] as const) {
      const request = { principal: target?.arn ?? '', action, resource, identityPolicies: target?.policies, resourcePolicy: KEY_POLICY };
      expect(await decision(request)).toBe(expected);
    }
  });

  test('is written to after the policies of the roles exist', () => {
    const stack = knownStack();
    const destination = encrypted(stack);
    aScraper(stack, { destination, roleConfiguration: CrossAccountRoles.inOneAccount(stack, 'Roles', destination) });
    const [scraper] = Object.values(Template.fromStack(stack).findResources('AWS::APS::Scraper')) as { DependsOn: string[] }[];

    expect(scraper?.DependsOn).toEqual(expect.arrayContaining([
      expect.stringMatching(/^RolesSourceDefaultPolicy/), expect.stringMatching(/^RolesTargetDefaultPolicy/),
    ]));
  });
});

/** The ARN in the partition of the tests. */
function resolved(arn: string): string {
  return arn.replace(/^arn:\$\{Token\[[^\]]+\]\}/, 'arn:aws');
}

function trusting(principal: string): object {
  return { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { AWS: principal }, Action: 'sts:AssumeRole' }] };
}

function elementOf(stack: Stack, id: string) {
  return stack.node.findChild(id).node.defaultChild as Parameters<Stack['getLogicalId']>[0];
}
