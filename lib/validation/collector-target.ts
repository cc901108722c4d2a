/**
 * What a collector scrapes.
 */
export enum CollectorSource {
  /** An EKS cluster. */
  EKS = 'EKS',

  /** Whatever answers in a VPC: Amazon MSK, EC2 instances, ECS tasks. */
  VPC = 'VPC',

  /** An Amazon OpenSearch Service domain in a VPC, by the collector's own exporter. */
  OPEN_SEARCH = 'OPEN_SEARCH',
}

/**
 * Where a collector writes.
 */
export enum CollectorDestination {
  /** A workspace of Amazon Managed Service for Prometheus. */
  WORKSPACE = 'WORKSPACE',

  /** A dataset of Amazon CloudWatch. */
  CLOUD_WATCH = 'CLOUD_WATCH',
}

/**
 * For which collector a configuration is judged.
 */
export interface CollectorTarget {
  /**
   * What it scrapes.
   *
   * @default CollectorSource.EKS
   */
  readonly source?: CollectorSource;

  /**
   * Where it writes.
   *
   * @default CollectorDestination.WORKSPACE
   */
  readonly destination?: CollectorDestination;

  /**
   * Whether the app itself says what the collector may read in the cluster, so that what a job needs beyond AWS's documented
   * access can be granted.
   *
   * @default false
   */
  readonly grantsAccess?: boolean;
}
