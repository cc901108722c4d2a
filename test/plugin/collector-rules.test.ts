import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Fn, Stack, Token, Validations } from 'aws-cdk-lib';
import { CfnScraper } from 'aws-cdk-lib/aws-aps';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { Cluster } from 'aws-cdk-lib/aws-eks-v2';
import { ClusterAccess, CollectorRules, EksCollector, ScrapeConfiguration } from '../../lib';

const CLUSTER = 'arn:aws:eks:us-east-1:111122223333:cluster/production';
const WORKSPACE = 'arn:aws:aps:us-east-1:111122223333:workspace/ws-0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9';
const GOOD = 'global: {external_labels: {cluster: production}}\nscrape_configs: []';

interface Choice {
  readonly text?: string;
  readonly cluster?: string;
  readonly subnetIds?: string[];
  readonly securityGroupIds?: string[];
}

let app: App;
let stack: Stack;

beforeEach(() => {
  // aws-cdk-lib prints what a plugin finds.
  jest.spyOn(console, 'error').mockImplementation(() => undefined);
  app = new App();
  stack = new Stack(app, 'Stack', { env: { account: '111122223333', region: 'us-east-1' } });
  Validations.of(app).addPlugins(new CollectorRules());
});

/** A scraper as somebody writes it by hand. */
function scraper(id: string, { text = GOOD, cluster = `${CLUSTER}-${id}`, subnetIds = ['subnet-a', 'subnet-b'], securityGroupIds }: Choice = {}) {
  return new CfnScraper(stack, id, {
    source: { eksConfiguration: { clusterArn: cluster, subnetIds, securityGroupIds } },
    destination: { ampConfiguration: { workspaceArn: WORKSPACE } },
    scrapeConfiguration: { configurationBlob: text },
  });
}

interface Report {
  readonly pluginReports: ReadonlyArray<{ readonly pluginName: string; readonly violations: readonly Violation[] }>;
}

interface Violation {
  readonly ruleName: string;
  readonly severity: string;
  readonly description: string;
  readonly violatingConstructs: ReadonlyArray<{ readonly constructPath: string }>;
}

/** What the plugin reports; synthesis itself may fail. */
function violations(): Violation[] {
  try {
    app.synth();
  } catch {
    // The report is what counts.
  }
  const report = JSON.parse(readFileSync(join(app.outdir, 'validation-report.json'), 'utf8')) as Report;
  return report.pluginReports.filter(({ pluginName }) => pluginName === 'CollectorRules').flatMap(plugin => plugin.violations);
}

function rules(): string[] {
  return violations().map(({ ruleName }) => ruleName);
}

test('finds nothing where nothing is wrong', () => {
  scraper('Good');

  expect(rules()).toEqual([]);
});

test('fails synthesis with what Prometheus refuses, by rule, place and construct', () => {
  scraper('Bad', { text: 'global: {external_labels: {cluster: a}}\nscrape_configs: [{job_name: a, static_configs: [{targets: [10.0.0.1]}], scrape_intervall: 30s}]' });

  expect(() => app.synth()).toThrow();
  expect(violations()).toEqual([expect.objectContaining({
    ruleName: 'unknown-field',
    severity: 'error',
    description: expect.stringMatching(/^scrape_configs\[0\].*\(line 2, column \d+\): field scrape_intervall not found/) as string,
    violatingConstructs: [expect.objectContaining({ constructPath: 'Stack/Bad' })],
  })]);
});

test('judges text with parts that only the deployment knows', () => {
  scraper('Tokens', {
    text: `global: {external_labels: {cluster: "${stack.region}"}}\nscrape_configs: [{job_name: a, static_configs: [{targets: [10.0.0.1]}], scrape_interval: 5s}]`.replace('us-east-1', Token.asString({ Ref: 'X' })),
  });
  scraper('AllToken', { text: Fn.importValue('Configuration') });

  expect(rules()).toEqual(['short-interval']);
});

