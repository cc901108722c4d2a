import { loadAlertmanager } from '../../../lib/prometheus/alertmanager/load';
import type { AlertmanagerConfiguration } from '../../../lib/prometheus/alertmanager/configuration';
import { readYaml } from '../../../lib/prometheus/yaml/read';

/** The problems of a configuration, each with its line and path. */
export function problemsOf(text: string): string[] {
  return loadAlertmanager(readYaml(text)).problems.map(({ line, path, message }) => `${line} ${path}: ${message}`);
}

/** A configuration that is right. */
export function loaded(text: string): AlertmanagerConfiguration {
  const { problems, configuration } = loadAlertmanager(readYaml(text));
  if (problems.length > 0 || configuration === undefined) throw new Error(problems.map(({ message }) => message).join('\n'));
  return configuration;
}

/** A configuration with receivers a to c, and more lines in front of them. */
export function withReceivers(...lines: string[]): string {
  return [...lines, 'receivers: [{name: a}, {name: b}, {name: c}]'].join('\n');
}
