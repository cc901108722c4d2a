import type { GroupDefinition } from './definition';

export const COLLECTOR_HEALTH: GroupDefinition = {
  name: 'collector-health',
  rules: [
    { record: 'cluster_job:up:ratio', expr: 'sum by (cluster, job) (up{$any}) / count by (cluster, job) (up{$any})' },
    { record: 'cluster_job:scrape_samples:sum', expr: 'sum by (cluster, job) (scrape_samples_post_metric_relabeling{$any})' },
    {
      // A collector misses up to five minutes while AWS replaces it; ten minutes are not normal.
      alert: 'CollectorNotScraping', severity: 'critical', for: 10,
      expr: 'absent(up{$any})',
      summary: 'The collector writes no metrics',
      description: 'No target has been scraped for $for. Every other alert of the cluster is blind until this one is resolved.',
    },
    {
      // New clusters start their programs within minutes, so fifteen of them exclude a start.
      alert: 'CollectorJobWithoutTargets', severity: 'warning', for: 15,
      expr: '$jobsWithoutTargets',
      summary: 'Job {{ $labels.job }} discovers no target',
      description: 'Other jobs of the cluster are scraped, and {{ $labels.job }} has no target. Its program is not installed, or its relabelings drop it.',
    },
    {
      // One target in ten: below that single pods restart, above it something that they share is broken.
      alert: 'CollectorTargetsDown', severity: 'warning', for: 15, threshold: 10,
      expr: '100 - 100 * cluster_job:up:ratio{$any} > $threshold',
      summary: 'Scrapes of job {{ $labels.job }} fail',
      description: '{{ $value | printf "%.3g" }}% of the targets of job {{ $labels.job }} cannot be scraped, more than $threshold%.',
    },
    {
      // All targets together: the port, the permissions or the network of the job.
      alert: 'CollectorJobDown', severity: 'critical', for: 10,
      expr: 'cluster_job:up:ratio{$any} == 0',
      summary: 'No target of job {{ $labels.job }} can be scraped',
      description: 'All scrapes of job {{ $labels.job }} have failed for $for, so the alerts that read its metrics cannot fire.',
    },
    {
      // A failed scrape with samples was refused as a whole: by a limit of the job or as invalid text.
      alert: 'CollectorScrapeRejected', severity: 'warning', for: 10,
      expr: 'up{$any} == 0 and scrape_samples_scraped{$any} > 0',
      summary: 'The metrics of {{ $labels.instance }} are rejected',
      description: 'Target {{ $labels.instance }} of job {{ $labels.job }} answers, and its samples exceed a limit of the job or cannot be parsed.',
    },
    {
      // Twice the samples of yesterday cost twice as much; growth of a cluster is slower.
      alert: 'CollectorSamplesJumped', severity: 'info', for: 60, threshold: 2,
      expr: 'cluster_job:scrape_samples:sum{$any} > $threshold * (cluster_job:scrape_samples:sum{$any} offset 1d) and cluster_job:scrape_samples:sum{$any} > 10000',
      summary: 'Job {{ $labels.job }} has many more samples than yesterday',
      description: 'A scrape of job {{ $labels.job }} gives {{ $value | humanize }} samples, more than $threshold times as many as a day ago. Samples are charged.',
    },
  ],
};
