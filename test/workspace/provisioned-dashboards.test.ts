import { KubectlV35Layer } from '@aws-cdk/lambda-layer-kubectl-v35';
import { App, Stack, Validations } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { Cluster, DefaultCapacityType, FargateCluster, KubernetesVersion } from 'aws-cdk-lib/aws-eks-v2';
import {
  EksMonitoring, type EksMonitoringProps, GrafanaAuthentication, GrafanaProvisioning, GrafanaWorkspace, type IWorkspace, RuleGroups,
  RuleGroupsNamespace, ScrapeConfiguration, ScrapeJob, ScraperDestination, Workspace,
} from '../../lib';
import { aScraper, eksSource } from '../helpers/scrapers';
import { ACCOUNT, REGION } from '../helpers/stacks';

let app: App;
let stack: Stack;
let workspace: Workspace;
let grafana: GrafanaWorkspace;

beforeEach(() => {
  app = new App();
  stack = new Stack(app, 'Stack', { env: { account: ACCOUNT, region: REGION } });
  workspace = new Workspace(stack, 'Workspace');
  grafana = new GrafanaWorkspace(stack, 'Grafana', { authentication: [GrafanaAuthentication.identityCenter()] });
});

function scrapes(destination: IWorkspace = workspace, jobs = [ScrapeJob.kubeStateMetrics(), ScrapeJob.cadvisor()], id = 'Scraper') {
  return aScraper(stack, {
    destination: ScraperDestination.workspace(destination), source: eksSource(new Stack(app, `Network${id}`)),
    scrapeConfiguration: new ScrapeConfiguration({ jobs }),
  }, id);
}

interface Panel {
  readonly title: string;
  readonly datasource?: unknown;
  readonly targets: ReadonlyArray<{ readonly expr: string }>;
}

function panel(expr: string, title = 'Requests', datasource?: unknown): Panel {
  return { title, targets: [{ expr }], ...datasource !== undefined && { datasource } };
}

function shows(panels: readonly Panel[], prometheusWorkspaces: IWorkspace[] = [workspace], id = 'Dashboards', more: object = {}) {
  return new GrafanaProvisioning(stack, id, {
    grafana, prometheusWorkspaces, dashboards: [JSON.stringify({ uid: `shop-${id}`, title: 'Shop', panels, ...more })],
  });
}

/** The warnings about queries without series. */
function warnings(): string[] {
  return Annotations.fromStack(stack).findWarning('*', Match.stringLikeRegexp('dashboard \'')).map(({ id, entry }) => `${id}: ${entry.data as string}`);
}

test('a panel that selects a job which no scraper has is a warning with the dashboard, the panel, the selector and the fix', () => {
  scrapes();
  shows([panel('sum(rate(container_cpu_usage_seconds_total{job="cadvisor", pod=~"$pod"}[$__rate_interval]))')]);

  expect(warnings()).toEqual([
    '/Stack/Dashboards: dashboard \'Shop\': no job has the label job="cadvisor"; the job is named \'kubelet\' here (panel \'Requests\': '
    + 'container_cpu_usage_seconds_total{job="cadvisor", pod=~"$pod"}) [ack: Annotation::cdk-managed-prometheus:query-without-series]',
  ]);
});

test('panels with the same cause are one warning for each dashboard', () => {
  scrapes();
  shows([panel('up{job="a"}', 'A'), panel('up{job="a"} == 0', 'B'), { title: 'Row', panels: [panel('count(up{job="a"})', 'C')] } as unknown as Panel]);

  expect(warnings()).toEqual([expect.stringContaining('(panel \'A\': up{job="a"}; also panel \'B\', panel \'Row, C\')')]);
});

test('a query of a variable that finds nothing is a warning', () => {
  scrapes();
  shows([], [workspace], 'Dashboards', { templating: { list: [{ name: 'node', type: 'query', query: { query: 'label_values(up{job="nodes"}, node)' } }] } });

  expect(warnings()).toEqual([expect.stringContaining('variable \'node\': up{job="nodes"}')]);
});

test.each([
  ['a variable as the value of a label', 'up{job="$job"}'],
  ['a variable as a part of a value', 'up{job=~"(${job:regex})-metrics"}'],
  ['a variable as the metric', '$metric{job="kubelet"}'],
  ['a variable as a part of the metric', 'kube_${kind}_labels'],
  ['a variable as a function, which cannot be read', '$function(up{job="nobody"})'],
  ['a variable as a range, however long it is', 'rate(container_cpu_usage_seconds_total[$__interval])'],
  ['a variable with a unit as a range', 'increase(container_cpu_usage_seconds_total[${__range_s}s])'],
  ['variables as the range and the step of a subquery', 'max_over_time(sum(up)[$__range:$step])'],
  ['a variable as an offset', 'up offset $offset'],
  ['a variable as a grouping label', 'sum by ($group) (kube_pod_info)'],
  ['a variable as a number', 'topk($limit, kube_pod_info)'],
  ['an alternative', 'up{job="nobody"} or vector(0)'],
  ['absence', 'absent(up{job="nobody"})'],
  ['a record of another app', 'team:errors:ratio'],
  ['LogQL, which cannot be read', '{app="shop"} |= "error"'],
])('a panel with %s is silent', (_, expr) => {
  scrapes();
  shows([panel(expr)]);

  expect(warnings()).toEqual([]);
});

