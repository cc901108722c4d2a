import type { Duration } from 'aws-cdk-lib';
import { toFields } from '../scrape-configuration/writer/fields';
import type { Rule } from './rule';

/**
 * Rules that are evaluated in sequence at the same interval.
 *
 * @see https://prometheus.io/docs/prometheus/latest/configuration/recording_rules/#rule_group
 */
export interface RuleGroup {
  /** The name of the group, unique in its namespace. */
  readonly name: string;

  /** The rules, in the order in which they are evaluated. */
  readonly rules: Rule[];

  /**
   * The time between two evaluations: at least 30 seconds.
   *
   * @default Duration.minutes(1)
   */
  readonly interval?: Duration;

  /**
   * The time by which evaluations look back, so that late samples count.
   *
   * @default - the offset of the workspace
   */
  readonly queryOffset?: Duration;

  /**
   * The number of alerts or series that a rule may produce; a rule with more fails.
   *
   * @default - no limit
   */
  readonly limit?: number;

  /**
   * Labels to add to the result of every rule in the group.
   *
   * @default - none
   */
  readonly labels?: { readonly [name: string]: string };
}

const FIELDS = {
  name: 'name', interval: 'interval', queryOffset: 'query_offset', limit: 'limit', labels: 'labels', rules: 'rules',
} as const;

/** Renders a group with Prometheus's field names. */
export function renderRuleGroup(group: RuleGroup): Record<string, unknown> {
  return toFields(group, FIELDS);
}
