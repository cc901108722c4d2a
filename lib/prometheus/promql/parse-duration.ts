import type { PromqlDuration } from './nodes';
import { numberOf } from './numbers';
import type { PromqlReader } from './reader';
import type { Token, TokenType } from './token';

const PRECEDENCES: Readonly<Partial<Record<TokenType, number>>> = { '+': 1, '-': 1, '*': 2, '/': 2, '%': 2, '^': 3 };
const HIGHEST = 3;

const PRIMARIES = ['number', 'duration', 'step', 'range', 'max_of', 'min_of', '('] as const;
const BEHIND_RANGE = [':', ']'] as const;

const EXPECTED = 'number, duration, step(), or range()';
const COMPUTED = 'duration expressions';

/** Prometheus counts nanoseconds in 63 bits. */
const MAX_SECONDS = 2 ** 63 / 1e9;

/** `[5m]`, `[1h:1m]`, and computed ones. */
export interface BracketedRange {
  readonly range: PromqlDuration;
  readonly isSubquery: boolean;
  readonly step?: PromqlDuration;
  readonly open: Token;
  readonly close: Token;
}

/** Parses what is in brackets, whose opening one is next. */
export function parseBrackets(reader: PromqlReader): BracketedRange {
  const open = reader.next();
  const range = reader.within({ part: 'subquery or range selector', expected: EXPECTED }, () => parsePositive(reader));
  const separator = reader.expectOneOf(BEHIND_RANGE, { part: 'subquery or range', expected: '":" or "]"' });
  if (separator.type === ']') return { range, isSubquery: false, open, close: separator };
  return reader.within({ part: 'subquery selector', expected: 'number, duration, step(), range(), or "]"' }, () => {
    const end = reader.take(']');
    if (end !== undefined) return { range, isSubquery: true, open, close: end };
    const step = parsePositive(reader);
    return { range, isSubquery: true, step, open, close: reader.expect(']', { part: 'subquery selector', expected: '"]"' }) };
  });
}

/** Parses the duration after `offset`. One without parentheses ends there: what follows is applied to the selector. */
export function parseOffset(reader: PromqlReader): PromqlDuration {
  return reader.within({ part: 'offset', expected: EXPECTED }, () => {
    const { type } = reader.peek();
    if (type === '(') return parseComputed(reader, 0);
    if (type !== '+' && type !== '-') return parsePrimary(reader);
    const sign = reader.next();
    const follower = reader.peek();
    if (follower.type === 'number' || follower.type === 'duration') return signedLiteral(reader, sign, reader.next());
    if (follower.type !== '+' && follower.type !== '-') return applySign(reader, sign, parsePrimary(reader));
    return parseOperators(reader, applySign(reader, sign, parseComputed(reader, HIGHEST)), 0);
  });
}

function parsePositive(reader: PromqlReader): PromqlDuration {
  const duration = parseComputed(reader, 0);
  if (duration.seconds !== undefined && duration.seconds <= 0) reader.report(duration, 'duration must be greater than 0');
  return duration;
}

function parseComputed(reader: PromqlReader, minimum: number): PromqlDuration {
  return reader.nested(() => {
    const { type } = reader.peek();
    if (type !== '+' && type !== '-') return parseOperators(reader, parsePrimary(reader), minimum);
    const sign = reader.next();
    return parseOperators(reader, applySign(reader, sign, parseComputed(reader, HIGHEST)), minimum);
  });
}

function parseOperators(reader: PromqlReader, first: PromqlDuration, minimum: number): PromqlDuration {
  let left = first;
  for (;;) {
    const operator = reader.peek();
    const precedence = PRECEDENCES[operator.type];
    if (precedence === undefined || precedence < minimum) return left;
    reader.next();
    const right = parseComputed(reader, operator.type === '^' ? precedence : precedence + 1);
    left = combine(reader, left, operator, right);
  }
}

function combine(reader: PromqlReader, left: PromqlDuration, operator: Token, right: PromqlDuration): PromqlDuration {
  const range = { start: left.start, end: right.end };
  if (right.seconds === 0 && (operator.type === '/' || operator.type === '%')) {
    reader.report(operator, `${operator.type === '/' ? 'division' : 'modulo'} by zero`);
  }
  return computed(reader, range);
}

function computed(reader: PromqlReader, { start, end }: PromqlDuration): PromqlDuration {
  reader.use(COMPUTED, { start, end });
  return { start, end };
}

function applySign(reader: PromqlReader, sign: Token, operand: PromqlDuration): PromqlDuration {
  const { end, seconds } = operand;
  return seconds === undefined ? { start: sign.start, end } : signed(reader, sign, seconds, end);
}

function signedLiteral(reader: PromqlReader, sign: Token, literal: Token): PromqlDuration {
  return signed(reader, sign, numberOf(reader, literal), literal.end);
}

function signed(reader: PromqlReader, sign: Token, seconds: number, end: number): PromqlDuration {
  return inRange(reader, { start: sign.start, end, seconds: sign.type === '-' ? -seconds : seconds }, sign);
}

function parsePrimary(reader: PromqlReader): PromqlDuration {
  const token = reader.expectOneOf(PRIMARIES);
  const { start, end } = token;
  switch (token.type) {
    case 'number': case 'duration': return inRange(reader, { start, end, seconds: numberOf(reader, token) }, token);
    case '(':
      parseComputed(reader, 0);
      break;
    case 'max_of': case 'min_of':
      reader.expect('(');
      parseComputed(reader, 0);
      reader.expect(',');
      parseComputed(reader, 0);
      break;
    default: reader.expect('(');
  }
  return computed(reader, { start, end: reader.expect(')').end });
}

function inRange(reader: PromqlReader, operand: PromqlDuration, { start, end }: Token): PromqlDuration {
  if (Math.abs(operand.seconds ?? 0) <= MAX_SECONDS || Number.isNaN(operand.seconds)) return operand;
  reader.report({ start, end }, 'duration out of range');
  return { start: operand.start, end: operand.end };
}
