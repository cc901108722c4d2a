import { compileAlertmanagerRegex } from '../relabel/regex';
import { trimSpace } from '../values/trim-space';
import type { Parsed } from '../values/parsed';
import type { Matcher, MatchOperator } from './format-matcher';

const NAME_AND_OPERATOR = /^[\t\n\f\r ]*([a-zA-Z_:][a-zA-Z0-9_:]*)[\t\n\f\r ]*(=~|=|!=|!~)[\t\n\f\r ]*/;
const ASCII_SPACE = new Set('\t\n\f\r ');

/**
 * Parses a list of matchers in the syntax of Alertmanager before 0.27, which still counts for what it and the newer one read differently.
 *
 * @see https://github.com/prometheus/alertmanager/blob/v0.35.0/pkg/labels/parse.go
 */
export function parseClassicMatchers(text: string): Parsed<Matcher[]> {
  const matchers: Matcher[] = [];
  for (const part of splitAtCommas(text.replace(/^\{/, '').replace(/\}$/, ''))) {
    const { value, error } = parseClassicMatcher(part);
    if (value === undefined) return { error };
    matchers.push(value);
  }
  return { value: matchers };
}

/** The parts between commas that are not in quotes; an empty last one does not count. */
function splitAtCommas(text: string): string[] {
  const parts: string[] = [];
  let start = 0;
  let isQuoted = false;
  let isEscaped = false;
  for (let position = 0; position < text.length; position++) {
    const character = text[position];
    if (character === ',' && !isQuoted) {
      parts.push(text.slice(start, position));
      start = position + 1;
      continue;
    }
    if (character === '"' && !isEscaped) isQuoted = !isQuoted;
    isEscaped = character === '\\' && !isEscaped;
  }
  const last = trimSpace(text.slice(start));
  return last === '' ? parts : [...parts, last];
}

function parseClassicMatcher(text: string): Parsed<Matcher> {
  const [start = '', name = '', operator = ''] = NAME_AND_OPERATOR.exec(text) ?? [];
  if (name === '') return { error: `bad matcher format: ${text}` };
  const given = trimEnd(text.slice(start.length));
  const value = unescape(given);
  if (value === undefined) return { error: `matcher value contains unescaped double quote: ${given}` };
  const matcher = { name, operator: operator as MatchOperator, value };
  const error = operator.includes('~') ? compileAlertmanagerRegex(value).error : undefined;
  return error === undefined ? { value: matcher } : { error };
}

function trimEnd(text: string): string {
  let end = text.length;
  while (end > 0 && ASCII_SPACE.has(text[end - 1] ?? '')) end--;
  return text.slice(0, end);
}

/** A backslash before anything but `n`, a quote and a backslash stands for itself. */
function unescape(given: string): string | undefined {
  const isQuoted = given.startsWith('"');
  const raw = isQuoted ? given.slice(1) : given;
  let value = '';
  let isClosed = !isQuoted;
  for (let position = 0; position < raw.length; position++) {
    const character = raw[position] ?? '';
    const isLast = position === raw.length - 1;
    if (character === '"') {
      if (!isQuoted || !isLast) return undefined;
      isClosed = true;
    } else if (character === '\\' && !isLast) {
      position++;
      const next = raw[position] ?? '';
      value += next === 'n' ? '\n' : next === '"' || next === '\\' ? next : `\\${next}`;
    } else {
      value += character;
    }
  }
  return isClosed ? value : undefined;
}
