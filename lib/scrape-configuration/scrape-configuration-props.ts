import type { Duration } from 'aws-cdk-lib';
import type { ScrapeJob } from './scrape-job';
import type { ScrapeSettings } from './scrape-settings';

/**
 * Properties of a scrape configuration.
 *
 * @see https://prometheus.io/docs/prometheus/latest/configuration/configuration/
 */
export interface ScrapeConfigurationProps extends ScrapeSettings {
  /**
   * What is scraped.
   */
  readonly jobs: ScrapeJob[];

  /**
   * Labels that every metric gets, such as the name of the cluster.
   *
   * A value may be known only at deployment: `{ cluster: cluster.clusterName }`.
   *
   * @default - none
   */
  readonly externalLabels?: { readonly [name: string]: string };

  /**
   * Fields of `global` that have no property here, with Prometheus's names; they are written as they are and judged like the others.
   *
   * @default - none
   */
  readonly additionalFields?: { readonly [field: string]: unknown };
}

/**
 * What can be chosen about AWS's default configuration.
 */
export interface EksDefaultOptions {
  /**
   * How often targets are scraped.
   *
   * @default Duration.seconds(30)
   */
  readonly scrapeInterval?: Duration;

  /**
   * Labels that every metric gets, such as the name of the cluster.
   *
   * @default - none
   */
  readonly externalLabels?: { readonly [name: string]: string };
}
