import { containsToken } from '../../private/tokens';
import { compileAnchored } from '../relabel/regex';
import { quote } from '../values/quote';
import { PROMQL_FUNCTIONS, type PromqlFunction } from './functions';
import type { Aggregation, BinaryExpression, Call, LabelMatcher, PromqlNode, ValueType, VectorSelector } from './nodes';
import type { PromqlProblem, PromqlRange } from './problem';

type Report = (range: PromqlRange, message: string) => void;

/** A step of the check: a node that is not yet checked, or an action to run after it. */
type Step = PromqlNode | (() => void);

const COMPARISONS: ReadonlySet<string> = new Set(['==', '!=', '<=', '<', '>=', '>']);
const SETS: ReadonlySet<string> = new Set(['and', 'or', 'unless']);

const NONE: readonly Step[] = [];

/** Matching a text of no characters may take long only where an expression repeats what is repeated. */
const MOST_STEPS = 1_000_000;

/** Finds the problems of an expression whose syntax is right, in the order in which Prometheus finds them. */
export function typeProblems(root: PromqlNode, text: string): PromqlProblem[] {
  const problems: PromqlProblem[] = [];
  const report: Report = ({ start, end }, message) => {
    problems.push({ message, start, end });
  };
  const pending: Step[] = [root];
  for (let step = pending.pop(); step !== undefined; step = pending.pop()) {
    if (typeof step === 'function') step();
    else if (step.kind === 'vector-selector') checkSelector(step, report);
    else pushSteps(pending, stepsOf(step, text, report));
  }
  return problems;
}

/** Adds steps so that the first is the next. */
function pushSteps(pending: Step[], steps: readonly Step[]): void {
  for (let index = steps.length - 1; index >= 0; index--) pending.push(steps[index] as Step);
}

function stepsOf(node: Exclude<PromqlNode, VectorSelector>, text: string, report: Report): readonly Step[] {
  switch (node.kind) {
    case 'aggregation': return aggregationSteps(node, report);
    case 'binary': return [node.left, node.right, () => {
      checkBinary(node, text, report);
    }];
    case 'call': return callSteps(node, report);
    case 'matrix-selector': return [node.selector];
    case 'parentheses': return [node.expr];
    case 'subquery': return [node.expr, () => {
      const types: Readonly<Record<ValueType, string>> = { 'instant vector': 'vector', 'range vector': 'matrix', 'scalar': 'scalar', 'string': 'string' };
      const { type } = node.expr;
      if (type !== 'instant vector') report(node, `subquery is only allowed on instant vector, got ${types[type]} instead`);
    }];
    case 'unary': return [node.expr, () => {
      if (isOperand(node.expr)) return;
      report(node, `unary expression only allowed on expressions of type scalar or instant vector, got ${quote(node.expr.type)}`);
    }];
    case 'number': case 'string': return NONE;
  }
}

function expectType(node: PromqlNode, type: ValueType, contextOf: () => string, report: Report): Step[] {
  if (node.type === type) return [node];
  return [node, () => {
    report(node, `expected type ${type} in ${contextOf()}, got ${node.type}`);
  }];
}

function aggregationSteps({ operator, expr, parameter }: Aggregation, report: Report): Step[] {
  const steps = expectType(expr, 'instant vector', () => 'aggregation expression', report);
  if (parameter === undefined) return steps;
  return [...steps, ...expectType(parameter, operator === 'count_values' ? 'string' : 'scalar', () => 'aggregation parameter', report)];
}

function callSteps(call: Call, report: Report): Step[] {
  const definition = PROMQL_FUNCTIONS.get(call.name);
  if (definition === undefined) return [...call.args];
  const last = definition.args.length - 1;
  const args = call.args.flatMap((arg, index) => {
    // Prometheus does not look at what is too much.
    if (index > last && definition.variadic === 0) return [];
    return expectType(arg, definition.args[Math.min(index, last)] ?? 'instant vector', () => `call to function ${quote(call.name)}`, report);
  });
  const arity = arityError(call, definition);
  if (arity !== undefined) report(call, arity);
  return args;
}

function arityError({ name, args }: Call, { args: { length }, variadic }: PromqlFunction): string | undefined {
  const got = `argument(s) in call to ${quote(name)}, got ${args.length}`;
  if (variadic === 0) return args.length === length ? undefined : `expected ${length} ${got}`;
  const least = length - 1;
  if (args.length < least) return `expected at least ${least} ${got}`;
  return variadic > 0 && args.length > least + variadic ? `expected at most ${least + variadic} ${got}` : undefined;
}

function isOperand({ type }: PromqlNode): boolean {
  return type === 'scalar' || type === 'instant vector';
}

function checkBinary(node: BinaryExpression, text: string, report: Report): void {
  const { operator, left, right, isBool, matching } = node;
  const isComparison = COMPARISONS.has(operator);
  const areScalars = left.type === 'scalar' && right.type === 'scalar';
  if (isBool && !isComparison) report(operatorRange(node, text), 'bool modifier can only be used on comparison operators');
  if (isComparison && !isBool && areScalars) report(operatorRange(node, text), 'comparisons between scalars must use BOOL modifier');
  const included = new Set(matching?.include);
  for (const label of matching?.isOn === true ? matching.labels : []) {
    if (included.has(label)) {
      report(operatorRange(node, text), `label ${quote(label)} must not occur in ON and GROUP clause at once`);
    }
  }
  for (const side of [left, right]) {
    if (!isOperand(side)) report(side, 'binary expression must contain only scalar and instant vector types');
  }
  const areVectors = left.type === 'instant vector' && right.type === 'instant vector';
  if (!areVectors && (matching?.labels.length ?? 0) > 0) report(node, 'vector matching only allowed between instant vectors');
  if (!SETS.has(operator)) return;
  if (areVectors && matching?.many !== undefined) {
    report(node, `no grouping allowed for ${quote(operator)} operation`);
    report(node, 'set operations must always be many-to-many');
  }
  if (left.type === 'scalar' || right.type === 'scalar') report(node, `set operator ${quote(operator)} not allowed in binary scalar expression`);
}

/** The operator with its modifiers. */
function operatorRange({ left, right }: BinaryExpression, text: string): PromqlRange {
  const between = text.slice(left.end, right.start);
  const start = left.end + between.length - between.trimStart().length;
  return { start, end: Math.max(start + 1, left.end + between.trimEnd().length) };
}

function checkSelector({ name, matchers, start, end }: VectorSelector, report: Report): void {
  if (name === undefined) {
    if (matchers.every(matchesEmpty)) report({ start, end }, 'vector selector must contain at least one non-empty matcher');
    return;
  }
  for (const matcher of matchers) {
    if (matcher.name === '__name__') report({ start, end }, `metric name must not be set twice: ${quote(name)} or ${quote(matcher.value)}`);
  }
}

/** Returns whether a matcher selects series without its label. Tokens count as text. */
function matchesEmpty({ operator, value }: LabelMatcher): boolean {
  if (operator === '=') return value === '';
  if (operator === '!=') return value !== '';
  if (containsToken(value)) return false;
  const { regex } = compileAnchored(value);
  // Only plain texts between bars may contain what an expression may not.
  if (regex === undefined) return value.split('|').includes('') === (operator === '=~');
  if (regex.steps(0) > MOST_STEPS) return false;
  return regex.matches('') === (operator === '=~');
}
