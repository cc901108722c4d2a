import { Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/**
 * The warnings that constructs attach. The ids are public: users acknowledge them by
 * `Validations.of(scope).acknowledge({ id, reason })`, so none of them ever changes.
 */
export const WARNINGS = {
  /** Nothing is known of how an imported cluster authenticates. */
  clusterAccessUnknown: 'cdk-managed-prometheus:clusterAccessUnknown',
  /** More scrapers in one account and Region than the default quota. */
  scraperQuota: 'cdk-managed-prometheus:scraperQuota',
  /** Rules look at samples before the late ones are in. */
  ruleQueryOffset: 'cdk-managed-prometheus:ruleQueryOffset',
  /** The VPC has no DNS support or no DNS hostnames. */
  vpcDns: 'cdk-managed-prometheus:vpcDns',
  /** The default subnets are what a lookup of the VPC found. */
  lookedUpSubnets: 'cdk-managed-prometheus:lookedUpSubnets',
  /** Subnets without a way to the internet, a destination in CloudWatch, and no interface endpoint for it. */
  monitoringEndpoint: 'cdk-managed-prometheus:monitoringEndpoint',
  /** Security groups of an MSK cluster that this app does not make, and so does not open. */
  mskSecurityGroups: 'cdk-managed-prometheus:mskSecurityGroups',
  /** Security groups of an OpenSearch domain that this app does not make, and so does not open. */
  openSearchSecurityGroups: 'cdk-managed-prometheus:openSearchSecurityGroups',
  /** An MSK cluster with Express brokers, which AWS does not name among those that collectors scrape. */
  mskExpress: 'cdk-managed-prometheus:mskExpress',
} as const;

export type WarningId = typeof WARNINGS[keyof typeof WARNINGS];

export function warn(scope: IConstruct, id: WarningId, message: string): void {
  Validations.of(scope).addWarning(id, message);
}

/** The id of a warning about a scrape configuration, by the rule that found it. */
export function adviceId(ruleId: string): string {
  return `cdk-managed-prometheus:${ruleId}`;
}
