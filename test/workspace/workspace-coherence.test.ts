import { App, CfnParameter, Duration, Fn, Stack, Token, Validations } from 'aws-cdk-lib';
import { CfnRuleGroupsNamespace, CfnScraper, CfnWorkspace, type IWorkspaceRef } from 'aws-cdk-lib/aws-aps';
import { Cluster, DefaultCapacityType, KubernetesVersion } from 'aws-cdk-lib/aws-eks-v2';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { ArnPrincipal, ManagedPolicy, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  AnomalyDetector, EksMonitoring, Rule, RuleGroups, RuleGroupsNamespace, ScrapeConfiguration, ScrapeJob, ScraperDestination, Workspace,
} from '../../lib';
import { pluginViolations } from '../plugin/violations';
import { aScraper, eksSource } from '../helpers/scrapers';
import { ACCOUNT, REGION } from '../helpers/stacks';

let app: App;
let stack: Stack;
let workspace: Workspace;

beforeEach(() => {
  app = new App();
  stack = new Stack(app, 'Stack', { env: { account: ACCOUNT, region: REGION } });
  workspace = new Workspace(stack, 'Workspace');
});

const DEAD = 'groups: [{name: g, rules: [{alert: Down, expr: \'up{job="apiserver"} == 0\', labels: {severity: page}}]}]\n';

function scrapes(destination: IWorkspaceRef = workspace, scrapeConfiguration = ScrapeConfiguration.eksDefault(), id = 'Scraper') {
  return aScraper(stack, { destination: ScraperDestination.workspace(destination), scrapeConfiguration, source: eksSource(new Stack(app, `Network${id}`)) }, id);
}

function reads(destination: IWorkspaceRef = workspace, ruleGroups = RuleGroups.fromYaml(DEAD), id = 'Rules') {
  return new RuleGroupsNamespace(stack, id, { workspace: destination, ruleGroups });
}

/** The warnings about queries without series. */
function warnings(scope = stack): string[] {
  return Annotations.fromStack(scope).findWarning('*', Match.stringLikeRegexp('cdk-managed-prometheus:')).map(({ id, entry }) => `${id}: ${entry.data as string}`)
    .filter(text => /no job|no series|drop the|needs|reaches|never has/.test(text));
}

test('a rule that selects a job which no scraper has causes a warning on the namespace', () => {
  scrapes();
  reads();

  expect(warnings()).toEqual([
    '/Stack/Rules: ruleGroups.groups[0].rules[0].expr (line 1, column 49): no job has the label job="apiserver"; the job is named '
    + '\'kubernetes-apiservers\' here (alert \'Down\': up{job="apiserver"}) [ack: Annotation::cdk-managed-prometheus:query-without-series]',
  ]);
});

test('the warning can be acknowledged', () => {
  scrapes();
  Validations.of(reads()).acknowledge({ id: 'cdk-managed-prometheus:query-without-series', reason: 'a test' });

  expect(warnings()).toEqual([]);
});

test('rules in files are reported with the file, and typed rules by their properties', () => {
  scrapes();
  reads(workspace, new RuleGroups([{ name: 'g', rules: [Rule.alerting({ alert: 'Down', expr: 'up{job="apiserver"} == 0', labels: { severity: 'page' } })] }]));

  expect(warnings()[0]).toMatch(/^\/Stack\/Rules: ruleGroups\.groups\[0\] 'g' rules\[0\] 'Down' expr: no job/);
});

test('rules whose metrics the jobs scrape cause no warning', () => {
  scrapes(workspace, new ScrapeConfiguration({ jobs: [ScrapeJob.apiServer()] }));
  reads();

  expect(warnings()).toEqual([]);
});

test('the scrapers of a workspace are validated together against its rules', () => {
  scrapes();
  scrapes(workspace, new ScrapeConfiguration({ jobs: [ScrapeJob.apiServer()] }), 'Second');
  reads();

  expect(warnings()).toEqual([]);
});

test('a rule may use the record of another namespace of the workspace', () => {
  scrapes();
  reads(workspace, RuleGroups.fromYaml('groups: [{name: g, rules: [{record: "job:up:sum", expr: sum(up)}]}]'), 'Records');
  reads(workspace, RuleGroups.fromYaml('groups: [{name: h, rules: [{alert: Few, expr: "job:up:sum < 2", labels: {severity: page}}]}]'));

  expect(warnings()).toEqual([]);
});

