import { containsToken } from '../../private/tokens';
import { regexSyntaxError } from '../relabel/regex';
import { quote } from '../values/quote';
import { unquoteGo } from '../values/go-string';
import { isUtf8 } from '../values/utf8';
import type { LabelMatcher, VectorSelector } from './nodes';
import type { PromqlReader } from './reader';
import { canBeLabelName, type Token } from './token';

const METRIC_NAME = '__name__';
const LABELS = ['identifier', 'string'] as const;
const OPERATORS = ['=', '!=', '=~', '!~'] as const;
const BEHIND_MATCHER = [',', '}'] as const;
const BEHIND_LABEL = [',', ')'] as const;

const PARTS = {
  matcher: { part: 'label matching', expected: 'identifier or "}"' },
  operator: { part: 'label matching', expected: 'label matching operator' },
  value: { part: 'label matching', expected: 'string' },
  behindMatcher: { part: 'label matching', expected: '"," or "}"' },
  grouping: { part: 'grouping opts', expected: '"("' },
  label: { part: 'grouping opts', expected: 'label' },
  behindLabel: { part: 'grouping opts', expected: '"," or ")"' },
} as const;

const isOperator = ({ type }: Token): boolean => (OPERATORS as readonly string[]).includes(type);

/** Parses a selector: a metric name, matchers in braces, or both. */
export function parseSelector(reader: PromqlReader, name?: Token): VectorSelector {
  const opening = reader.peek();
  const start = name?.start ?? opening.start;
  const matchers: LabelMatcher[] = [];
  const end = opening.type === '{' ? parseMatchers(reader, matchers) : name?.end ?? opening.end;
  return { kind: 'vector-selector', type: 'instant vector', start, end, name: name?.text, matchers };
}

/** Returns the end of the braces. */
function parseMatchers(reader: PromqlReader, matchers: LabelMatcher[]): number {
  reader.next();
  return reader.within(PARTS.matcher, () => {
    for (;;) {
      const closing = reader.take('}');
      if (closing !== undefined) return closing.end;
      matchers.push(parseMatcher(reader));
      const separator = reader.expectOneOf(BEHIND_MATCHER, PARTS.behindMatcher);
      if (separator.type === '}') return separator.end;
    }
  });
}

function parseMatcher(reader: PromqlReader): LabelMatcher {
  const label = reader.expectOneOf(LABELS);
  const name = label.type === 'string' ? stringOf(label) : label.text;
  if (label.type === 'string' && !isOperator(reader.peek())) {
    return { name: METRIC_NAME, operator: '=', value: name, start: label.start, end: label.end };
  }
  const operator = reader.expectOneOf(OPERATORS, PARTS.operator);
  const value = reader.expect('string', PARTS.value);
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
  reader.expect('(', PARTS.grouping);
  return reader.within(PARTS.label, () => {
    const labels: string[] = [];
    for (;;) {
      const closing = reader.take(')');
      if (closing !== undefined) return { labels, end: closing.end };
      labels.push(parseLabelName(reader));
      const separator = reader.expectOneOf(BEHIND_LABEL, PARTS.behindLabel);
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
