import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, parseAllDocuments, stringify } from 'yaml';
import { PrometheusOperatorMonitors } from '../../lib';
import type { Prometheus } from './prometheus';

/*
 * Monitors converted by this library against the configurations that prometheus-operator generates: both as Prometheus reads them.
 */

const PAIRS = join(process.cwd(), '..', 'shared', 'corpus', 'prometheus-operator', 'pairs');

/** Settings of a Prometheus object, which a managed collector does not have: pairs that use them are left out. */
const SETTINGS_OF_PROMETHEUS: Readonly<Record<string, string>> = {
  scrapeClasses: 'scrape classes are settings of the Prometheus object',
  enforcedNamespaceLabel: 'enforced labels are settings of the Prometheus object',
  enforcedSampleLimit: 'enforced limits are settings of the Prometheus object',
  enforcedLabelLimit: 'enforced limits are settings of the Prometheus object',
  enforcedLabelNameLengthLimit: 'enforced limits are settings of the Prometheus object',
  enforcedLabelValueLengthLimit: 'enforced limits are settings of the Prometheus object',
  enforcedTargetLimit: 'enforced limits are settings of the Prometheus object',
  enforcedKeepDroppedTargets: 'enforced limits are settings of the Prometheus object',
  enforcedBodySizeLimit: 'enforced limits are settings of the Prometheus object',
  sampleLimit: 'a default limit is a setting of the Prometheus object',
  overrideHonorLabels: 'overrides are settings of the Prometheus object',
  overrideHonorTimestamps: 'overrides are settings of the Prometheus object',
  podTargetLabels: 'labels for all monitors are settings of the Prometheus object',
  shards: 'sharding divides targets among several Prometheus servers',
  shardingStrategy: 'sharding divides targets among several Prometheus servers',
};

const OLDER = 'the operator leaves out what an older Prometheus does not know';

/** Features of single pairs that a collector does not have, or that a Prometheus before 3.0 does not know. */
const LEFT_OUT: ReadonlyArray<readonly [test: RegExp, reason: string]> = [
  [/^TestEndpointOAuth2_/, 'a collector has no secrets'],
  [/^TestNativeHistogramConfig_version_(?:3\.0\.0-rc|v2)|Redirects_v2\.25|_v2\.15\.0_enforced/, OLDER],
  [/Protocol.*_in_Servic$|Protocols_in_ServiceMonitor_with_$/, OLDER],
  [/^TestServiceMonitorSelectors_|endpoints_and_ServiceMonitor_wi$/, 'a collector cannot list endpoint slices'],
];

interface Job {
  readonly job_name: string;
  readonly relabel_configs: ReadonlyArray<Readonly<Record<string, unknown>>>;
}

interface Config {
  readonly scrape_configs: readonly Job[];
}

export async function reportConversions(prometheus: Prometheus): Promise<boolean> {
  if (!existsSync(PAIRS)) {
    console.log('Monitors: the corpus is not at hand, nothing compared');
    return true;
  }
  const names = readdirSync(PAIRS).filter(name => /^kind: (?:Service|Pod)Monitor$/m.test(read(name, 'input.yaml')));
  const compared = names.filter(name => reasonToLeaveOut(name) === undefined);
  let differences = 0;
  for (const name of compared) {
    const [ours, theirs] = await Promise.all([converted(name), generated(name)].map(text => prometheus.ask({ kind: 'effective', text })));
    if (ours?.verdict === 'good' && JSON.stringify(ours.result) === JSON.stringify(theirs?.result)) continue;
    differences++;
    console.log(`DIFFERENT ${name}\n  ours   ${JSON.stringify(ours)}\n  theirs ${JSON.stringify(theirs)}`);
  }
  console.log(`Monitors: ${compared.length} of ${names.length} pairs of prometheus-operator compared, ${differences} differ`);
  return differences === 0 && compared.length >= 25;
}

function read(name: string, file: string): string {
  return readFileSync(join(PAIRS, name, file), 'utf8');
}

function reasonToLeaveOut(name: string): string | undefined {
  const [prometheus] = parseAllDocuments(read(name, 'input.yaml'));
  const { spec } = prometheus?.toJS() as { spec: Record<string, unknown> };
  const setting = Object.keys(spec).find(key => key in SETTINGS_OF_PROMETHEUS);
  return setting === undefined ? LEFT_OUT.find(([test]) => test.test(name))?.[1] : SETTINGS_OF_PROMETHEUS[setting];
}

function converted(name: string): string {
  const { scrape_configs: jobs } = parse(PrometheusOperatorMonitors.fromYaml(read(name, 'input.yaml')).toScrapeConfiguration().toYaml()) as Config;
  return stringify({ scrape_configs: jobs });
}

/** The jobs of the monitors, without the rules that divide targets among servers. */
function generated(name: string): string {
  const { scrape_configs: jobs } = parse(read(name, 'output.yaml')) as Config;
  return stringify({
    scrape_configs: jobs.filter(job => /^(?:service|pod)Monitor\//.test(job.job_name)).map(job => ({
      ...job, relabel_configs: job.relabel_configs.filter(rule => !JSON.stringify(rule).includes('__tmp_hash')),
    })),
  });
}