test('a range that cannot hold two samples is a warning, and shows the variables of the panel', () => {
  scrapes();
  shows([panel('rate(container_cpu_usage_seconds_total{pod="$pod"}[30s])')]);

  expect(warnings()).toEqual([expect.stringMatching(/rate\(\) needs two samples.*container_cpu_usage_seconds_total\{pod="\$pod"\}\[30s\]/)]);
});

test('a panel that reads a recording rule without input is a warning', () => {
  scrapes();
  new RuleGroupsNamespace(stack, 'Rules', {
    workspace, ruleGroups: RuleGroups.fromYaml('groups: [{name: g, rules: [{record: "shop:up", expr: \'sum(up{job="shop"})\'}]}]\n'),
  });
  shows([panel('shop:up')]);

  expect(warnings()).toEqual([expect.stringContaining('recording rule behind the selector never has a result')]);
});

describe('the data source of a panel', () => {
  test.each([
    ['another data source', { type: 'prometheus', uid: 'elsewhere' }],
    ['a data source by name', 'Thanos'],
    ['a data source of another type', { type: 'loki', uid: '$logs' }],
  ])('is not validated if it is %s', (_, datasource) => {
    scrapes();
    shows([panel('up{job="nobody"}', 'Requests', datasource)]);

    expect(warnings()).toEqual([]);
  });

  test.each([['a variable', { type: 'prometheus', uid: '${datasource}' }], ['the default', null]])('is the workspace if it is %s', (_, datasource) => {
    scrapes();
    shows([panel('up{job="nobody"}', 'Requests', datasource)]);

    expect(warnings()).toHaveLength(1);
  });

  test('is any of several workspaces if it is a variable, and the named one if it is not', () => {
    const other = new Workspace(stack, 'Other');
    scrapes(workspace, [ScrapeJob.kubeStateMetrics()], 'First');
    scrapes(other, [ScrapeJob.nodeExporter()], 'Second');
    const { dataSourceUids: [first, second] } = shows([], [workspace, other], 'Sources');
    const nodes = 'up{job="node-exporter"}';
    shows([panel(nodes, 'Any', { uid: '$source' }), panel(nodes, 'Second', { uid: second }), panel(nodes, 'First', { uid: first })], [], 'Panels');

    expect(warnings()).toEqual([expect.stringContaining('(panel \'First\': up{job="node-exporter"})')]);
  });
});

describe('a workspace with other writers', () => {
  test('leaves dashboards alone', () => {
    const shared = new Workspace(stack, 'Shared', { otherWriters: true });
    scrapes(shared);
    shows([panel('up{job="nobody"}')], [shared]);

    expect(warnings()).toEqual([]);
  });

  test('leaves dashboards alone that may read another workspace, too', () => {
    scrapes();
    shows([panel('up{job="nobody"}')], [workspace, Workspace.fromWorkspaceId(stack, 'Imported', 'ws-1')]);

    expect(warnings()).toEqual([]);
  });
});

test('the warning can be acknowledged', () => {
  scrapes();
  const dashboards = shows([panel('up{job="nobody"}')]);
  Validations.of(dashboards).acknowledge({ id: 'cdk-managed-prometheus:query-without-series', reason: 'an agent of the shop writes it' });

  expect(warnings()).toEqual([]);
});

describe('the dashboards of the library', () => {
  const cluster = (compute?: DefaultCapacityType) =>
    new Cluster(stack, 'Cluster', { version: KubernetesVersion.V1_35, ...compute !== undefined && { defaultCapacityType: compute } });

  test.each([
    ['a cluster with nodes', () => cluster(DefaultCapacityType.NODEGROUP), {}],
    ['a cluster of EKS Auto Mode', () => cluster(DefaultCapacityType.AUTOMODE), {}],
    ['a cluster of Fargate', () => new FargateCluster(stack, 'Cluster', {
      version: KubernetesVersion.V1_35, kubectlProviderOptions: { kubectlLayer: new KubectlV35Layer(stack, 'Kubectl') },
    }), {}],
    ['a cluster whose nodes the app does not know', () => cluster(), {}],
    ['a shared workspace', () => cluster(), { workspace: true }],
  ])('have no panel without series in %s', (_, create, { workspace: isShared = false }: { workspace?: boolean }) => {
    const props: EksMonitoringProps = { cluster: create(), grafana, ...isShared && { workspace } };
    new EksMonitoring(stack, 'Monitoring', props);

    expect(warnings()).toEqual([]);
  });
});
