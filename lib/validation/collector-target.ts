/**
 * The source of a collector.
 */
export enum CollectorSource {
  /** An EKS cluster. */
  EKS = 'EKS',

  /** A VPC: Amazon MSK, Amazon OpenSearch Service, EC2 instances, ECS tasks. */
  VPC = 'VPC',
}

/**
 * An exporter that a collector runs.
 */
export enum CollectorExporter {
  /** Exports the metrics of an Amazon OpenSearch Service domain. */
  OPEN_SEARCH = 'OPEN_SEARCH',
}

/**
 * The destination of a collector.
 */
export enum CollectorDestination {
  /** A workspace of Amazon Managed Service for Prometheus. */
  WORKSPACE = 'WORKSPACE',

  /** A dataset of Amazon CloudWatch. */
  CLOUD_WATCH = 'CLOUD_WATCH',
}

/**
 * The collector for which a configuration is validated.
 */
export interface CollectorTarget {
  /**
   * The source of the collector.
   *
   * @default CollectorSource.EKS
   */
  readonly source?: CollectorSource;

  /**
   * The exporter that the collector runs.
   *
   * @default - none
   */
  readonly exporter?: CollectorExporter;

  /**
   * The destination of the collector.
   *
   * @default CollectorDestination.WORKSPACE
   */
  readonly destination?: CollectorDestination;

  /**
   * True if the app grants the collector's access to the cluster, so that it can grant more than the access that AWS documents.
   *
   * @default false
   */
  readonly grantsAccess?: boolean;
}
