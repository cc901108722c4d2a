import { decodeDocument } from '../decode/document';
import type { PrometheusProblem } from '../problem';
import { isNull } from '../yaml/node';
import type { YamlDocument } from '../yaml/read';
import { alertmanagerConfiguration, type AlertmanagerConfiguration } from './configuration';
import { configuration } from './fields/configuration';

/** A configuration as Alertmanager loads it. */
export interface AlertmanagerLoading {
  /** In the order of the text. Alertmanager accepts the configuration when none of them is an error. */
  readonly problems: readonly PrometheusProblem[];
  /** Absent if the text has none. */
  readonly configuration?: AlertmanagerConfiguration;
}

/**
 * Loads a configuration file as Alertmanager 0.35 does, but goes on where that stops.
 *
 * Receivers other than SNS and PagerDuty are not validated inside. Keys of PagerDuty may have the form of Amazon Managed Service for
 * Prometheus, a reference to AWS Secrets Manager, which Alertmanager refuses.
 *
 * @see https://github.com/prometheus/alertmanager/blob/v0.35.0/config/config.go
 */
export function loadAlertmanager(document: YamlDocument): AlertmanagerLoading {
  const { root, failure } = document;
  const { problems, value } = decodeDocument(document, configuration);
  if (failure === undefined && (root === undefined || isNull(root))) {
    const { line, column } = root ?? { line: 1, column: 1 };
    const unreadable = problems.filter(({ ruleId }) => ruleId === 'yaml-syntax');
    return { problems: [{ ruleId: 'missing-field', severity: 'error', path: '', message: 'no route provided in config', line, column }, ...unreadable] };
  }
  return { problems, configuration: value && alertmanagerConfiguration(value) };
}
