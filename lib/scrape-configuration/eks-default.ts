import { Duration } from 'aws-cdk-lib';
import type { EksDefaultOptions, ScrapeConfigurationProps } from './scrape-configuration-props';
import { ScrapeJob } from './scrape-job';

/** AWS's default configuration says so. */
const SECONDS = 30;

/** Made once: jobs do not change, and each is written to YAML once. */
let jobs: ScrapeJob[] | undefined;

/** What AWS's default configuration for EKS says. */
export function eksDefaultProps({ scrapeInterval, externalLabels }: EksDefaultOptions): ScrapeConfigurationProps {
  return {
    scrapeInterval: scrapeInterval ?? Duration.seconds(SECONDS),
    externalLabels,
    jobs: jobs ??= [ScrapeJob.pods(), ScrapeJob.cadvisor(), ScrapeJob.apiServer(), ScrapeJob.kubeProxy()],
  };
}
