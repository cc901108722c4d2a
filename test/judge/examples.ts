import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { ScrapeConfiguration } from '../../lib/scrape-configuration/scrape-configuration';
import { evaluate, type References } from '../helpers/evaluate';
import { READY_MADE_JOBS } from '../helpers/ready-made-jobs';
import type { Case } from './agreement';

/** An account id must stay a text. */
const PSEUDO_PARAMETERS: References = { 'AWS::AccountId': '000111222333', 'AWS::Region': 'eu-west-1', 'AWS::Partition': 'aws' };

/** Values for tokens, as they may be after deployment. */
const DEPLOYED: References = new Proxy({}, {
  has: () => true,
  get: (_, name) => PSEUDO_PARAMETERS[String(name)] ?? `the-${String(name)}`,
});

/** Templates alone: no assets, no rules of CloudFormation. */
const SYNTHESIS = { CDK_VALIDATION: 'false', CDK_CONTEXT_JSON: JSON.stringify({ 'aws:cdk:disable-asset-staging': true }) };

interface TemplateData {
  readonly Resources: Readonly<Record<string, ResourceData>>;
}

interface ResourceData {
  readonly Type: string;
  readonly Properties?: { readonly ScrapeConfiguration?: { readonly ConfigurationBlob?: unknown } };
}

/** Every ready-made job alone, and AWS's default configuration. */
export function readyMadeCases(): Case[] {
  const jobs = Object.entries(READY_MADE_JOBS).map(([name, make]) => [name, new ScrapeConfiguration({ jobs: [make()] })] as const);
  return [...jobs, ['the default configuration', ScrapeConfiguration.eksDefault()] as const].map(([name, each]) => ({ name, text: each.toYaml() }));
}

/** Examples without a scraper. */
const WITHOUT_SCRAPER = new Set(['grafana.ts']);

/** The configurations that the examples deploy, each example run as its own app. */
export function exampleCases(): Case[] {
  const examples = readdirSync('examples').filter(name => name.endsWith('.ts') && !WITHOUT_SCRAPER.has(name)).map(name => `examples/${basename(name, '.ts')}`);
  return ['bin/app', ...examples].flatMap(name => configurationsOf(join('dist', `${name}.js`)));
}

function configurationsOf(file: string): Case[] {
  const folder = mkdtempSync(join(tmpdir(), 'example-'));
  try {
    execFileSync(process.execPath, [file], {
      env: { ...process.env, ...SYNTHESIS, CDK_OUTDIR: folder }, stdio: ['ignore', 'ignore', 'inherit'],
    });
    const templates = readdirSync(folder).filter(name => name.endsWith('.template.json'));
    const cases = templates.flatMap(name => blobsOf(JSON.parse(readFileSync(join(folder, name), 'utf8')) as TemplateData))
      .map(blob => ({ name: file, text: String(evaluate(blob, DEPLOYED)) }));
    if (cases.length === 0) throw new Error(`${file} deploys no scrape configuration`);
    return cases;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function blobsOf({ Resources }: TemplateData): unknown[] {
  return Object.values(Resources).filter(({ Type }) => Type === 'AWS::APS::Scraper').map(({ Properties }) => Properties?.ScrapeConfiguration?.ConfigurationBlob);
}
