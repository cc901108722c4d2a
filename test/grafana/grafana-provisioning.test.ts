import { readFileSync } from 'node:fs';
import { Fn, type Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Asset } from 'aws-cdk-lib/aws-s3-assets';
import { GrafanaProvisioning, type GrafanaProvisioningProps, GrafanaUserChanges, GrafanaVersion, GrafanaWorkspace, Workspace } from '../../lib';
import { errorOf, warnings } from '../helpers/problems';
import { knownStack } from '../helpers/stacks';

const DASHBOARD = { uid: 'nodes', title: 'Nodes' };

let stack: Stack;

beforeEach(() => {
  stack = knownStack();
});

function provisioning(props: Partial<GrafanaProvisioningProps> = {}, id = 'Dashboards'): GrafanaProvisioning {
  const grafana = stack.node.tryFindChild('Grafana') as GrafanaWorkspace | undefined
    ?? GrafanaWorkspace.fromGrafanaWorkspaceId(stack, 'Grafana', 'g-0123456789');
  return new GrafanaProvisioning(stack, id, { grafana, ...props });
}

/** The file of the dashboards. */
function assetOf({ node }: GrafanaProvisioning): Asset {
  const asset = node.findChild('Provisioning').node.findChild('Dashboards');
  if (!(asset instanceof Asset)) throw new Error('no asset');
  return asset;
}

test('a provisioned workspace gets data sources, a folder and dashboards from a custom resource', () => {
  const workspace = Workspace.fromWorkspaceId(stack, 'Workspace', 'ws-1');
  const { folderUid, dataSourceUids: [uid] } = provisioning({ prometheusWorkspaces: [workspace], dashboards: [JSON.stringify(DASHBOARD)] });

  const [resource] = Object.values(Template.fromStack(stack).findResources('Custom::AmpGrafanaProvisioning')) as Array<{ Properties: Record<string, unknown> }>;
  expect(resource?.Properties).toMatchObject({ FolderUid: folderUid, FolderTitle: 'Prometheus', UserChanges: 'OVERWRITE', ServiceTimeout: '240' });
  expect(JSON.stringify(resource?.Properties.DataSources)).toContain(uid);
  expect(uid).toMatch(/^amp-[0-9a-f]{20}$/);
});

test('the function may manage tokens of the one workspace and read the dashboards, and nothing else', () => {
  provisioning();

  Template.fromStack(stack).hasResourceProperties('AWS::IAM::Policy', {
    PolicyDocument: {
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Action: [
            'grafana:ListWorkspaceServiceAccounts', 'grafana:CreateWorkspaceServiceAccount',
            'grafana:ListWorkspaceServiceAccountTokens', 'grafana:CreateWorkspaceServiceAccountToken', 'grafana:DeleteWorkspaceServiceAccountToken',
          ],
          Resource: { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':grafana:eu-west-1:111122223333:/workspaces/g-0123456789']] },
        },
        { Effect: 'Allow', Action: 's3:GetObject', Resource: Match.objectLike({ 'Fn::Join': Match.anyValue() }) },
      ],
    },
  });
});

test('the dashboards travel as a file whose hash changes only with its content', () => {
  const hashOf = (id: string, dashboard: object) =>
    assetOf(provisioning({ dashboards: [JSON.stringify(dashboard)] }, id)).assetHash;

  expect(hashOf('One', DASHBOARD)).toBe(hashOf('Two', DASHBOARD));
  expect(hashOf('Three', { ...DASHBOARD, title: 'Machines' })).not.toBe(hashOf('Four', DASHBOARD));
});

test('an exported dashboard is provisioned without the metadata of its export', () => {
  const exported = provisioning({ dashboards: [JSON.stringify({ meta: {}, dashboard: DASHBOARD })], userChanges: GrafanaUserChanges.KEEP });

  expect(JSON.parse(readFileSync(assetOf(exported).assetPath, 'utf8'))).toEqual([DASHBOARD]);
});

describe('by the version of Grafana', () => {
  const grafana = (version: string) => GrafanaWorkspace.fromGrafanaWorkspaceAttributes(stack, `Grafana${version}`, {
    workspaceId: 'g-0123456789', version: GrafanaVersion.of(version),
  });
  const NAMESAKES = ['one', 'two'].map(uid => JSON.stringify({ ...DASHBOARD, uid }));

  test('fails before version 9, which has no service accounts', () => {
    expect(errorOf(() => provisioning({ grafana: grafana('8.4') })).message).toContain('grafana: requires Grafana 9 or newer, got 8.4');
    expect(() => provisioning({ grafana: grafana('9.4') })).not.toThrow();
  });

  test('fails for two dashboards of one title before version 11', () => {
    expect(errorOf(() => provisioning({ grafana: grafana('10.4'), dashboards: NAMESAKES })).message)
      .toContain('dashboards[1]: has the title \'Nodes\', which another dashboard of the folder has too; Grafana 10.4 refuses it');
    expect(() => provisioning({ grafana: grafana('12.4'), dashboards: NAMESAKES })).not.toThrow();
    expect(() => provisioning({ dashboards: NAMESAKES }, 'Unknown')).not.toThrow();
  });
});

