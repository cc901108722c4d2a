import { App, Fn, type IPolicyValidationPlugin, Stack, Token, Validations } from 'aws-cdk-lib';
import { CfnRuleGroupsNamespace, CfnScraper, CfnWorkspace } from 'aws-cdk-lib/aws-aps';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { Cluster } from 'aws-cdk-lib/aws-eks-v2';
import { ClusterAccess, EksCollector, PrometheusValidationPlugin, ScrapeConfiguration, Workspace } from '../../lib';
import { pluginViolations } from './violations';

const CLUSTER = 'arn:aws:eks:us-east-1:111122223333:cluster/production';
const WORKSPACE = 'arn:aws:aps:us-east-1:111122223333:workspace/ws-0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9';
const GOOD = 'global: {external_labels: {cluster: production}}\nscrape_configs: [{job_name: app, static_configs: [{targets: ["10.0.0.1:80"]}]}]';

interface Choice {
  readonly text?: string;
  readonly cluster?: string;
  readonly subnetIds?: string[];
  readonly securityGroupIds?: string[];
}

let app: App;
let stack: Stack;

beforeEach(() => {
  app = new App();
  stack = new Stack(app, 'Stack', { env: { account: '111122223333', region: 'us-east-1' } });
});

/** A scraper as users write it without the library. */
function scraper(id: string, { text = GOOD, cluster = `${CLUSTER}-${id}`, subnetIds = ['subnet-a', 'subnet-b'], securityGroupIds }: Choice = {}) {
  return new CfnScraper(stack, id, {
    source: { eksConfiguration: { clusterArn: cluster, subnetIds, securityGroupIds } },
    destination: { ampConfiguration: { workspaceArn: WORKSPACE } },
    scrapeConfiguration: { configurationBlob: text },
  });
}

/** Synthesizes the app with the plugin. */
function synthesized(): void {
  jest.spyOn(console, 'error').mockImplementation(() => undefined);
  Validations.of(app).addPlugins(new PrometheusValidationPlugin());
  app.synth();
}

function rules(): string[] {
  return pluginViolations(app).map(({ ruleName }) => ruleName);
}

test('reports nothing for a valid app', () => {
  scraper('Good');

  expect(rules()).toEqual([]);
});

test('fails synthesis if Prometheus refuses a configuration', () => {
  scraper('Bad', { text: 'scrape_configs: [{scrape_intervall: 30s}]' });

  expect(synthesized).toThrow();
});

test('reports a problem of Prometheus with its rule, place and construct', () => {
  scraper('Bad', { text: 'global: {external_labels: {cluster: a}}\nscrape_configs: [{job_name: a, static_configs: [{targets: [10.0.0.1]}], scrape_intervall: 30s}]' });

  expect(pluginViolations(app)).toEqual([expect.objectContaining({
    ruleName: 'unknown-field',
    severity: 'error',
    description: expect.stringMatching(/^scrape_configs\[0\].*\(line 2, column \d+\): unknown field 'scrape_intervall'/) as string,
    violatingConstructs: [expect.objectContaining({ constructPath: 'Stack/Bad' })],
  })]);
});

test('validates text with parts that are known only at deployment', () => {
  scraper('Tokens', {
    text: `global: {external_labels: {cluster: "${stack.region}"}}\nscrape_configs: [{job_name: a, static_configs: [{targets: [10.0.0.1]}], scrape_interval: 5s}]`.replace('us-east-1', Token.asString({ Ref: 'X' })),
  });
  scraper('AllToken', { text: Fn.importValue('Configuration') });

  expect(rules()).toEqual(['short-interval']);
});

const BAD = 'scrape_configs: [{job_name: ${Name}, scrape_intervall: 30s}]';

test.each<[string, string]>([
  ['Fn::Sub', Fn.sub(BAD, { Name: 'a' })],
  ['one value of Fn::If', Fn.conditionIf('Large', GOOD, BAD.replace('${Name}', 'a')) as unknown as string],
])('fails for an unknown field in a text of %s', (_, text) => {
  scraper('Bad', { text });

  expect(rules()).toContain('unknown-field');
});

test('validates text that Fn::Base64 encodes', () => {
  scraper('Encoded', { text: Fn.base64(`rule_files: [a.yml]\n${GOOD}`) });

  expect(rules()).toEqual(['encoded-configuration', 'unsupported-section']);
});

test('validates text that was encoded before', () => {
  scraper('Encoded', { text: Buffer.from(GOOD).toString('base64') });

  expect(rules()).toEqual(['base64-text']);
});

describe('the plugin counts', () => {
  test.each([[1, 1], [2, 0], [5, 0], [6, 1]])('%i subnets', (count, expected) => {
    scraper('Network', { subnetIds: Array.from({ length: count }, (_, index) => `subnet-${index}`) });

    expect(rules()).toEqual(Array<string>(expected).fill('subnets'));
  });

  test.each([[1, 0], [5, 0], [6, 1]])('%i security groups', (count, expected) => {
    scraper('Network', { securityGroupIds: Array.from({ length: count }, (_, index) => `sg-${index}`) });

    expect(rules()).toEqual(Array<string>(expected).fill('security-group-count'));
  });

  test.each([[10, 0], [11, 1]])('%i scrapers in one environment', (count, expected) => {
    for (let index = 0; index < count; index++) scraper(`Scraper${index}`);

    expect(rules()).toEqual(Array<string>(expected).fill('scraper-quota'));
  });
});

