import { toFields } from './writer/fields';

/**
 * The kind of Kubernetes object that is discovered.
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
 * A selector that the Kubernetes API applies before targets are discovered. It costs less than a relabeling that drops targets.
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
 * Metadata of related objects that are attached to targets as `__meta_kubernetes_…` labels.
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
   * The kind of object that is discovered.
   */
  readonly role: KubernetesRole;

  /**
   * The namespaces to discover objects in. Has no effect for the role node.
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
   * Metadata of related objects that are attached to each target.
   *
   * @default - nothing
   */
  readonly attachMetadata?: KubernetesMetadata;

  /**
   * Additional fields without a property, with Prometheus's names. They are written unchanged and validated like the others.
   *
   * @default - none
   */
  readonly additionalFields?: { readonly [field: string]: unknown };
}

/** Prometheus's field names. */
export const KUBERNETES_FIELDS = {
  role: 'role', namespaces: 'namespaces', selectors: 'selectors', attachMetadata: 'attach_metadata',
} as const;

export function renderKubernetes(discovery: KubernetesServiceDiscovery): object {
  return toFields(
    {
      ...discovery,
      namespaces: discovery.namespaces && { names: discovery.namespaces },
      selectors: discovery.selectors?.map(selector => toFields(selector, { role: 'role', label: 'label', field: 'field' })),
    },
    KUBERNETES_FIELDS,
    discovery.additionalFields,
  );
}