describe('two folders of one title', () => {
  const refused = (version?: string) => ({
    workspace: GrafanaWorkspace.fromGrafanaWorkspaceAttributes(stack, `Grafana${version}`, {
      workspaceId: 'g-0123456789', ...version !== undefined && { version: GrafanaVersion.of(version) },
    }),
    dashboards: [JSON.stringify(DASHBOARD)],
  });
  const add = (id: string, { workspace: grafana, dashboards }: ReturnType<typeof refused>, props: Partial<GrafanaProvisioningProps> = {}) =>
    provisioning({ grafana, dashboards, ...props }, id);
  const synthesize = () => Template.fromStack(stack);

  test.each(['9.4', '10.4'])('fail synthesis for Grafana %s, which refuses the second', (version) => {
    const given = refused(version);
    add('One', given);
    add('Two', given);
    expect(errorOf(synthesize).message).toContain('[Stack/Two] folderTitle: the folder of Stack/One has the title \'Prometheus\' too, '
      + `which Grafana ${version} refuses; specify another title, or use one GrafanaProvisioning`);
  });

  test('fail synthesis if one of two imports of the Grafana workspace has an old version', () => {
    add('One', refused('10.4'));
    add('Two', refused());
    expect(errorOf(synthesize).message).toContain('which Grafana 10.4 refuses');
  });

  test('are a warning if the version is unknown', () => {
    const given = refused();
    add('One', given);
    add('Two', given, { folderTitle: 'Prometheus' });
    synthesize();
    expect(warnings(stack)).toEqual([expect.stringContaining(
      'the folder of Stack/One has the title \'Prometheus\' too, which Grafana refuses before version 11')]);
  });

  test.each<[string, string, Partial<GrafanaProvisioningProps>]>([
    ['since version 11', '11.0', {}], ['in Grafana 12', '12.4', {}], ['if the titles differ', '10.4', { folderTitle: 'Shop' }],
    ['if one has no dashboards, and so no folder', '10.4', { dashboards: [] }],
    ['if a title is known only at deployment', '10.4', { folderTitle: Fn.importValue('Title') }],
  ])('are right %s', (_, version, props) => {
    const given = refused(version);
    add('One', given, props);
    add('Two', given);
    synthesize();
    expect(warnings(stack)).toEqual([]);
  });

  test('are right in two Grafana workspaces', () => {
    const [one, two] = ['g-0123456789', 'g-9876543210'].map(workspaceId =>
      GrafanaWorkspace.fromGrafanaWorkspaceAttributes(stack, workspaceId, { workspaceId, version: GrafanaVersion.V10_4 }));
    for (const grafana of [one, two]) provisioning({ grafana, dashboards: [JSON.stringify(DASHBOARD)] }, `In${grafana?.node.id}`);
    synthesize();
    expect(warnings(stack)).toEqual([]);
  });
});

describe('a dashboard that was exported for sharing', () => {
  const SHARED = {
    ...DASHBOARD,
    __inputs: [
      { name: 'DS_PROMETHEUS', type: 'datasource', pluginId: 'prometheus' }, { name: 'DS_LOKI', type: 'datasource', pluginId: 'loki' },
      { name: 'JOB', type: 'constant', value: 'node$&' },
    ],
    __requires: [{ type: 'grafana' }],
    panels: [
      { datasource: { type: 'prometheus', uid: '${DS_PROMETHEUS}' }, targets: [{ expr: 'up{job="${JOB}", instance="${instance}"}' }] },
      { datasource: { uid: '${DS_LOKI}' } },
    ],
  };

  test('reads the first Prometheus workspace, and has the values of its constants', () => {
    const prometheusWorkspaces = ['ws-1', 'ws-2'].map(id => Workspace.fromWorkspaceId(stack, id, id));
    const provisioned = provisioning({ prometheusWorkspaces, dashboards: [JSON.stringify(SHARED)] });

    expect(JSON.parse(readFileSync(assetOf(provisioned).assetPath, 'utf8'))).toEqual([{
      ...DASHBOARD,
      panels: [
        { datasource: { type: 'prometheus', uid: provisioned.dataSourceUids[0] }, targets: [{ expr: 'up{job="node$&", instance="${instance}"}' }] },
        { datasource: { uid: '${DS_LOKI}' } },
      ],
    }]);
  });

  test('fails without a Prometheus workspace', () => {
    expect(errorOf(() => provisioning({ dashboards: [JSON.stringify(SHARED)] })).message)
      .toContain('dashboards[0]: has the input \'DS_PROMETHEUS\', a Prometheus data source: specify prometheusWorkspaces');
  });
});

test.each<[string, Partial<GrafanaProvisioningProps>, string]>([
  ['a dashboard that is no JSON', { dashboards: ['nodes.json'] }, 'dashboards[0]: must be a dashboard as JSON'],
  ['a dashboard without uid', { dashboards: ['{"title":"Nodes"}'] }, 'dashboards[0]: must have a uid of 1 to 40 letters, digits, hyphens and underscores, got none'],
  ['a dashboard without title', { dashboards: ['{"uid":"nodes"}'] }, 'dashboards[0]: must have a title'],
  ['two dashboards of one uid', { dashboards: [JSON.stringify(DASHBOARD), JSON.stringify(DASHBOARD)] }, 'dashboards[1]: has the uid \'nodes\', which another dashboard has too'],
  ['a folder without a title', { folderTitle: ' ' }, 'folderTitle: must not be empty'],
])('fails for %s', (_, props, message) => {
  expect(errorOf(() => provisioning(props)).message).toContain(message);
});
