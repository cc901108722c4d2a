import type { Duration } from 'aws-cdk-lib';
import { toFields } from './render/fields';

/**
 * What Kubernetes service discovery makes targets of.
 *
 * @see https://prometheus.io/docs/prometheus/latest/configuration/configuration/#kubernetes_sd_config
 */
export enum KubernetesRole {
  /** One target per node, at the kubelet's port. */
  NODE = 'node',

  /** One target per port of each service. */
  SERVICE = 'service',

  /** One target per declared container port of each pod; one without a port where a container declares none. */
  POD = 'pod',

  /** One target per address and port of each endpoint, with the labels of its service and pod. */
  ENDPOINTS = 'endpoints',

  /** Like `ENDPOINTS`, from endpoint slices. The access that AWS documents for collectors does not include them. */
  ENDPOINTSLICE = 'endpointslice',

  /** One target per path of each ingress. */
  INGRESS = 'ingress',
}

/**
 * A selector that the Kubernetes API applies before targets are made: less to watch than a relabeling that drops.
 */
export interface KubernetesSelector {
  /**
   * The kind of object that is selected.
   */
  readonly role: KubernetesRole;

  /**
   * A label selector: `app=web,tier in (front,back)`.
   *
   * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors
   * @default - objects with any labels
   */
  readonly label?: string;

  /**
   * A field selector: `status.phase=Running`.
   *
   * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/field-selectors/
   * @default - objects with any fields
   */
  readonly field?: string;
}

/**
 * What else is known of a target's surroundings and attached to it as `__meta_kubernetes_…` labels.
 */
export interface KubernetesMetadata {
  /**
   * The labels and annotations of the node. Roles pod, endpoints and endpointslice. Prometheus 2.35 and later.
   *
   * @default false
   */
  readonly node?: boolean;

  /**
   * The labels and annotations of the namespace. Prometheus 3.6 and later; collectors may not list namespaces.
   *
   * @default false
   */
  readonly namespace?: boolean;

  /**
   * The name of the deployment that owns the pod. Prometheus 3.11 and later; collectors may not list deployments.
   *
   * @default false
   */
  readonly deployment?: boolean;

  /**
   * The name of the job that owns the pod. Prometheus 3.11 and later; collectors may not list jobs.
   *
   * @default false
   */
  readonly job?: boolean;

  /**
   * The name of the cron job that owns the pod. Prometheus 3.11 and later; collectors may not list cron jobs.
   *
   * @default false
   */
  readonly cronjob?: boolean;
}

/**
 * Discovers targets in the cluster that the collector scrapes.
 *
 * @see https://prometheus.io/docs/prometheus/latest/configuration/configuration/#kubernetes_sd_config
 */
export interface KubernetesServiceDiscovery {
  /**
   * What targets are made of.
   */
  readonly role: KubernetesRole;

  /**
   * The namespaces that are watched. Has no effect on the role node.
   *
   * @default - all namespaces
   */
  readonly namespaces?: string[];

  /**
   * Selectors that the Kubernetes API applies, at most one per role. The role endpoints takes selectors of the roles
   * pod, service and endpoints; other roles take their own only.
   *
   * @default - everything
   */
  readonly selectors?: KubernetesSelector[];

  /**
   * What else is attached to each target.
   *
   * @default - nothing
   */
  readonly attachMetadata?: KubernetesMetadata;

  /**
   * Fields that have no property here, with Prometheus's names; they are written as they are and judged like the others.
   *
   * @default - none
   */
  readonly additionalFields?: { readonly [field: string]: unknown };
}

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

/**
 * Targets that are known beforehand, with labels of their own.
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

export function renderKubernetes(discovery: KubernetesServiceDiscovery): object {
  return toFields(
    {
      ...discovery,
      namespaces: discovery.namespaces && { names: discovery.namespaces },
      selectors: discovery.selectors?.map(selector => toFields(selector, { role: 'role', label: 'label', field: 'field' })),
    },
    { role: 'role', namespaces: 'namespaces', selectors: 'selectors', attachMetadata: 'attach_metadata' },
    discovery.additionalFields,
  );
}

export function renderDns(discovery: DnsServiceDiscovery): object {
  return toFields(
    discovery,
    { names: 'names', type: 'type', port: 'port', refreshInterval: 'refresh_interval' },
    discovery.additionalFields,
  );
}

export function renderStatic(config: StaticConfig): object {
  return toFields(config, { targets: 'targets', labels: 'labels' });
}
