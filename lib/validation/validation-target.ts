import type { CollectorTarget } from './collector-target';

/** The only kind of compute in a cluster. */
export enum ClusterCompute {
  /** EKS Auto Mode: kube-proxy, CoreDNS and the VPC CNI run on the nodes, not as pods. */
  AUTO_MODE = 'AUTO_MODE',

  /** Fargate profiles: there are no DaemonSets. */
  FARGATE = 'FARGATE',
}

/** The facts about a cluster that an app knows. An absent fact is unknown, and no rule depends on it. */
export interface ClusterFacts {
  /** True if pods and services have IPv6 addresses. */
  readonly isIpv6?: boolean;
  /** The only compute of the cluster. Absent if it has several kinds, or if others may add nodes. */
  readonly compute?: ClusterCompute;
  /** For example `1.35`. */
  readonly kubernetesVersion?: string;
}

/** A collector with the facts that only an app knows. */
export interface ValidationTarget extends CollectorTarget {
  readonly cluster?: ClusterFacts;
  /**
   * True if several clusters write to the workspace, or may do so.
   *
   * @default false
   */
  readonly isWorkspaceShared?: boolean;
}
