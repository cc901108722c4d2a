import { Duration } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { parse } from 'yaml';
import { GrafanaDataSource, type GrafanaDataSourceOptions, GrafanaVersion, Workspace } from '../../lib';
import { knownStack } from '../helpers/stacks';

function dataSource(options: GrafanaDataSourceOptions = {}) {
  const stack = knownStack();
  const workspace = Workspace.fromWorkspaceAttributes(stack, 'Workspace', {
    workspaceArn: 'arn:aws:aps:eu-west-1:111122223333:workspace/ws-1', prometheusEndpoint: 'https://aps-workspaces.eu-west-1.amazonaws.com/workspaces/ws-1/',
  });
  return { stack, source: GrafanaDataSource.forWorkspace(workspace, options) };
}

test('the provisioning file signs requests for the Region of the workspace', () => {
  expect(parse(dataSource().source.toYaml())).toEqual({
    apiVersion: 1,
    datasources: [{
      name: 'Amazon Managed Service for Prometheus', uid: 'amp', type: 'grafana-amazonprometheus-datasource', access: 'proxy', isDefault: false,
      editable: false,
      url: 'https://aps-workspaces.eu-west-1.amazonaws.com/workspaces/ws-1/',
      jsonData: {
        httpMethod: 'POST', prometheusType: 'Prometheus', timeInterval: '60s', sigV4Auth: true, sigV4AuthType: 'default', sigV4Region: 'eu-west-1',
      },
    }],
  });
});

test.each([
  ['9.5.2', 'prometheus'], ['11', 'prometheus'], ['11.6.1', 'prometheus'],
  ['12', 'grafana-amazonprometheus-datasource'], ['12.0.1', 'grafana-amazonprometheus-datasource'], ['13', 'grafana-amazonprometheus-datasource'],
])('Grafana %s queries with the data source %s', (version, type) => {
  const { source } = dataSource({ grafanaVersion: GrafanaVersion.of(version) });
  expect(source.type).toBe(type);
  expect(source.toHelmValues().plugins).toEqual(type === 'prometheus' ? undefined : [type]);
});

test('the Helm values have the data source, the setting that allows signing, and the role of the service account', () => {
  const { stack, source } = dataSource({ uid: 'metrics', name: 'Metrics', isDefault: true, scrapeInterval: Duration.seconds(30) });
  const role = new Role(stack, 'Role', { assumedBy: new ServicePrincipal('pods.eks.amazonaws.com') });
  expect(stack.resolve(source.toHelmValues(role))).toMatchObject({
    'grafana.ini': { auth: { sigv4_auth_enabled: true } },
    'serviceAccount': { annotations: { 'eks.amazonaws.com/role-arn': stack.resolve(role.roleArn) as unknown } },
    'datasources': {
      'datasources.yaml': { datasources: [{ uid: 'metrics', name: 'Metrics', isDefault: true, jsonData: { timeInterval: '30s' } }] },
    },
  });
  expect(source.toHelmValues()).not.toHaveProperty('serviceAccount');
});

test('a role that Grafana assumes is part of the data source', () => {
  const stack = knownStack();
  const role = Role.fromRoleArn(stack, 'Role', 'arn:aws:iam::444455556666:role/query');
  expect(dataSource({ assumedRole: role }).source.toYaml()).toContain('sigV4AssumeRoleArn: arn:aws:iam::444455556666:role/query');
});

test.each([
  [false, ['aps:QueryMetrics', 'aps:GetSeries', 'aps:GetLabels', 'aps:GetMetricMetadata']],
  [true, [
    'aps:QueryMetrics', 'aps:GetSeries', 'aps:GetLabels', 'aps:GetMetricMetadata', 'aps:ListRules', 'aps:ListAlerts', 'aps:ListAlertManagerAlerts',
    'aps:ListAlertManagerAlertGroups', 'aps:ListAlertManagerReceivers', 'aps:ListAlertManagerSilences', 'aps:GetAlertManagerSilence',
    'aps:GetAlertManagerStatus',
  ]],
])('the role of Grafana may query metrics; alerts: %s', (alerts, actions) => {
  const { stack, source } = dataSource();
  source.grantRead(new Role(stack, 'Role', { assumedBy: new ServicePrincipal('pods.eks.amazonaws.com') }), { alerts });
  const [policy] = Object.values(Template.fromStack(stack).findResources('AWS::IAM::Policy')) as
    [{ Properties: { PolicyDocument: { Statement: ReadonlyArray<{ Action: string | string[] }> } } }];
  expect(policy.Properties.PolicyDocument.Statement.flatMap(({ Action }) => Action).sort()).toEqual([...actions].sort());
});

test.each<[string, GrafanaDataSourceOptions, string]>([
  ['fails for a version that cannot load the dashboards', { grafanaVersion: GrafanaVersion.V8_4 }, 'grafanaVersion: must be 9 or later, got 8.4'],
  ['fails for a UID with other characters', { uid: 'my source' }, 'uid: must be 1 to 40 letters'],
])('%s', (_, options, message) => {
  expect(() => dataSource(options)).toThrow(message);
});
