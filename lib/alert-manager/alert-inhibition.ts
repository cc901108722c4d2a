import { toFields } from '../scrape-configuration/writer/fields';
import type { AlertMatcher } from './alert-matcher';

/**
 * An inhibition: while a source alert fires, nobody is notified of the target alerts.
 *
 * @see https://prometheus.io/docs/alerting/latest/configuration/#inhibit_rule
 */
export interface AlertInhibition {
  /** The conditions that the alert must fulfil that silences others. */
  readonly sourceMatchers: AlertMatcher[];

  /** The conditions that the alerts must fulfil that are silenced. */
  readonly targetMatchers: AlertMatcher[];

  /** The labels that must have the same values in both, such as `cluster` and `namespace`. Without any, one alert silences all targets. */
  readonly equal: string[];
}

const FIELDS = { sourceMatchers: 'source_matchers', targetMatchers: 'target_matchers', equal: 'equal' } as const;

/** Renders an inhibition with Alertmanager's field names. */
export function renderInhibition(inhibition: AlertInhibition): object {
  return toFields(inhibition, FIELDS);
}
