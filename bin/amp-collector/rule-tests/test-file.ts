import { parseDocument, isMap } from 'yaml';
import { UsageError } from '../command-error';

/**
 * Returns a test file of promtool with other rule files. Its other lines stay where they are, since promtool reports problems by line.
 *
 * @param name the name of the file in messages
 */
export function withRuleFiles(name: string, text: string, ruleFiles: readonly string[]): string {
  const document = parseDocument(text, { uniqueKeys: false });
  const [error] = document.errors;
  if (error !== undefined) throw new UsageError(`${name} is not YAML: ${error.message}`);
  if (!isMap(document.contents)) throw new UsageError(`${name} must have tests, as promtool reads them`);
  const given: unknown = document.get('rule_files', true);
  const list = JSON.stringify(ruleFiles);
  const range = typeof given === 'object' && given !== null && 'range' in given ? given.range as [number, number, number] : undefined;
  if (range !== undefined && document.contents.flow !== true) {
    const lines = text.slice(range[0], range[1]).split('\n').length - 1;
    return `${text.slice(0, range[0])}${list}${'\n'.repeat(lines)}${text.slice(range[1])}`;
  }
  if (document.contents.flow !== true && given === undefined) return `${text.trimEnd()}\nrule_files: ${list}\n`;
  document.set('rule_files', ruleFiles);
  return document.toString();
}
