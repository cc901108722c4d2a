import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { ScrapeJob } from '../../lib/scrape-configuration/scrape-job';
import type { StandardJobOptions } from '../../lib/scrape-configuration/scrape-job-props';

/** The ready-made jobs by the names of their fixtures. */
export const READY_MADE_JOBS: Readonly<Record<string, (options?: StandardJobOptions) => ScrapeJob>> = {
  'pods': options => ScrapeJob.pods(options),
  'annotated-pods': options => ScrapeJob.pods({ ...options, annotationDriven: true }),
  'cadvisor': options => ScrapeJob.cadvisor(options),
  'kubelet': options => ScrapeJob.kubelet(options),
  'api-server': options => ScrapeJob.apiServer(options),
  'kube-proxy': options => ScrapeJob.kubeProxy(options),
  'kube-controller-manager': options => ScrapeJob.kubeControllerManager(options),
  'kube-scheduler': options => ScrapeJob.kubeScheduler(options),
  'kube-state-metrics': options => ScrapeJob.kubeStateMetrics(options),
  'node-exporter': options => ScrapeJob.nodeExporter(options),
  'core-dns': options => ScrapeJob.coreDns(options),
};

const FIXTURES = join(process.cwd(), 'test', 'scrape-configuration', 'jobs');

/** The configuration with nothing but this job, as it should be written. */
export function readyMadeFixture(name: string): string {
  return readFileSync(join(FIXTURES, `${name}.yml`), 'utf8');
}

/** A job with Prometheus's field names. */
export interface JobFields {
  readonly relabel_configs?: readonly unknown[];
  readonly metric_relabel_configs?: readonly unknown[];
  readonly [field: string]: unknown;
}

/** The text of the job in its fixture. */
export function readyMadeFields(name: string): JobFields {
  const { scrape_configs: [job = {}] } = parse(readyMadeFixture(name)) as { readonly scrape_configs: readonly JobFields[] };
  return job;
}
