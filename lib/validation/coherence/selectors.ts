import { compileAnchored } from '../../prometheus/relabel/regex';
import type { LabelMatcher, PromqlNode, VectorSelector } from '../../prometheus/promql/nodes';
import { childrenOf, visit } from '../../prometheus/promql/visit';
import { hasVariable, UNKNOWN } from '../dashboards/dashboard-variables';
import { isAddedMetric, type MetricSource } from './metric-source';

/** A reason for which a job has no series that a selector selects. */
export type Mismatch
  = { readonly kind: 'dropped-metric' }
    | { readonly kind: 'label'; readonly matcher: LabelMatcher; readonly values: ReadonlySet<string> };

/** The name of the metric that a selector selects, where it is one. */
export function metricName({ name, matchers }: VectorSelector): string | undefined {
  return name ?? matchers.find(matcher => matcher.name === '__name__' && matcher.operator === '=')?.value;
}

/** Returns why no series of a job can match a selector, or nothing if one may. */
export function mismatch(selector: VectorSelector, source: MetricSource): Mismatch | undefined {
  const metric = metricName(selector);
  const matchers = selector.matchers.filter(matcher => !hasUnknownText(matcher));
  // The label job decides most often, and needs no relabeling of the metric.
  const isAdded = metric !== undefined && isAddedMetric(metric);
  const job = isAdded ? undefined : firstRefused(matchers.filter(({ name }) => name === 'job'), () => source.jobLabels);
  if (job !== undefined) return job;
  if (metric !== undefined && source.drops(metric)) return { kind: 'dropped-metric' };
  return firstRefused(matchers, label => source.valuesOf(label, metric));
}

function firstRefused(
  matchers: readonly LabelMatcher[], valuesOf: (label: string) => ReadonlySet<string> | undefined,
): Mismatch | undefined {
  for (const matcher of matchers) {
    const values = valuesOf(matcher.name);
    if (values !== undefined && ![...values].some(value => accepts(matcher, value))) return { kind: 'label', matcher, values };
  }
  return undefined;
}

/** Returns true if a matcher accepts a value. A missing label has the empty value. */
export function accepts({ operator, value }: LabelMatcher, text: string): boolean {
  switch (operator) {
    case '=': return text === value;
    case '!=': return text !== value;
    default: {
      const { regex } = compileAnchored(value);
      return regex === undefined || regex.matches(text) === (operator === '=~');
    }
  }
}

/** Every selector of an expression. */
export function selectorsIn(root: PromqlNode): VectorSelector[] {
  const found: VectorSelector[] = [];
  visit(root, { 'vector-selector': selector => found.push(selector) });
  return found;
}

/**
 * Selectors of an expression, without those that are there to find nothing: below `absent()`, or a
 * variable that may stand for it, and on the right side of `unless`.
 */
export function neededSelectors(node: PromqlNode): VectorSelector[] {
  if (node.kind === 'vector-selector') return [node];
  if (node.kind === 'call' && (hasVariable(node.name) || /^absent(?:_over_time)?$/.test(node.name))) return [];
  if (node.kind === 'binary' && node.operator === 'unless') return neededSelectors(node.left);
  return neededChildren(node).flatMap(neededSelectors);
}

/** Functions that have a result whatever their arguments select. */
const ALWAYS_RETURNS: ReadonlySet<string> = new Set(['absent', 'absent_over_time', 'scalar', 'vector', 'time', 'pi']);

/** Returns true if an expression certainly has no result, given the selectors that select nothing. */
export function isEmpty(node: PromqlNode, isDead: (selector: VectorSelector) => boolean): boolean {
  if (node.kind === 'vector-selector') return isDead(node);
  if (node.kind === 'call' && (hasVariable(node.name) || ALWAYS_RETURNS.has(node.name))) return false;
  if (node.kind === 'binary') {
    const [left, right] = [isEmpty(node.left, isDead), isEmpty(node.right, isDead)];
    if (node.operator === 'or') return left && right;
    return left || (node.operator !== 'unless' && right);
  }
  return neededChildren(node).some(child => isEmpty(child, isDead));
}

/** The second argument of `info()` selects metrics whose labels are added where there are some. */
function neededChildren(node: PromqlNode): readonly PromqlNode[] {
  return node.kind === 'call' && node.name === 'info' ? node.args.slice(0, 1) : childrenOf(node);
}

/** Variables of dashboards and tokens of the CDK represent unknown texts. */
function hasUnknownText({ value }: LabelMatcher): boolean {
  return value.includes('{Token[') || value.includes(UNKNOWN);
}
