import { containsToken } from '../../private/tokens';
import { regexSyntaxError } from '../relabel/regex';
import { quote } from '../values/quote';
import { unquoteGo } from '../values/go-string';
import { isUtf8 } from '../values/utf8';
import type { LabelMatcher, VectorSelector } from './nodes';
import type { PromqlReader } from './reader';
import { canBeLabelName, type Token } from './token';

const METRIC_NAME = '__name__';
const OPERATORS = ['=', '!=', '=~', '!~'] as const;

const isOperator = ({ type }: Token): boolean => (OPERATORS as readonly string[]).includes(type);

/** Parses a selector: a metric name, matchers in braces, or both. */
export function parseSelector(reader: PromqlReader, name?: Token): VectorSelector {
  const opening = reader.peek();
  const start = name?.start ?? opening.start;
  const base = { kind: 'vector-selector', type: 'instant vector', start, ...(name && { name: name.text }) } as const;
  if (opening.type !== '{') return { ...base, end: name?.end ?? opening.end, matchers: [] };
  reader.next();
  const matchers: LabelMatcher[] = [];
  const end = reader.within('label matching', 'identifier or "}"', () => {
    for (;;) {
      const closing = reader.take('}');
      if (closing !== undefined) return closing.end;
      matchers.push(parseMatcher(reader));
      const separator = reader.within('label matching', '"," or "}"', () => reader.expect(',', '}'));
      if (separator.type === '}') return separator.end;
    }
  });
  return { ...base, end, matchers };
}

function parseMatcher(reader: PromqlReader): LabelMatcher {
  const label = reader.expect('identifier', 'string');
  const name = label.type === 'string' ? stringOf(label) : label.text;
  if (label.type === 'string' && !isOperator(reader.peek())) {
    return { name: METRIC_NAME, operator: '=', value: name, start: label.start, end: label.end };
  }
  const operator = reader.within('label matching', 'label matching operator', () => reader.expect(...OPERATORS));
  const value = reader.within('label matching', 'string', () => reader.expect('string'));
  const matcher = { name, operator: operator.type as LabelMatcher['operator'], value: stringOf(value), start: label.start, end: value.end };
  const error = matcher.operator.endsWith('~') && !containsToken(matcher.value) ? regexSyntaxError(matcher.value) : undefined;
  if (error !== undefined) reader.report(matcher, error);
  return matcher;
}

/** Label names in parentheses. */
export interface LabelNames {
  readonly labels: readonly string[];
  readonly end: number;
}

/** Parses label names in parentheses: those of `by`, `on` and the like. */
export function parseLabelNames(reader: PromqlReader): LabelNames {
  reader.within('grouping opts', '"("', () => reader.expect('('));
  return reader.within('grouping opts', 'label', () => {
    const labels: string[] = [];
    for (;;) {
      const closing = reader.take(')');
      if (closing !== undefined) return { labels, end: closing.end };
      labels.push(parseLabelName(reader));
      const separator = reader.within('grouping opts', '"," or ")"', () => reader.expect(',', ')'));
      if (separator.type === ')') return { labels, end: separator.end };
    }
  });
}

function parseLabelName(reader: PromqlReader): string {
  const token = reader.peek();
  if (token.type !== 'string') return canBeLabelName(token.type) ? reader.next().text : reader.unexpected();
  reader.next();
  const name = stringOf(token);
  if (name === '' || !isUtf8(name)) reader.report(token, `invalid label name for grouping: ${quote(name)}`);
  return name;
}

/** The lexer has seen that its escapes are right. */
export function stringOf(token: Token): string {
  return unquoteGo(token.text) ?? token.text;
}
