#!/usr/bin/env node
/**
 * Describes a synthesized app: `node dist/bin/describe-assembly.js cdk.out`.
 *
 * Prints the resources of each stack, the targets of its scrapers, the alerts by severity, the routes of alerts, and an estimate of the
 * cost.
 */
import { CloudAssembly, type CloudFormationStackArtifact } from 'aws-cdk-lib/cx-api';
import { CostEstimate, RuleGroups, ScrapeConfiguration, WorkspacePrices } from '../lib';
import { readablePlaceholder, templateText } from '../lib/private/template-text';
import { readAssembly } from './amp-collector/cloud-assembly/assembly';
import { kindOf } from './amp-collector/documents/document-kinds';
import type { Document } from './amp-collector/input/document';
import { documentText } from './amp-collector/input/document-text';
import type { RuleGroupDescription } from './amp-collector/output/rule-groups-text';
import type { Paint } from './amp-collector/output/terminal';

interface Resource {
  readonly Type: string;
}

/** The cluster of the example: node groups start with two nodes. */
const CLUSTER_SIZE = { nodes: 2, pods: 40 };

const SEVERITIES = ['critical', 'warning', 'info'];

function main(directory: string): string {
  const documents = readAssembly(directory);
  const ofKind = (kind: Document['kind']) => documents.filter(document => document.kind === kind);
  return [
    ...new CloudAssembly(directory).stacks.map(describeStack),
    ...ofKind('scrape-configuration').map(targetsOf),
    ...ofKind('rule-file').map(describeRules),
    ...ofKind('alert-manager-definition').map(document => kindOf(document).show(document).text(plain)),
    describeCost(ofKind('scrape-configuration'), ofKind('rule-file')),
    [
      'Next',
      '  1. Replace the address of the subscription in bin/app.ts by your own.',
      '  2. npx cdk deploy (about twenty minutes), and confirm the subscription in your mail.',
      '  3. node dist/bin/amp-collector.js verify --scraper ID, with the ID from the output ScraperId.',
    ].join('\n'),
  ].join('\n\n');
}

const same = (text: string) => text;
const plain: Paint = { good: same, bad: same, doubtful: same, faint: same, strong: same };

function describeStack({ hierarchicalId, template }: CloudFormationStackArtifact): string {
  const { Resources: resources, Outputs: outputs } = template as {
    Resources: Record<string, Resource>;
    Outputs?: Record<string, { Value: unknown }>;
  };
  return [
    `${hierarchicalId}: ${Object.keys(resources).length} resources`,
    table(countTypes(resources)),
    'Outputs',
    table(Object.entries(outputs ?? {}).map(([name, { Value }]) => [name, templateText(Value, readablePlaceholder)])),
  ].join('\n\n');
}

/** The table of jobs; `amp-collector show cdk.out` prints each in full. */
function targetsOf(document: Document): string {
  return kindOf(document).show(document).text(plain).split('\n\n').slice(0, 2).join('\n\n');
}

function describeRules(document: Document): string {
  const { groups } = kindOf(document).show(document).data as { groups: readonly RuleGroupDescription[] };
  const rules = groups.flatMap(group => group.rules);
  const alerts = rules.filter(({ alert }) => alert !== undefined);
  return [
    `${document.name}: ${alerts.length} alerts, ${rules.length - alerts.length} recording rules`,
    ...SEVERITIES.map((severity) => {
      const names = alerts.filter(alert => alert.severity === severity).map(({ alert = '' }) => alert);
      return `  ${severity} (${names.length}): ${names.join(', ')}`;
    }),
  ].join('\n');
}

function describeCost(configurations: readonly Document[], rules: readonly Document[]): string {
  const estimate = new CostEstimate({
    scrapers: configurations.map(document => ({
      name: document.name, scrapeConfiguration: ScrapeConfiguration.fromYaml(documentText(document)), clusterSize: CLUSTER_SIZE,
    })),
    ruleGroups: rules.map(document => RuleGroups.fromYaml(documentText(document))),
    prices: WorkspacePrices.usEast1(),
  });
  return `Estimated for ${CLUSTER_SIZE.nodes} nodes and ${CLUSTER_SIZE.pods} pods\n\n${estimate.toString().trimEnd()}`;
}

function countTypes(resources: Record<string, Resource>): string[][] {
  const counts = new Map<string, number>();
  for (const { Type } of Object.values(resources)) counts.set(Type, (counts.get(Type) ?? 0) + 1);
  return [...counts].sort(([left], [right]) => left.localeCompare(right)).map(([type, count]) => [type, String(count)]);
}

function table(rows: string[][]): string {
  const width = Math.max(0, ...rows.map(([first = '']) => first.length));
  return rows.map(([first = '', second = '']) => `  ${first.padEnd(width)}  ${second}`).join('\n');
}

process.stdout.write(`${main(process.argv[2] ?? 'cdk.out')}\n`);
