import { indent } from '../scrape-configuration/writer/write-yaml';

/** Puts a configuration of Alertmanager into a definition, where it is a block of text. */
export function wrapConfiguration(configuration: string): string {
  const lines = configuration.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n');
  const indicator = /^\s/.test(lines) ? '2' : '';
  return `alertmanager_config: |${indicator}\n${indent(lines, 2)}${lines.endsWith('\n') ? '' : '\n'}`;
}
