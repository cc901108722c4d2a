#!/usr/bin/env node
/** Describes a synthesized app: `node dist/bin/describe-assembly.js cdk.out`. */
import { readablePlaceholder, templateText } from '../lib/private/template-text';
import { readJsonObject } from './amp-collector/cloud-assembly/json';
import { type AssemblyStack, readManifest } from './amp-collector/cloud-assembly/manifest';

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
  return [
    ...readManifest(directory).map(describeStack),
    'Next: npx cdk deploy (about twenty minutes), then run the command in the output CheckCommand.',
  ].join('\n\n');
}

function describeStack(stack: AssemblyStack): string {
  const { Resources: resources, Outputs: outputs } = readJsonObject(stack.templateFile) as {
    Resources: Record<string, Resource>;
    Outputs?: Record<string, { Value: unknown }>;
  };
  return [
    `${stack.name}: ${Object.keys(resources).length} resources`,
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
function accesses({ metadata }: AssemblyStack): Map<string, Access> {
  return new Map([...metadata].flatMap(([path, entries]) => entries
    .filter(({ type }) => type === 'cdk-managed-prometheus:access').map(({ data }): [string, Access] => [path, data as Access])));
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
