import { Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/**
 * The ids of the warnings that constructs add. They are public: users acknowledge a warning by
 * `Validations.of(scope).acknowledge({ id, reason })`, so an id never changes.
 */
export const WARNINGS = {
  /** The authentication mode of an imported cluster is unknown, so the collector gets no access. */
  clusterAccessUnknown: 'cdk-managed-prometheus:cluster-access-unknown',
  /** A job needs permissions in the cluster that AWS does not document, and that the app did not choose to grant. */
  undocumentedPermissions: 'cdk-managed-prometheus:undocumented-permissions',
  /** The app writes the whole aws-auth of a cluster, and leaves out nodes of its own. */
  nodesNotMapped: 'cdk-managed-prometheus:nodes-not-mapped',
  /** The API server of the cluster has no private endpoint. */
  clusterPublicEndpoint: 'cdk-managed-prometheus:cluster-public-endpoint',
  /** The app has more scrapers in one account and Region than the default quota. */
  scraperQuota: 'cdk-managed-prometheus:scraper-quota',
  /** Rules are evaluated before late samples arrive. */
  ruleQueryOffset: 'cdk-managed-prometheus:rule-query-offset',
  /** The service may refuse the customer managed key. */
  encryptionKey: 'cdk-managed-prometheus:encryption-key',
  /** A grant to a principal outside of the app has no effect on an imported workspace. */
  grantWithoutEffect: 'cdk-managed-prometheus:grant-without-effect',
  /** DNS support or DNS hostnames are disabled in the VPC. */
  vpcDns: 'cdk-managed-prometheus:vpc-dns',
  /** The destination is CloudWatch, and isolated subnets have no interface endpoint for it. */
  monitoringEndpoint: 'cdk-managed-prometheus:monitoring-endpoint',
  /** No security group of the targets admits the collector, or no security group of the collector allows egress. */
  securityGroups: 'cdk-managed-prometheus:security-groups',
  /** The security groups of an MSK cluster are not in this app, so the collector cannot open them. */
  mskSecurityGroups: 'cdk-managed-prometheus:msk-security-groups',
  /** The security groups of an OpenSearch domain are not in this app, so the collector cannot open them. */
  openSearchSecurityGroups: 'cdk-managed-prometheus:opensearch-security-groups',
  /** The policy of a topic, secret or key of the alert manager is not in this app. */
  alertManagerAccess: 'cdk-managed-prometheus:alert-manager-access',
  /** The policy of a topic admits the alert manager, and not the alarms that publish to it. */
  alarmAccess: 'cdk-managed-prometheus:alarm-access',
  /** Standard rules of one cluster apply to all clusters of a workspace, of which another has rules of its own. */
  overlappingRules: 'cdk-managed-prometheus:overlapping-rules',
  /** AWS does not list MSK clusters with Express brokers among those that a collector scrapes. */
  mskExpress: 'cdk-managed-prometheus:msk-express',
  /** Two constructs give folders the same title in a Grafana whose version is unknown; before version 11, Grafana refuses it. */
  folderTitle: 'cdk-managed-prometheus:folder-title',
} as const;

/** The ids of the messages that constructs add for information. They are as public as those of warnings. */
export const INFOS = {
  /** A job needs permissions in the cluster that AWS does not document, and that the app did not choose to grant. */
  undocumentedPermissions: 'cdk-managed-prometheus:undocumented-permissions',
  /** The app writes the whole aws-auth of a cluster, and with it removes what other tools wrote. */
  awsAuthReplaced: 'cdk-managed-prometheus:aws-auth-replaced',
  /** Rules read metrics that the catalogue of well-known programs does not have. */
  unknownMetrics: 'cdk-managed-prometheus:unknown-metrics',
} as const;

export type WarningId = typeof WARNINGS[keyof typeof WARNINGS];

export function warn(scope: IConstruct, id: WarningId, message: string): void {
  Validations.of(scope).addWarning(id, message);
}

/** Returns the id of a warning about a scrape configuration. */
export function adviceId(ruleId: string): string {
  return `cdk-managed-prometheus:${ruleId}`;
}
