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
   * The scrape jobs.
   */
  readonly jobs: ScrapeJob[];

  /**
   * Labels that are added to every metric, such as the name of the cluster.
   *
   * A value may be known only at deployment: `{ cluster: cluster.clusterName }`.
   *
   * @default - none
   */
  readonly externalLabels?: { readonly [name: string]: string };

  /**
   * Additional fields of `global` without a property, with Prometheus's names. They are written unchanged and validated like the others.
   *
   * @default - none
   */
  readonly additionalFields?: { readonly [field: string]: unknown };
}

/**
 * Options of AWS's default configuration.
 */
export interface EksDefaultOptions {
  /**
   * The interval between scrapes.
   *
   * @default Duration.seconds(30)
   */
  readonly scrapeInterval?: Duration;

  /**
   * Labels that are added to every metric, such as the name of the cluster.
   *
   * @default - none
   */
  readonly externalLabels?: { readonly [name: string]: string };
}