test('reports a warning for one cluster that is scraped twice into one workspace', () => {
  scraper('One', { cluster: CLUSTER });
  scraper('Two', { cluster: CLUSTER });
  scraper('Other');

  expect(pluginViolations(app)).toEqual([expect.objectContaining({
    ruleName: 'scraped-twice',
    severity: 'warning',
    violatingConstructs: [expect.objectContaining({ constructPath: 'Stack/One' }), expect.objectContaining({ constructPath: 'Stack/Two' })],
  })]);
});

test('succeeds with a warning, and with an acknowledged violation', () => {
  scraper('One', { cluster: CLUSTER });
  scraper('Two', { cluster: CLUSTER });
  const one = scraper('Three', { text: `rule_files: [a.yml]\n${GOOD}` });
  Validations.of(one).acknowledge({ id: 'cdk-managed-prometheus::unsupported-section', reason: 'stripped by our own handler' });

  expect(synthesized).not.toThrow();
});

test.each([
  ['the app', 'cdk-managed-prometheus::unfiltered-job', () => app],
  ['the app by the id of a construct\'s warning', 'cdk-managed-prometheus:unfiltered-job', () => app],
  ['the stack by the id of a construct\'s warning', 'cdk-managed-prometheus:unfiltered-job', () => stack],
])('reports nothing of a hand-written scraper that is acknowledged in %s', (_, id, scope) => {
  scraper('ByHand', { text: 'global: {external_labels: {cluster: a}}\nscrape_configs: [{job_name: all, kubernetes_sd_configs: [{role: pod}]}]' });
  Validations.of(scope()).acknowledge({ id, reason: 'a small cluster' });

  expect(pluginViolations(app)).toEqual([]);
});

test('reports other rules of a hand-written scraper whose app acknowledges a warning', () => {
  scraper('ByHand', { text: 'scrape_configs: [{job_name: all, scrape_interval: 15s, kubernetes_sd_configs: [{role: pod}]}]' });
  Validations.of(app).acknowledge({ id: 'cdk-managed-prometheus:unfiltered-job', reason: 'a small cluster' });

  expect(pluginViolations(app).map(({ ruleName }) => ruleName)).toContain('short-interval');
});

describe('a configuration that a construct of this library has validated', () => {
  const questionable = 'global: {external_labels: {cluster: a}}\nscrape_configs: [{job_name: all, kubernetes_sd_configs: [{role: pod}]}]';

  function collector(id: string, scrapeConfiguration?: ScrapeConfiguration): EksCollector {
    const vpc = Vpc.fromVpcAttributes(stack, `${id}Vpc`, {
      vpcId: 'vpc-1', availabilityZones: ['us-east-1a', 'us-east-1b'], privateSubnetIds: ['subnet-a', 'subnet-b'],
    });
    const cluster = Cluster.fromClusterAttributes(stack, `${id}Cluster`, { clusterName: id, vpc, clusterSecurityGroupId: 'sg-1' });
    return new EksCollector(stack, id, { cluster, scrapeConfiguration, access: ClusterAccess.accessEntry() });
  }

  test('is not validated again, unlike a hand-written one', () => {
    collector('Library', ScrapeConfiguration.fromYaml(questionable));
    scraper('ByHand', { text: questionable });

    expect(pluginViolations(app)).toEqual([expect.objectContaining({
      ruleName: 'unfiltered-job',
      violatingConstructs: [expect.objectContaining({ constructPath: 'Stack/ByHand' })],
    })]);
  });

  test('causes no warning if the app specified no configuration', () => {
    collector('Library');

    expect(rules()).toEqual([]);
  });

  test('is validated if an override replaces it', () => {
    const { node } = collector('Library').scraper;
    (node.defaultChild as CfnScraper).addPropertyOverride('ScrapeConfiguration.ConfigurationBlob', questionable);

    expect(rules()).toEqual(['unfiltered-job']);
  });
});

test('the plugin has the version of the package and the ids of its rules, as IPolicyValidationPlugin describes them', () => {
  const plugin: IPolicyValidationPlugin = new PrometheusValidationPlugin();

  expect(plugin.version).toMatch(/^\d+\.\d+\.\d+/);
  expect(plugin.ruleIds).toEqual(expect.arrayContaining(['subnets', 'scraper-quota', 'duplicate-rule-groups-namespace']));
  expect(new Set(plugin.ruleIds).size).toBe(plugin.ruleIds?.length);
});

describe('two rule groups namespaces of one name', () => {
  const namespace = (id: string, workspace: string, name = 'shop') => new CfnRuleGroupsNamespace(stack, id, { workspace, name, data: 'groups: []' });

  test('are reported for a workspace that is written with the L1', () => {
    const { attrArn } = new CfnWorkspace(stack, 'Workspace');
    namespace('One', attrArn);
    namespace('Two', attrArn);

    expect(pluginViolations(app)).toEqual([expect.objectContaining({
      ruleName: 'duplicate-rule-groups-namespace', violatingConstructs: [expect.objectContaining({ constructPath: 'Stack/Two' })],
    })]);
  });

  test('are reported for a workspace that is known by its ARN only', () => {
    namespace('One', WORKSPACE);
    namespace('Two', WORKSPACE);

    expect(rules()).toEqual(['duplicate-rule-groups-namespace']);
  });

  test('are reported once, by the construct, for a workspace of this library', () => {
    const { workspaceArn } = new Workspace(stack, 'Workspace');
    namespace('One', workspaceArn);
    namespace('Two', workspaceArn);

    expect(() => app.synth()).toThrow('Stack/Two has the name \'shop\' of Stack/One');
  });

  test('are accepted in two workspaces', () => {
    namespace('One', WORKSPACE);
    namespace('Two', `${WORKSPACE}0`);

    expect(rules()).toEqual([]);
  });
});
