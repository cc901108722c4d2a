import { unvalidated, type Fields } from '../../decode/types';

/*
 * Fields of Prometheus that are recognized by name and not validated inside. No managed collector accepts them, so only their names and
 * places are needed. Every other field is validated as Prometheus validates it.
 */

/** Sections of a configuration other than `global` and `scrape_configs`. */
export const UNVALIDATED_SECTIONS = [
  'alerting', 'otlp', 'remote_read', 'remote_write', 'rule_files', 'runtime', 'scrape_config_files', 'storage', 'tracing',
];

/** Service discoveries of a job. */
export const UNVALIDATED_DISCOVERIES = [
  'aws', 'azure', 'consul', 'digitalocean', 'docker', 'dockerswarm', 'ec2', 'ecs', 'elasticache', 'eureka', 'file', 'gce', 'hetzner', 'http',
  'ionos', 'kuma', 'lightsail', 'linode', 'marathon', 'msk', 'nerve', 'nomad', 'oci', 'openstack', 'outscale', 'ovhcloud', 'puppetdb', 'rds',
  'scaleway', 'serverset', 'stackit', 'triton', 'uyuni', 'vultr',
].map(name => `${name}_sd_configs`);

/** Returns a table that has the names as fields. */
export function unvalidatedFields(names: readonly string[]): Fields {
  return Object.fromEntries(names.map(name => [name, unvalidated]));
}
