import { quote } from '../values/quote';
import { PROMQL_FUNCTIONS, RENAMED_FUNCTIONS } from './functions';
import type { Aggregation, BinaryExpression, BinaryOperator, Grouping, PromqlNode, VectorMatching } from './nodes';
import { numberOf } from './numbers';
import { parseModifiers } from './parse-modifiers';
import { parseLabelNames, parseSelector, stringOf } from './parse-selector';
import type { PromqlReader } from './reader';
import { canBeMetricName, isAggregation, NUMBER_TYPES, type AggregationOperator, type Token, type TokenType } from './token';

const PRECEDENCES: ReadonlyMap<TokenType, number> = new Map<TokenType, number>([
  ['or', 1], ['and', 2], ['unless', 2],
  ...(['==', '>=', '>', '<', '<=', '!=', '</', '>/'] as const).map(operator => [operator, 3] as const),
  ['+', 4], ['-', 4], ['*', 5], ['/', 5], ['%', 5], ['atan2', 5], ['^', 6],
]);
const POWER = 6;

const OPERAND_STARTS: ReadonlySet<TokenType> = new Set<TokenType>([...NUMBER_TYPES, 'string', '(', '{']);

/** Functions whose names are words of durations, too. */
const FUNCTION_WORDS: ReadonlySet<TokenType> = new Set<TokenType>(['identifier', 'start', 'end', 'step', 'range', 'max_of', 'min_of']);
const WITH_PARAMETER: ReadonlySet<AggregationOperator> = new Set<AggregationOperator>([
  'topk', 'bottomk', 'count_values', 'quantile', 'limitk', 'limit_ratio',
]);
const EXPERIMENTAL_AGGREGATIONS: ReadonlySet<AggregationOperator> = new Set<AggregationOperator>(['limitk', 'limit_ratio']);

/** Parses an expression up to an operator that binds less than the minimum. */
export function parseExpression(reader: PromqlReader, minimum = 0): PromqlNode {
  return reader.nested(() => {
    let left = parseOperand(reader);
    for (;;) {
      const operator = reader.peek();
      const precedence = PRECEDENCES.get(operator.type);
      if (precedence === undefined || precedence < minimum) return left;
      reader.next();
      left = parseBinary(reader, left, operator.type as BinaryOperator, operator.type === '^' ? precedence : precedence + 1);
    }
  });
}

function parseBinary(reader: PromqlReader, left: PromqlNode, operator: BinaryOperator, minimum: number): BinaryExpression {
  const isBool = reader.take('bool') !== undefined;
  const matching = parseMatching(reader);
  const fill = parseFill(reader);
  const right = parseExpression(reader, minimum);
  const type = left.type === 'scalar' && right.type === 'scalar' ? 'scalar' : 'instant vector';
  const node = { kind: 'binary', type, start: left.start, end: right.end, operator, left, right, isBool, matching } as const;
  if (fill !== undefined) {
    reader.use(`the modifier ${fill.text}()`, node);
    reader.report(node, 'binop fill modifiers are experimental and not enabled', fill.text);
  }
  return node;
}

function parseMatching(reader: PromqlReader): VectorMatching | undefined {
  const clause = reader.take('on') ?? reader.take('ignoring');
  if (clause === undefined) return undefined;
  const { labels } = parseLabelNames(reader);
  const group = reader.take('group_left') ?? reader.take('group_right');
  const include = group === undefined ? [] : parseInclude(reader);
  const many = group === undefined ? {} : { many: group.type === 'group_left' ? 'left' : 'right' } as const;
  return { labels, isOn: clause.type === 'on', ...many, include };
}

/** Parses the labels of a group modifier, which may be left out. */
function parseInclude(reader: PromqlReader): readonly string[] {
  const { type } = reader.peek();
  return type !== '(' && startsExpression(type) ? [] : parseLabelNames(reader).labels;
}

/** Returns the first of the modifiers: `fill`, or `fill_left` and `fill_right` in any order. */
function parseFill(reader: PromqlReader): Token | undefined {
  const { type } = reader.peek();
  if (type !== 'fill' && type !== 'fill_left' && type !== 'fill_right') return undefined;
  const first = reader.next();
  parseFillValue(reader);
  const other = first.type === 'fill_left' ? 'fill_right' : 'fill_left';
  if (first.type !== 'fill' && reader.take(other) !== undefined) parseFillValue(reader);
  return first;
}

function parseFillValue(reader: PromqlReader): void {
  reader.expect('(');
  if (reader.take('+') === undefined) reader.take('-');
  numberOf(reader, reader.expectOneOf(NUMBER_TYPES));
  reader.expect(')');
}

function parseOperand(reader: PromqlReader): PromqlNode {
  const { type: first } = reader.peek();
  if (first !== '+' && first !== '-') return parseModifiers(reader, parsePrimary(reader));
  const sign = reader.next();
  const expr = parseExpression(reader, POWER);
  const { start } = sign;
  if (expr.kind === 'number') return { ...expr, start, value: sign.type === '-' ? -expr.value : expr.value };
  return { kind: 'unary', type: expr.type, start, end: expr.end, operator: sign.type as '+' | '-', expr };
}

