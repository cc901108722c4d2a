import type { PrometheusProblem } from '../../../lib/prometheus/problem';
import { validateScrapeConfig } from '../../../lib/prometheus/scrape-config/validate';
import { readYaml } from '../../../lib/prometheus/yaml/read';

export function problemsOf(text: string): readonly PrometheusProblem[] {
  return validateScrapeConfig(readYaml(text)).problems;
}

/** Returns the messages of the errors that Prometheus reports. */
export function errorsOf(text: string): string[] {
  return problemsOf(text).filter(problem => problem.severity === 'error').map(problem => problem.message);
}

/** Texts that only a newer Prometheus accepts. */
export function warningsOf(text: string): string[] {
  return problemsOf(text).filter(problem => problem.severity === 'warning').map(problem => problem.message);
}

/** A configuration with one job. */
export function job(fields: string): string {
  return `scrape_configs: [{job_name: a, ${fields}}]`;
}

/** A configuration with one job and one rule. */
export function rule(fields: string, more = ''): string {
  return job(`relabel_configs: [{${fields}}]${more}`);
}

/** A case: a text, and what Prometheus says about it; nothing when it accepts it. */
export type Case = readonly [text: string, ...messages: string[]];

/** One test for each case. */
export function judges(cases: readonly Case[], wrap: (text: string) => string = text => text): void {
  test.each(cases.map(([text, ...messages]) => ({ text, messages, says: messages.join('; ') || 'nothing' })))('$text: $says', ({ text, messages }) => {
    expect(errorsOf(wrap(text))).toEqual(messages);
  });
}
