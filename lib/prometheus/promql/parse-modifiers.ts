import type { MatrixSelector, PromqlNode, Subquery, TimeModifiers, VectorSelector } from './nodes';
import { numberOf } from './numbers';
import { parseBrackets, parseOffset } from './parse-duration';
import type { PromqlReader } from './reader';
import { NUMBER_TYPES, type Token } from './token';

/** Parses what follows an operand: ranges, subqueries, `offset`, `@`, `anchored`, `smoothed`. */
export function parseModifiers(reader: PromqlReader, operand: PromqlNode): PromqlNode {
  let node = operand;
  for (let next = applyModifier(reader, node); next !== undefined; next = applyModifier(reader, node)) node = next;
  return node;
}

function applyModifier(reader: PromqlReader, node: PromqlNode): PromqlNode | undefined {
  switch (reader.peek().type) {
    case '[': return parseRange(reader, node);
    case 'offset': return applyOffset(reader, node);
    case '@': return applyAt(reader, node);
    case 'anchored': case 'smoothed': return applyExtrapolation(reader, node, reader.next());
    default: return undefined;
  }
}

function parseRange(reader: PromqlReader, node: PromqlNode): PromqlNode {
  const { range, isSubquery, step, open, close } = parseBrackets(reader);
  const base = { type: 'range vector', start: node.start, end: close.end, range } as const;
  if (isSubquery) return { kind: 'subquery', ...base, expr: node, ...(step && { step }) };
  const error = rangeError(node);
  if (error !== undefined) reader.report({ start: open.start, end: close.end }, error);
  return node.kind === 'vector-selector' ? { kind: 'matrix-selector', ...base, selector: node } : node;
}

function rangeError(node: PromqlNode): string | undefined {
  if (node.kind !== 'vector-selector') return 'ranges only allowed for vector selectors';
  if (hasOffset(node)) return 'no offset modifiers allowed before range';
  return node.at === undefined ? undefined : 'no @ modifiers allowed before range';
}

/** An offset of zero is like none. */
function hasOffset({ offset }: TimeModifiers): boolean {
  return offset !== undefined && (offset.seconds === undefined || Math.round(offset.seconds * 1e9) !== 0);
}

type Shiftable = MatrixSelector | Subquery | VectorSelector;

function isShiftable(node: PromqlNode): node is Shiftable {
  return node.kind === 'matrix-selector' || node.kind === 'subquery' || node.kind === 'vector-selector';
}

function modifiersOf(node: Shiftable): TimeModifiers {
  return node.kind === 'matrix-selector' ? node.selector : node;
}

function withModifiers(node: Shiftable, modifiers: TimeModifiers, end: number): Shiftable {
  return node.kind === 'matrix-selector' ? { ...node, end, selector: { ...node.selector, ...modifiers } } : { ...node, end, ...modifiers };
}

function applyOffset(reader: PromqlReader, node: PromqlNode): PromqlNode {
  reader.next();
  const offset = parseOffset(reader);
  if (!isShiftable(node)) {
    reader.report(node, 'offset modifier must be preceded by an instant vector selector or range vector selector or a subquery');
    return node;
  }
  if (hasOffset(modifiersOf(node))) reader.report(node, 'offset may not be set multiple times');
  return withModifiers(node, { offset }, offset.end);
}

function applyAt(reader: PromqlReader, node: PromqlNode): PromqlNode {
  reader.next();
  const { at, end } = reader.within({ part: '@', expected: 'timestamp' }, () => parseTimestamp(reader));
  if (typeof at === 'number' && !(Math.abs(at) < 2 ** 63)) reader.report(node, `timestamp out of bounds for @ modifier: ${formatTimestamp(at)}`);
  if (!isShiftable(node)) {
    reader.report(node, '@ modifier must be preceded by an instant vector selector or range vector selector or a subquery');
    return node;
  }
  if (modifiersOf(node).at !== undefined) {
    reader.report(node, '@ <timestamp> may not be set multiple times');
    return node;
  }
  return withModifiers(node, { at }, end);
}

function parseTimestamp(reader: PromqlReader): { readonly at: number | 'start' | 'end'; readonly end: number } {
  const boundary = reader.take('start') ?? reader.take('end');
  if (boundary !== undefined) {
    reader.expect('(');
    return { at: boundary.type as 'start' | 'end', end: reader.expect(')').end };
  }
  const sign = reader.take('+') ?? reader.take('-');
  const token = reader.expectOneOf(NUMBER_TYPES);
  const value = numberOf(reader, token);
  return { at: sign?.type === '-' ? -value : value, end: token.end };
}

/** As Go's `%f` prints a number beyond all timestamps. */
function formatTimestamp(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '+Inf' : '-Inf';
  return `${BigInt(value)}.000000`;
}

function applyExtrapolation(reader: PromqlReader, node: PromqlNode, { type, start, end }: Token): PromqlNode {
  const extrapolation = type as 'anchored' | 'smoothed';
  reader.use(`the modifier ${extrapolation}`, { start, end });
  if (node.kind === 'subquery') reader.report(node, `${extrapolation} modifier is not supported for subqueries`);
  else if (!isShiftable(node)) reader.report(node, `${extrapolation} modifier not implemented`);
  else return extrapolated(reader, node, extrapolation);
  return node;
}

function extrapolated(reader: PromqlReader, node: MatrixSelector | VectorSelector, extrapolation: 'anchored' | 'smoothed'): PromqlNode {
  const before = node.kind === 'matrix-selector' ? node.selector.extrapolation : node.extrapolation;
  if (before !== undefined && before !== extrapolation) reader.report(node, 'anchored and smoothed modifiers cannot be used together');
  return node.kind === 'matrix-selector' ? { ...node, selector: { ...node.selector, extrapolation } } : { ...node, extrapolation };
}