function parsePrimary(reader: PromqlReader): PromqlNode {
  const { type } = reader.peek();
  if (type === '{') return parseSelector(reader);
  if (!startsOperand(type)) return reader.unexpected();
  const token = reader.next();
  const { start, end } = token;
  if (type === 'number' || type === 'duration') return { kind: 'number', type: 'scalar', start, end, value: numberOf(reader, token) };
  if (type === 'string') return { kind: 'string', type: 'string', start, end, value: stringOf(token) };
  if (type === '(') {
    const expr = parseExpression(reader);
    return { kind: 'parentheses', type: expr.type, start, end: reader.expect(')').end, expr };
  }
  const follower = reader.peek().type;
  if (follower === '(' && FUNCTION_WORDS.has(type)) return parseCall(reader, token);
  if (isAggregation(type) && (follower === '(' || follower === 'by' || follower === 'without')) return parseAggregation(reader, token, type);
  return parseSelector(reader, token);
}

function startsOperand(type: TokenType): boolean {
  return OPERAND_STARTS.has(type) || canBeMetricName(type);
}

function startsExpression(type: TokenType): boolean {
  return type === '+' || type === '-' || startsOperand(type);
}

function parseCall(reader: PromqlReader, name: Token): PromqlNode {
  const { args, end } = parseArguments(reader);
  const definition = PROMQL_FUNCTIONS.get(name.text);
  const node = { kind: 'call', type: definition?.returns ?? 'instant vector', start: name.start, end, name: name.text, args } as const;
  if (definition === undefined) reportUnknownFunction(reader, name, node);
  if (definition?.isExperimental === true) {
    reader.use(`the function ${name.text}()`, node);
    reader.report(name, `function ${quote(name.text)} is not enabled`, name.text);
  }
  return node;
}

/** The service may still evaluate rules as Prometheus 2 does. */
function reportUnknownFunction(reader: PromqlReader, name: Token, call: PromqlNode): void {
  const newName = RENAMED_FUNCTIONS.get(name.text);
  if (newName !== undefined) reader.use(`the function ${name.text}()`, call, `which Prometheus 3 calls ${newName}() and has with a feature flag only`);
  reader.report(name, `unknown function with name ${quote(name.text)}`, newName === undefined ? undefined : name.text);
}

function parseArguments(reader: PromqlReader): { readonly args: readonly PromqlNode[]; readonly end: number } {
  reader.expect('(');
  const args: PromqlNode[] = [];
  if (reader.peek().type !== ')') args.push(parseExpression(reader));
  for (let comma = reader.take(','); comma !== undefined; comma = reader.take(',')) {
    if (startsExpression(reader.peek().type)) args.push(parseExpression(reader));
    else reader.report(comma, 'trailing commas not allowed in function call args');
  }
  return { args, end: reader.expect(')').end };
}

function parseAggregation(reader: PromqlReader, { start }: Token, operator: AggregationOperator): PromqlNode {
  return reader.within({ part: 'aggregation', expected: '' }, () => {
    const before = parseGrouping(reader);
    const { args, end } = parseArguments(reader);
    const after = before === undefined ? parseGrouping(reader) : undefined;
    return newAggregation(reader, { operator, start, end: after?.end ?? end, grouping: (before ?? after)?.grouping }, args);
  });
}

function parseGrouping(reader: PromqlReader): { readonly grouping: Grouping; readonly end: number } | undefined {
  const clause = reader.take('by') ?? reader.take('without');
  if (clause === undefined) return undefined;
  const { labels, end } = parseLabelNames(reader);
  return { grouping: { labels, isWithout: clause.type === 'without' }, end };
}

function newAggregation(
  reader: PromqlReader, base: Pick<Aggregation, 'operator' | 'grouping' | 'start' | 'end'>, args: readonly PromqlNode[],
): PromqlNode {
  const { operator, start, end, grouping } = base;
  const expected = WITH_PARAMETER.has(operator) ? 2 : 1;
  const parameter = expected === 2 ? args[0] : undefined;
  const expr = args[expected - 1];
  if (EXPERIMENTAL_AGGREGATIONS.has(operator) && args.length > 0) {
    reader.use(`the aggregation ${operator}`, base);
    reader.report(base, `${operator}() is experimental and must be enabled with --enable-feature=promql-experimental-functions`, operator);
  } else if (args.length === 0) {
    reader.report(base, 'no arguments for aggregate expression provided');
  } else if (args.length !== expected) {
    reader.report(base, `wrong number of arguments for aggregate expression provided, expected ${expected}, got ${args.length}`);
  }
  return {
    kind: 'aggregation', type: 'instant vector', start, end, operator, grouping, parameter: expr === undefined ? undefined : parameter,
    expr: expr ?? parameter ?? { kind: 'number', type: 'scalar', start, end, value: 0 },
  };
}
