import { toFields } from './writer/fields';

/**
 * Static targets, with labels.
 *
 * @see https://prometheus.io/docs/prometheus/latest/configuration/configuration/#static_config
 */
export interface StaticConfig {
  /**
   * The targets as `host:port`. A collector resolves no names but `kubernetes.default.svc`: use IP addresses.
   */
  readonly targets: string[];

  /**
   * Labels that every metric of these targets gets.
   *
   * @default - none
   */
  readonly labels?: { readonly [name: string]: string };
}

export function renderStatic(config: StaticConfig): object {
  return toFields(config, { targets: 'targets', labels: 'labels' });
}