test('a rule may use a record whose expression is known only at deployment', () => {
  scrapes();
  const metric = Token.asString({ Ref: 'Metric' });
  reads(workspace, RuleGroups.fromYaml(`groups: [{name: g, rules: [{record: total, expr: "sum(${metric})"}, {record: "a:b", expr: 'total{job="x"}'}]}]`));

  expect(warnings()).toEqual([]);
});

test('an anomaly detector is validated like a rule', () => {
  scrapes();
  new AnomalyDetector(stack, 'Detector', { workspace, alias: 'requests', query: 'sum(rate(apiserver_request_total{job="apiserver"}[5m]))' });

  expect(warnings()).toEqual([expect.stringMatching(/^\/Stack\/Detector: query: no job .*anomaly detector 'requests'/)]);
});

test('a range beyond the retention of the workspace causes a warning', () => {
  const short = new Workspace(stack, 'Short', { retention: Duration.days(7) });
  scrapes(short);
  reads(short, RuleGroups.fromYaml('groups: [{name: g, rules: [{record: "a:b", expr: "max_over_time(up[8d])"}]}]'));

  expect(warnings()).toEqual([expect.stringContaining('reaches 8d back, and the workspace keeps metrics for 1w (recording rule \'a:b\': up[8d])')]);
});

test.each([
  ['apiserver_request_total', 0, ScrapeJob.apiServer()],
  ['apiserver_requests_total', 1, ScrapeJob.apiServer()],
  ['payments_total', 0, ScrapeJob.pods()],
])('the metric %s causes %i messages for information, and no warning', (metric, count, job) => {
  scrapes(workspace, new ScrapeConfiguration({ jobs: [job] }));
  reads(workspace, RuleGroups.fromYaml(`groups: [{name: g, rules: [{record: "a:b", expr: "sum(rate(${metric}[5m]))"}]}]`));

  expect(warnings()).toEqual([]);
  expect(Annotations.fromStack(stack).findInfo('*', Match.stringLikeRegexp(`may not expose ${metric}`))).toHaveLength(count);
});

test('the standard rules of a monitored cluster cause no warning and no message about their metrics', () => {
  const cluster = new Cluster(stack, 'Cluster', { version: KubernetesVersion.V1_35, defaultCapacityType: DefaultCapacityType.NODEGROUP });
  const monitoring = new EksMonitoring(stack, 'Monitoring', { cluster });
  reads(monitoring.workspace, RuleGroups.fromYaml(DEAD.replace('"apiserver"', '"payments"')), 'OwnRules');

  expect(warnings()).toEqual([expect.stringMatching(/^\/Stack\/OwnRules: .*no job has the label job="payments"/)]);
  expect(Annotations.fromStack(stack).findInfo('*', Match.stringLikeRegexp('may not expose')).map(({ entry }) => entry.data)).toEqual([]);
});

const ARN = `arn:aws:aps:${REGION}:${ACCOUNT}:workspace/ws-0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9`;

