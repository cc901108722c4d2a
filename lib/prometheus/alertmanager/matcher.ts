import { compileAlertmanagerRegex } from '../relabel/regex';
import type { Parsed } from '../values/parsed';
import { parseClassicMatchers } from './classic-matchers';
import type { Matcher } from './format-matcher';
import { parseUtf8Matchers } from './utf8-matchers';

export { formatMatcher } from './format-matcher';
export type { Matcher, MatchOperator } from './format-matcher';

/** The labels of an alert by name. */
export type Labels = Readonly<Record<string, string>>;

/**
 * Parses a list of matchers as Alertmanager does: in both syntaxes, of which the classic one counts where both accept the text.
 *
 * @see https://github.com/prometheus/alertmanager/blob/v0.35.0/matcher/compat/parse.go
 */
export function parseMatchers(text: string): Parsed<Matcher[]> {
  const classic = parseClassicMatchers(text);
  return classic.error === undefined ? classic : { ...preferred(parseUtf8Matchers(text), classic) };
}

function preferred(utf8: Parsed<Matcher[]>, classic: Parsed<Matcher[]>): Parsed<Matcher[]> {
  return utf8.error === undefined ? utf8 : classic;
}

/** Returns whether a text needs the newer syntax, which Alertmanager has since 0.27. */
export function needsUtf8Syntax(text: string): boolean {
  return parseClassicMatchers(text).error !== undefined && parseUtf8Matchers(text).error === undefined;
}

/** The value of a label; a missing one counts as empty. */
export function labelOf(labels: Labels, name: string): string {
  return Object.hasOwn(labels, name) ? labels[name] ?? '' : '';
}

/** Returns whether the label fulfils the condition. */
export function matches({ name, operator, value }: Matcher, labels: Labels): boolean {
  const label = labelOf(labels, name);
  switch (operator) {
    case '=': return label === value;
    case '!=': return label !== value;
    case '=~': return matchesRegex(value, label);
    case '!~': return !matchesRegex(value, label);
  }
}

/** Returns whether all conditions are fulfilled. */
export function matchesAll(matchers: readonly Matcher[], labels: Labels): boolean {
  return matchers.every(matcher => matches(matcher, labels));
}

/** Loading refuses expressions that do not compile. */
function matchesRegex(expression: string, text: string): boolean {
  return compileAlertmanagerRegex(expression).regex?.matches(text) ?? false;
}
