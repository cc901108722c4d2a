import type { AccessNeed } from '../../../lib/validation/access/access-need';
import { accessNeeds } from '../../../lib/validation/access/access-needs';
import { unfilteredDiscoveries } from '../../../lib/validation/warnings/unfiltered-job';
import type { EffectiveJob } from '../../../lib/prometheus/scrape-config/effective';
import { clusterEvidence } from '../aws/cluster-evidence';
import type { Connection } from '../aws/connection';
import type { MetricsEndpoint } from '../aws/metrics-endpoint';
import type { Scraper } from '../aws/scraper-description';
import { PrometheusClient, type Sample } from '../aws/prometheus-client';
import { scraperLogs } from '../aws/scraper-logs';
import { configurationOf, scraperName } from '../aws/scrapers';
import { readConfiguration } from '../input/read-configuration';
import type { ConfigurationEvidence, Evidence, JobEvidence, SeriesEvidence, Targets } from './evidence';
import { stateOf } from './job-state';

/** Reads the evidence for a diagnosis: the cluster and the logs only if metrics are missing. */
export async function collectEvidence(connection: Connection, scraper: Scraper, endpoint: MetricsEndpoint): Promise<Evidence> {
  const configuration = configurationEvidence(configurationOf(scraper));
  const series = await seriesEvidence(new PrometheusClient(connection, endpoint), configuration.externalLabels);
  const evidence: Evidence = {
    scraper: {
      id: scraper.scraperId ?? '',
      name: scraperName({ alias: scraper.alias, scraperId: scraper.scraperId }),
      status: scraper.status?.statusCode ?? '',
      reason: scraper.statusReason,
      roleArn: scraper.roleArn,
      hasRoles: scraper.roleConfiguration?.targetRoleArn !== undefined,
    },
    endpoint,
    configuration,
    series,
  };
  if (configuration.jobs.every(job => stateOf(job, series) === 'up')) return evidence;

  const clusterArn = scraper.source?.eksConfiguration?.clusterArn;
  const [cluster, logs] = await Promise.all([
    clusterArn === undefined ? undefined : clusterEvidence(connection, clusterArn, scraper.roleArn),
    scraperLogs(connection, scraper.scraperId ?? ''),
  ]);
  return { ...evidence, cluster, logs };
}

function configurationEvidence(text: Uint8Array): ConfigurationEvidence {
  const { configuration, errors } = readConfiguration(text);
  const needs = configuration === undefined ? [] : accessNeeds(configuration);
  return {
    errors: errors.map(({ line, message }) => line === undefined ? message : `line ${line}: ${message}`),
    jobs: configuration?.jobs.map((job, index) => jobEvidence(job, needs[index] ?? [])) ?? [],
    externalLabels: Object.fromEntries([...configuration?.global.externalLabels ?? []].flatMap(([name, { text: value }]) =>
      value === undefined ? [] : [[name, value]])),
  };
}

function jobEvidence(job: EffectiveJob, needs: readonly AccessNeed[]): JobEvidence {
  const { name = '', metricsPath = '', kubernetes, relabelings } = job;
  const constantPath = relabelings.flatMap(({ rule }) => rule?.targetLabel === '__metrics_path__' ? [rule.replacement] : []).at(-1);
  return {
    name,
    path: constantPath ?? metricsPath,
    roles: kubernetes.map(({ role = '' }) => role),
    isFiltered: unfilteredDiscoveries(job).length === 0,
    needs: needs.filter(({ isCertain }) => isCertain).map(({ rule }) => rule),
    isInNamespaces: kubernetes.length > 0 && kubernetes.every(({ namespaces }) => namespaces.length > 0),
    isRenamed: relabelings.some(({ rule }) => rule?.targetLabel === 'job'),
  };
}

async function seriesEvidence(prometheus: PrometheusClient, externalLabels: Readonly<Record<string, string>>): Promise<SeriesEvidence> {
  const own = `up${selector(externalLabels)}`;
  const [ownTotal, ownUp, total, up, down] = await Promise.all([
    prometheus.query(`count by (job) (${own})`),
    prometheus.query(`sum by (job) (${own})`),
    prometheus.query('count by (job) (up)'),
    prometheus.query('sum by (job) (up)'),
    prometheus.query(`topk by (job) (3, ${own} == 0)`),
  ]);
  return { own: targets(ownTotal, ownUp), all: targets(total, up), down: instances(down) };
}

/** The selector of the series of a configuration, by its external labels. Prometheus replaces `$NAME` by environment variables. */
function selector(labels: Readonly<Record<string, string>>): string {
  const matchers = Object.entries(labels)
    .filter(([name, value]) => /^[a-zA-Z_]\w*$/.test(name) && !value.includes('$'))
    .map(([name, value]) => `${name}=${JSON.stringify(value)}`);
  return matchers.length === 0 ? '' : `{${matchers.join(',')}}`;
}

function targets(totals: readonly Sample[], ups: readonly Sample[]): Map<string, Targets> {
  const up = new Map(ups.map(({ labels: { job = '' }, value }) => [job, value]));
  return new Map(totals.map(({ labels: { job = '' }, value }) => [job, { total: value, up: up.get(job) ?? 0 }]));
}

function instances(samples: readonly Sample[]): Map<string, string[]> {
  const byJob = new Map<string, string[]>();
  for (const { labels: { job = '', instance = '?' } } of samples) byJob.set(job, [...byJob.get(job) ?? [], instance]);
  return byJob;
}
