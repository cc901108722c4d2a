import type { Duration } from 'aws-cdk-lib';
import { toFields } from './writer/fields';

/**
 * The type of the DNS record that targets are read from.
 */
export enum DnsRecordType {
  /** Names and ports. */
  SRV = 'SRV',

  /** IPv4 addresses; the port is given. */
  A = 'A',

  /** IPv6 addresses; the port is given. */
  AAAA = 'AAAA',

  /** Mail servers; the port is given. */
  MX = 'MX',

  /** Name servers; the port is given. */
  NS = 'NS',
}

/**
 * Discovers targets by DNS. What a collector uses in a VPC, for Amazon MSK for example.
 *
 * @see https://prometheus.io/docs/prometheus/latest/configuration/configuration/#dns_sd_config
 */
export interface DnsServiceDiscovery {
  /**
   * The names that are looked up. At least one.
   */
  readonly names: string[];

  /**
   * The type of the records.
   *
   * @default DnsRecordType.SRV
   */
  readonly type?: DnsRecordType;

  /**
   * The port of the targets. Required for every type but SRV.
   *
   * @default - the port of the SRV record
   */
  readonly port?: number;

  /**
   * How often the names are looked up.
   *
   * @default Duration.seconds(30)
   */
  readonly refreshInterval?: Duration;

  /**
   * Fields that have no property here, with Prometheus's names; they are written as they are and judged like the others.
   *
   * @default - none
   */
  readonly additionalFields?: { readonly [field: string]: unknown };
}

/** Prometheus's field names. */
export const DNS_FIELDS = { names: 'names', type: 'type', port: 'port', refreshInterval: 'refresh_interval' } as const;

export function renderDns(discovery: DnsServiceDiscovery): object {
  return toFields(discovery, DNS_FIELDS, discovery.additionalFields);
}