describe('rules without metrics are not reported if something else may write to the workspace', () => {
  test('because it is imported', () => {
    const imported = Workspace.fromWorkspaceArn(stack, 'Imported', ARN);
    scrapes(imported);
    reads(imported);

    expect(warnings()).toEqual([]);
  });

  test('because the app specifies that', () => {
    const shared = new Workspace(stack, 'Shared', { otherWriters: true });
    scrapes(shared);
    reads(shared);

    expect(warnings()).toEqual([]);
  });

  test('because a role of the app may write', () => {
    scrapes();
    reads();
    workspace.grants.remoteWrite(new Role(stack, 'Agent', { assumedBy: new ServicePrincipal('ec2.amazonaws.com') }));

    expect(warnings()).toEqual([]);
  });

  test('because a managed policy of AWS allows it', () => {
    scrapes();
    reads();
    const managedPolicies = [ManagedPolicy.fromAwsManagedPolicyName('AmazonPrometheusRemoteWriteAccess')];
    new Role(new Stack(app, 'Agents'), 'Agent', { assumedBy: new ServicePrincipal('ec2.amazonaws.com'), managedPolicies });

    expect(warnings()).toEqual([]);
  });

  test('because its resource policy allows it', () => {
    scrapes();
    reads();
    workspace.addToResourcePolicy(new PolicyStatement({ actions: ['aps:RemoteWrite'], principals: [new ArnPrincipal('arn:aws:iam::444455556666:role/agent')] }));

    expect(warnings()).toEqual([]);
  });

  test('because a scraper writes to a workspace that is known only at deployment', () => {
    scrapes();
    reads();
    new CfnScraper(stack, 'Other', {
      source: { eksConfiguration: { clusterArn: 'arn:aws:eks:us-east-1:111122223333:cluster/x', subnetIds: ['subnet-a', 'subnet-b'] } },
      destination: { ampConfiguration: { workspaceArn: Fn.importValue('Workspace') } },
      scrapeConfiguration: { configurationBlob: DEAD },
    });

    expect(warnings()).toEqual([]);
  });

  test('because a configuration is known only at deployment', () => {
    scrapes(workspace, ScrapeConfiguration.fromYaml(new CfnParameter(stack, 'Configuration').valueAsString));
    reads();

    expect(warnings()).toEqual([]);
  });

  test('because the name of a job is known only at deployment', () => {
    scrapes(workspace, ScrapeConfiguration.fromYaml(`scrape_configs: [{job_name: "${Token.asString({ Ref: 'Name' })}", static_configs: [{targets: ["10.0.0.1:80"]}]}]`));
    reads();

    expect(warnings()).toEqual([]);
  });
});

describe('rules without metrics are reported', () => {
  test('although the resource policy allows others to query', () => {
    scrapes();
    reads();
    workspace.addToResourcePolicy(new PolicyStatement({ actions: ['aps:QueryMetrics'], principals: [new ArnPrincipal('arn:aws:iam::444455556666:role/grafana')] }));

    expect(warnings()).toHaveLength(1);
  });

  test('although a role may write to another workspace', () => {
    scrapes();
    reads();
    new Workspace(stack, 'Other').grants.remoteWrite(new Role(stack, 'Agent', { assumedBy: new ServicePrincipal('ec2.amazonaws.com') }));

    expect(warnings()).toHaveLength(1);
  });

  test('for an imported workspace if the app specifies that nothing else writes to it', () => {
    const imported = Workspace.fromWorkspaceAttributes(stack, 'Imported', { workspaceArn: ARN, otherWriters: false });
    scrapes(imported);
    reads(imported);

    expect(warnings()).toHaveLength(1);
  });

  test('for the configuration that an override writes', () => {
    const scraper = scrapes(workspace, new ScrapeConfiguration({ jobs: [ScrapeJob.apiServer()] }));
    (scraper.node.defaultChild as CfnScraper).addPropertyOverride('ScrapeConfiguration.ConfigurationBlob', ScrapeConfiguration.eksDefault().toYaml());
    reads();

    expect(warnings()).toHaveLength(1);
  });
});

describe('the plugin', () => {
  const rules = () => pluginViolations(app).filter(({ ruleName }) => ruleName === 'query-without-series');

  test('reports namespaces and scrapers that are written with L1s', () => {
    const l1 = new CfnWorkspace(stack, 'Plain');
    new CfnScraper(stack, 'Scraper', {
      source: { eksConfiguration: { clusterArn: 'arn:aws:eks:us-east-1:111122223333:cluster/x', subnetIds: ['subnet-a', 'subnet-b'] } },
      destination: { ampConfiguration: { workspaceArn: l1.attrArn } },
      scrapeConfiguration: { configurationBlob: ScrapeConfiguration.eksDefault().toYaml() },
    });
    new CfnRuleGroupsNamespace(stack, 'Rules', { workspace: l1.attrArn, name: 'rules', data: DEAD });

    expect(rules()).toEqual([expect.objectContaining({
      severity: 'warning',
      description: expect.stringContaining('the job is named \'kubernetes-apiservers\' here') as string,
      violatingConstructs: [expect.objectContaining({ constructPath: 'Stack/Rules' })],
    })]);
  });

  test('does not repeat the warnings of constructs', () => {
    scrapes();
    reads();

    expect(rules()).toEqual([]);
  });
});
