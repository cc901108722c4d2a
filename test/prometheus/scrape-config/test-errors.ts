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

/** A text, and the messages of the errors that Prometheus reports; none if it accepts the text. */
export type Case = readonly [text: string, ...messages: string[]];

/** Adds a test for each case. */
export function testErrors(cases: readonly Case[], wrap: (text: string) => string = text => text): void {
  test.each(cases.map(([text, ...messages]) => [titleOf(text, messages), text, messages] as const))('%s', (_title, text, messages) => {
    expect(errorsOf(wrap(text))).toEqual(messages);
  });
}

function titleOf(text: string, messages: readonly string[]): string {
  return messages.length === 0 ? `accepts ${text}` : `fails for ${text}: ${messages.join('; ')}`;
}