test('judges text that a function encodes', () => {
  scraper('Encoded', { text: Fn.base64('rule_files: [a.yml]\nglobal: {external_labels: {cluster: a}}') });

  expect(rules()).toEqual(['unsupported-section']);
});

test('finds text that was encoded beforehand', () => {
  scraper('Encoded', { text: Buffer.from(GOOD).toString('base64') });

  expect(rules()).toEqual(['base64-text']);
});

describe('counts', () => {
  test.each([[1, 1], [2, 0], [5, 0], [6, 1]])('%i subnets', (count, expected) => {
    scraper('Network', { subnetIds: Array.from({ length: count }, (_, index) => `subnet-${index}`) });

    expect(rules()).toEqual(Array<string>(expected).fill('subnets'));
  });

  test.each([[1, 0], [5, 0], [6, 1]])('%i security groups', (count, expected) => {
    scraper('Network', { securityGroupIds: Array.from({ length: count }, (_, index) => `sg-${index}`) });

    expect(rules()).toEqual(Array<string>(expected).fill('security-groups'));
  });

  test.each([[10, 0], [11, 1]])('%i scrapers in one environment', (count, expected) => {
    for (let index = 0; index < count; index++) scraper(`Scraper${index}`);

    expect(rules()).toEqual(Array<string>(expected).fill('quota'));
  });
});

test('warns of one cluster that is scraped twice into one workspace', () => {
  scraper('One', { cluster: CLUSTER });
  scraper('Two', { cluster: CLUSTER });
  scraper('Other');

  expect(violations()).toEqual([expect.objectContaining({
    ruleName: 'scraped-twice',
    severity: 'warning',
    violatingConstructs: [expect.objectContaining({ constructPath: 'Stack/One' }), expect.objectContaining({ constructPath: 'Stack/Two' })],
  })]);
});

test('lets a warning pass, and an acknowledged violation too', () => {
  scraper('One', { cluster: CLUSTER });
  scraper('Two', { cluster: CLUSTER });
  const one = scraper('Three', { text: 'rule_files: [a.yml]\nglobal: {external_labels: {cluster: a}}' });
  Validations.of(one).acknowledge({ id: 'CollectorRules::unsupported-section', reason: 'stripped by our own handler' });

  expect(() => app.synth()).not.toThrow();
});

describe('a configuration that a construct of this library has judged', () => {
  const questionable = 'global: {external_labels: {cluster: a}}\nscrape_configs: [{job_name: all, kubernetes_sd_configs: [{role: pod}]}]';

  function collector(id: string, scrapeConfiguration?: ScrapeConfiguration): EksCollector {
    const vpc = Vpc.fromVpcAttributes(stack, `${id}Vpc`, {
      vpcId: 'vpc-1', availabilityZones: ['us-east-1a', 'us-east-1b'], privateSubnetIds: ['subnet-a', 'subnet-b'],
    });
    const cluster = Cluster.fromClusterAttributes(stack, `${id}Cluster`, { clusterName: id, vpc, clusterSecurityGroupId: 'sg-1' });
    return new EksCollector(stack, id, { cluster, scrapeConfiguration, access: ClusterAccess.accessEntry() });
  }

  test('is not judged again, by hand it is', () => {
    collector('Library', ScrapeConfiguration.fromYaml(questionable));
    scraper('ByHand', { text: questionable });

    expect(violations()).toEqual([expect.objectContaining({
      ruleName: 'unfiltered-job',
      violatingConstructs: [expect.objectContaining({ constructPath: 'Stack/ByHand' })],
    })]);
  });

  test('gets no advice where nothing was chosen', () => {
    collector('Library');

    expect(rules()).toEqual([]);
  });

  test('is judged where another is written over it', () => {
    const { node } = collector('Library').scraper;
    (node.defaultChild as CfnScraper).addPropertyOverride('ScrapeConfiguration.ConfigurationBlob', questionable);

    expect(rules()).toEqual(['unfiltered-job']);
  });
});
