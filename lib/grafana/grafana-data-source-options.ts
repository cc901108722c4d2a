import type { Duration } from 'aws-cdk-lib';
import type { IRoleRef } from 'aws-cdk-lib/aws-iam';
import type { GrafanaVersion } from './grafana-version';

/**
 * Options of a data source of Grafana.
 */
export interface GrafanaDataSourceOptions {
  /**
   * The version of Grafana: 9 or later. It decides the type of the data source.
   *
   * Up to Grafana 11 the Prometheus data source itself signs requests. From Grafana 12 the plugin grafana-amazonprometheus-datasource does.
   *
   * @default GrafanaVersion.of('12')
   */
  readonly grafanaVersion?: GrafanaVersion;

  /**
   * The name of the data source.
   *
   * @default 'Amazon Managed Service for Prometheus'
   */
  readonly name?: string;

  /**
   * The UID of the data source: up to 40 letters, digits, `-` and `_`.
   *
   * @default 'amp'
   */
  readonly uid?: string;

  /**
   * Makes the data source the one that new panels use.
   *
   * @default false
   */
  readonly isDefault?: boolean;

  /**
   * The scrape interval of the metrics, from which Grafana computes `$__rate_interval`.
   *
   * @default Duration.minutes(1)
   */
  readonly scrapeInterval?: Duration;

  /**
   * The role that Grafana assumes for queries, such as a role of the workspace's account.
   *
   * @default - Grafana's own role
   */
  readonly assumedRole?: IRoleRef;
}

/**
 * Options of the permissions of Grafana.
 */
export interface GrafanaGrantOptions {
  /**
   * Grants reading rules, alerts and silences, too.
   *
   * @default false
   */
  readonly alerts?: boolean;
}
