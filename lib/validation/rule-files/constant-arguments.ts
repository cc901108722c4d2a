import { containsToken } from '../../private/tokens';
import type { PromqlNode } from '../../prometheus/promql/nodes';
import { withoutParentheses } from '../../prometheus/promql/visit';
import { compileAnchored } from '../../prometheus/relabel/regex';
import type { RuleExpression } from '../../prometheus/rule-files/rule-file';
import type { LocatedMessage } from '../located-message';
import type { RuleFileContext } from './rule-file-context';

const QUANTILE_FUNCTIONS: ReadonlySet<string> = new Set(['histogram_quantile', 'quantile_over_time']);

/** Constants that a function or an aggregation accepts, and that it cannot use. */
export function unusableConstants(context: RuleFileContext): LocatedMessage[] {
  const located = (expr: RuleExpression, node: PromqlNode | undefined, messages: readonly string[]) =>
    messages.map(message => ({ place: expr.placeAt(node?.start ?? 0), message }));
  return [
    ...context.nodes('call').flatMap(({ node: { name, args }, expr }) => {
      const [first, , , , regex] = args;
      if (name === 'label_replace') return located(expr, regex, invalidRegex(regex));
      return QUANTILE_FUNCTIONS.has(name) ? located(expr, first, invalidQuantile(name, first)) : [];
    }),
    ...context.nodes('aggregation').flatMap(({ node: { operator, parameter }, expr }) =>
      operator === 'quantile' ? located(expr, parameter, invalidQuantile(operator, parameter)) : []),
  ];
}

function invalidRegex(node: PromqlNode | undefined): string[] {
  if (node?.kind !== 'string' || containsToken(node.value)) return [];
  const { error } = compileAnchored(node.value);
  return error === undefined ? [] : [`label_replace() has an invalid regular expression, and each evaluation fails: ${error}`];
}

function invalidQuantile(name: string, node: PromqlNode | undefined): string[] {
  const value = node && constantOf(node);
  if (value === undefined || (value >= 0 && value <= 1)) return [];
  const percent = value > 1 && value <= 100 ? `; write ${value / 100}` : '';
  return [`${name} takes a quantile from 0 to 1, got ${value}, and the result is ${value > 1 ? '+Inf' : value < 0 ? '-Inf' : 'NaN'}${percent}`];
}

function constantOf(node: PromqlNode): number | undefined {
  const inner = withoutParentheses(node);
  if (inner.kind === 'number') return inner.value;
  const operand = inner.kind === 'unary' ? constantOf(inner.expr) : undefined;
  return operand === undefined || inner.kind !== 'unary' ? undefined : inner.operator === '-' ? -operand : operand;
}
