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
} as const;

export type WarningId = typeof WARNINGS[keyof typeof WARNINGS];

export function warn(scope: IConstruct, id: WarningId, message: string): void {
  Validations.of(scope).addWarning(id, `${message} [acknowledge: ${id}]`);
}
