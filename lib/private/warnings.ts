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
} as const;

export type WarningId = typeof WARNINGS[keyof typeof WARNINGS];

export function warn(scope: IConstruct, id: WarningId, message: string): void {
  Validations.of(scope).addWarning(id, message);
}

/** The id of a warning about a scrape configuration, by the rule that found it. */
export function adviceId(ruleId: string): string {
  return `cdk-managed-prometheus:${ruleId}`;
}
