import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, parseAllDocuments, stringify } from 'yaml';
import { PrometheusOperatorMonitors } from '../../lib';
import { reasonToExclude, withoutSettings, type Job } from './operator-settings';
import type { Prometheus } from './prometheus';

/*
 * Monitors converted by this library against the configurations that prometheus-operator generates: both as Prometheus reads them.
 */

const PAIRS = join(process.cwd(), '..', 'shared', 'corpus', 'prometheus-operator', 'pairs');

interface Config {
  readonly scrape_configs: readonly Job[];
}

export async function reportConversions(prometheus: Prometheus): Promise<boolean> {
  if (!existsSync(PAIRS)) {
    console.log('Monitors: the corpus is not at hand, nothing compared');
    return true;
  }
  const names = readdirSync(PAIRS).filter(name => /^kind: (?:Service|Pod)Monitor$/m.test(read(name, 'input.yaml')));
  const compared = names.filter(name => reasonToExclude(name, prometheusSpec(name)) === undefined);
  let differences = 0;
  for (const name of compared) {
    const [ours, theirs] = await Promise.all([convertedPair(name), generated(name)].map(text => prometheus.ask({ kind: 'effective', text })));
    if (ours?.verdict === 'good' && JSON.stringify(ours.result) === JSON.stringify(theirs?.result)) continue;
    differences++;
    console.log(`DIFFERENT ${name}\n  ours   ${JSON.stringify(ours)}\n  theirs ${JSON.stringify(theirs)}`);
  }
  console.log(`Monitors: ${compared.length} of ${names.length} pairs of prometheus-operator compared, ${differences} differ`);
  return differences === 0 && compared.length >= 60;
}

interface Recorded {
  readonly monitor: Readonly<Record<string, unknown>>;
  readonly jobs: readonly Job[];
}

/** Monitors of `monitor-variants.ts`, with what prometheus-operator 0.93 made of them. */
export async function reportRecordedMonitors(prometheus: Prometheus): Promise<boolean> {
  const recorded = JSON.parse(readFileSync(join(process.cwd(), 'test', 'judge', 'recorded-monitors.json'), 'utf8')) as Recorded[];
  let differences = 0;
  for (const { monitor, jobs } of recorded) {
    const ours = parse(PrometheusOperatorMonitors.fromObjects({ ...monitor }).toScrapeConfiguration().toYaml()) as Config;
    const texts = [ours.scrape_configs, jobs].map(list => stringify({ scrape_configs: list.map(job => withoutSettings(job, {})) }));
    const [converted, expected] = await Promise.all(texts.map(text => prometheus.ask({ kind: 'effective', text })));
    if (JSON.stringify(converted) === JSON.stringify(expected)) continue;
    differences++;
    console.log(`DIFFERENT ${JSON.stringify(monitor)}\n  ours   ${JSON.stringify(converted)}\n  theirs ${JSON.stringify(expected)}`);
  }
  console.log(`Generated monitors: ${recorded.length - differences} of ${recorded.length} become the jobs of prometheus-operator`);
  return differences === 0;
}

function read(name: string, file: string): string {
  return readFileSync(join(PAIRS, name, file), 'utf8');
}

function prometheusSpec(name: string): Readonly<Record<string, unknown>> {
  const [prometheus] = parseAllDocuments(read(name, 'input.yaml'));
  return (prometheus?.toJS() as { spec: Record<string, unknown> }).spec;
}

function convertedPair(name: string): string {
  return withoutSettingsOf(name, parse(PrometheusOperatorMonitors.fromYaml(read(name, 'input.yaml')).toScrapeConfiguration().toYaml()) as Config);
}

function generated(name: string): string {
  const { scrape_configs: jobs } = parse(read(name, 'output.yaml')) as Config;
  return withoutSettingsOf(name, { scrape_configs: jobs.filter(job => /^(?:service|pod)Monitor\//.test(job.job_name)) });
}

function withoutSettingsOf(name: string, { scrape_configs: jobs }: Config): string {
  const spec = prometheusSpec(name);
  return stringify({ scrape_configs: jobs.map(job => withoutSettings(job, spec)) });
}
