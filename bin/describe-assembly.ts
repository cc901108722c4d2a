#!/usr/bin/env node
/**
 * Tells what a synthesized app made: `node dist/bin/describe-assembly.js cdk.out`.
 */
import { CloudAssembly, type CloudFormationStackArtifact } from 'aws-cdk-lib/cx-api';
import { readablePlaceholder, templateText } from '../lib/private/template-text';

interface Resource {
  readonly Type: string;
  readonly Properties?: Record<string, unknown>;
  readonly Metadata?: Record<string, unknown>;
}

interface Access {
  readonly how: string;
  readonly why: string;
}

const SCRAPER = 'AWS::APS::Scraper';

function main(directory: string): string {
  const stacks = new CloudAssembly(directory).stacks;
  return [
    ...stacks.map(describeStack),
    'Next: npx cdk deploy (about twenty minutes), then run the command in the output CheckCommand.',
  ].join('\n\n');
}

function describeStack(stack: CloudFormationStackArtifact): string {
  const { Resources: resources, Outputs: outputs } = stack.template as {
    Resources: Record<string, Resource>;
    Outputs?: Record<string, { Value: unknown }>;
  };
  return [
    `${stack.hierarchicalId}: ${Object.keys(resources).length} resources`,
    table(countTypes(resources)),
    ...Object.values(resources).filter(({ Type }) => Type === SCRAPER).map(scraper => describeScraper(scraper, accesses(stack))),
    'Outputs',
    table(Object.entries(outputs ?? {}).map(([name, { Value }]) => [name, templateText(Value, readablePlaceholder)])),
  ].join('\n\n');
}

function describeScraper(scraper: Resource, byPath: ReadonlyMap<string, Access>): string {
  const path = String(scraper.Metadata?.['aws:cdk:path']).replace(/\/Scraper\/Resource$/, '');
  const access = byPath.get(`/${path}`);
  const { ConfigurationBlob } = scraper.Properties?.ScrapeConfiguration as { ConfigurationBlob: unknown };
  return [
    `Collector ${path}`,
    ...access ? [`  gets access to the cluster ${access.how},`, `  since ${access.why}.`] : [],
    '  scrapes by this configuration:',
    '',
    indent(templateText(ConfigurationBlob, readablePlaceholder).trimEnd()),
  ].join('\n');
}

/** The access of each collector of a stack to its cluster, by the path of its construct. */
function accesses(stack: CloudFormationStackArtifact): Map<string, Access> {
  return new Map(stack.findMetadataByType('cdk-managed-prometheus:access').map(({ path, data }) => [path, data as unknown as Access]));
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

function indent(text: string): string {
  return text.replace(/^(?=.)/gm, '    ');
}

process.stdout.write(`${main(process.argv[2] ?? 'cdk.out')}\n`);
