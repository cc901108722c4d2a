import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { App, Duration, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { ArnPrincipal, PolicyStatement, Role } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { CfnDomain } from 'aws-cdk-lib/aws-opensearchservice';
import { Construct } from 'constructs';
import {
  AlertManagerDefinition,
  AnomalyDetector, IgnoreNearExpected, MissingDataAction, RuleGroups, RuleGroupsNamespace, ScrapeConfiguration, Scraper, ScraperComponent,
  ScraperDestination, ScraperExporter, ScraperSource, Workspace,
} from '../lib';
import { securityGroups, subnetsIn } from './helpers/networks';
import { eksSource } from './helpers/scrapers';

/**
 * Every property of the five resources, as aws-cdk-lib knows them, can be reached: this template has them all. A property that
 * a new aws-cdk-lib brings fails here.
 */
const RESOURCES = ['Workspace', 'Scraper', 'RuleGroupsNamespace', 'AnomalyDetector', 'ResourcePolicy'];

const DECLARATIONS = readFileSync(join(dirname(require.resolve('aws-cdk-lib/package.json')), 'aws-aps/lib/aps.generated.d.ts'), 'utf8');

const ROLE_ARN = 'arn:aws:iam::111122223333:role/a';

function everything(): Stack {
  const stack = new Stack(new App(), 'Everything');
  const workspace = new Workspace(stack, 'Workspace', {
    alias: 'a', encryptionKey: new Key(stack, 'Key'), tags: { a: 'b' }, logging: {}, queryLogging: { samplesThreshold: 1 },
    alertManager: AlertManagerDefinition.fromYaml('route: {receiver: a}\nreceivers: [{name: a}]\n'),
    retention: Duration.days(1), outOfOrderTimeWindow: Duration.seconds(1), ruleQueryOffset: Duration.seconds(1),
    labelSetLimits: [{ labels: { a: 'b' }, maxSeries: 1 }],
  });
  workspace.addToResourcePolicy(new PolicyStatement({ principals: [new ArnPrincipal(ROLE_ARN)], actions: ['aps:RemoteWrite'] }));
  new RuleGroupsNamespace(stack, 'Rules', { workspace, ruleGroupsNamespaceName: 'a', ruleGroups: RuleGroups.fromYaml('groups: []\n'), tags: { a: 'b' } });
  detectors(stack, workspace);
  scrapers(stack, workspace);
  return stack;
}

function detectors(stack: Stack, workspace: Workspace): void {
  const detector = {
    workspace, query: 'sum(up)', evaluationInterval: Duration.minutes(1), shingleSize: 8, sampleSize: 256, labels: { a: 'b' }, tags: { a: 'b' },
    ignoreNearExpectedFromAbove: IgnoreNearExpected.amount(1), ignoreNearExpectedFromBelow: IgnoreNearExpected.ratio(1),
  };
  new AnomalyDetector(stack, 'Skips', { ...detector, alias: 'a', missingDataAction: MissingDataAction.SKIP });
  new AnomalyDetector(stack, 'Marks', { ...detector, alias: 'b', missingDataAction: MissingDataAction.MARK_AS_ANOMALY });
}

function scrapers(stack: Stack, workspace: Workspace): void {
  const role = Role.fromRoleArn(stack, 'Role', ROLE_ARN);
  new Scraper(stack, 'Eks', {
    source: eksSource(stack, { securityGroups: securityGroups(stack, 1) }),
    destination: ScraperDestination.workspace(workspace),
    scrapeConfiguration: ScrapeConfiguration.eksDefault(),
    alias: 'a', roleConfiguration: { sourceRole: role, targetRole: role }, tags: { a: 'b' },
    logging: { components: [ScraperComponent.COLLECTOR.withOptions({ a: 'b' })] },
  });
  const elsewhere = new Construct(stack, 'Elsewhere');
  new Scraper(stack, 'Vpc', {
    source: ScraperSource.vpc({ subnets: subnetsIn(elsewhere, 'a', 'b'), securityGroups: securityGroups(elsewhere, 1) }),
    destination: ScraperDestination.cloudWatchDataset(),
    exporters: [ScraperExporter.openSearch(CfnDomain.fromDomainArn(stack, 'Domain', 'arn:aws:es:eu-west-1:111122223333:domain/a'))],
    scrapeConfiguration: ScrapeConfiguration.fromYaml('scrape_configs:\n- job_name: opensearch-exporter\n'),
  });
}

/** Every property of a template's resources of a type, with those inside: `Source.EksConfiguration.ClusterArn`. */
function written(template: Template, type: string): Set<string> {
  const resources = Object.values(template.findResources(type)) as { Properties: unknown }[];
  return new Set(resources.flatMap(({ Properties }) => paths(Properties, '')));
}

function paths(value: unknown, prefix: string): string[] {
  if (Array.isArray(value)) return value.flatMap(item => paths(item, prefix));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [`${prefix}${key}`, ...paths(inner, `${prefix}${key}.`)]);
}

describe.each(RESOURCES)('%s', (name) => {
  const template = Template.fromStack(everything());
  const reached = written(template, `AWS::APS::${name}`);

  test('has every property tested with a value', () => {
    expect(fields(`interface Cfn${name}Props `).filter(field => !reached.has(field))).toEqual([]);
  });

  test('has every nested property tested with a value', () => {
    const inner = new Set([...reached].map(path => path.split('.').at(-1)));
    expect(fields(`declare namespace Cfn${name} `).filter(field => !inner.has(field))).toEqual([]);
  });
});

test('the list of properties is read from the library', () => {
  expect(fields('interface CfnScraperProps ')).toContain('Exporters');
  expect(fields('declare namespace CfnScraper ')).toContain('DomainArn');
});

/** The fields that a declaration of aws-cdk-lib has, and those of what is declared in it, with CloudFormation's names. */
function fields(declaration: string): string[] {
  const body = DECLARATIONS.split(declaration)[1]?.split(/\n}/)[0] ?? '';
  return [...body.matchAll(/readonly (\w+)\??:/g)].map(([, name = '']) => name.charAt(0).toUpperCase() + name.slice(1));
}
