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
    if (values !== undefined && ![...values].some(acceptedBy(matcher))) return { kind: 'label', matcher, values };
  }
  return undefined;
}

/** Returns a test for the values that a matcher accepts. A missing label has the empty value. */
export function acceptedBy({ operator, value }: LabelMatcher): (text: string) => boolean {
  switch (operator) {
    case '=': return text => text === value;
    case '!=': return text => text !== value;
    default: {
      const { regex } = compileAnchored(value);
      return text => regex === undefined || regex.matches(text) === (operator === '=~');
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
export function neededSelectors(root: PromqlNode): VectorSelector[] {
  return nodesBelow(root, neededOperands).filter(node => node.kind === 'vector-selector');
}

/** Returns the parts of an expression that certainly have no result, given the selectors that select nothing. */
export function emptyNodes(root: PromqlNode, isDead: (selector: VectorSelector) => boolean): ReadonlySet<PromqlNode> {
  const empty = new Set<PromqlNode>();
  for (const node of operandsFirst(root)) if (isEmpty(node, empty, isDead)) empty.add(node);
  return empty;
}

/** Returns every node of an expression after all nodes below it. */
export function operandsFirst(root: PromqlNode): PromqlNode[] {
  return nodesBelow(root, childrenOf).reverse();
}

/** A loop, since a chain of operators is one level for each. */
function nodesBelow(root: PromqlNode, operandsOf: (node: PromqlNode) => readonly PromqlNode[]): PromqlNode[] {
  const found: PromqlNode[] = [];
  const pending = [root];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    found.push(node);
    pending.push(...operandsOf(node).toReversed());
  }
  return found;
}

/** The parts of an expression without which it usually has no result. */
export function neededOperands(node: PromqlNode): readonly PromqlNode[] {
  if (node.kind === 'call' && (hasVariable(node.name) || /^absent(?:_over_time)?$/.test(node.name))) return [];
  if (node.kind === 'binary' && node.operator === 'unless') return [node.left];
  return withoutAddedLabels(node);
}

/** Functions that have a result whatever their arguments select. */
const ALWAYS_RETURNS: ReadonlySet<string> = new Set(['absent', 'absent_over_time', 'scalar', 'vector', 'time', 'pi']);

function isEmpty(node: PromqlNode, empty: ReadonlySet<PromqlNode>, isDead: (selector: VectorSelector) => boolean): boolean {
  if (node.kind === 'vector-selector') return isDead(node);
  if (node.kind === 'call' && (hasVariable(node.name) || ALWAYS_RETURNS.has(node.name))) return false;
  if (node.kind === 'binary') {
    const [left, right] = [empty.has(node.left), empty.has(node.right)];
    if (node.operator === 'or') return left && right;
    return left || (node.operator !== 'unless' && right);
  }
  return withoutAddedLabels(node).some(child => empty.has(child));
}

/** The second argument of `info()` selects metrics whose labels are added where there are some. */
function withoutAddedLabels(node: PromqlNode): readonly PromqlNode[] {
  return node.kind === 'call' && node.name === 'info' ? node.args.slice(0, 1) : childrenOf(node);
}

/** Variables of dashboards and tokens of the CDK represent unknown texts. */
function hasUnknownText({ value }: LabelMatcher): boolean {
  return value.includes('{Token[') || value.includes(UNKNOWN);
}
