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
 * Discovers targets by DNS. For sources in a VPC, such as Amazon MSK.
 *
 * @see https://prometheus.io/docs/prometheus/latest/configuration/configuration/#dns_sd_config
 */
export interface DnsServiceDiscovery {
  /**
   * The DNS names to look up. At least one.
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
   * The interval of the lookups.
   *
   * @default Duration.seconds(30)
   */
  readonly refreshInterval?: Duration;

  /**
   * Additional fields without a property, with Prometheus's names. They are written unchanged and validated like the others.
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
