import { compileAnchored } from '../../prometheus/relabel/regex';
import type { LabelMatcher, PromqlNode, VectorSelector } from '../../prometheus/promql/nodes';
import { childrenOf } from '../../prometheus/promql/visit';
import type { MetricSource } from './metric-source';

/** A reason for which a job has no series that a selector selects. */
export type Mismatch
  = { readonly kind: 'dropped-metric' }
    | { readonly kind: 'job'; readonly matcher: LabelMatcher }
    | { readonly kind: 'label'; readonly matcher: LabelMatcher; readonly value: string | undefined };

/** The name of the metric that a selector selects, where it is one. */
export function metricName({ name, matchers }: VectorSelector): string | undefined {
  return name ?? matchers.find(matcher => matcher.name === '__name__' && matcher.operator === '=')?.value;
}

/** Returns why no series of a job can match a selector, or nothing if one may. */
export function mismatch(selector: VectorSelector, source: MetricSource): Mismatch | undefined {
  const metric = metricName(selector);
  if (metric !== undefined && source.drops(metric)) return { kind: 'dropped-metric' };
  for (const matcher of selector.matchers) {
    if (hasUnknownText(matcher)) continue;
    if (matcher.name === 'job' && source.jobLabels !== undefined && ![...source.jobLabels].some(value => accepts(matcher, value))) {
      return { kind: 'job', matcher };
    }
    if (source.fixedLabels.has(matcher.name) && !accepts(matcher, source.fixedLabels.get(matcher.name) ?? '')) {
      return { kind: 'label', matcher, value: source.fixedLabels.get(matcher.name) };
    }
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

/** Selectors of an expression, without those that are there to find nothing: below `absent()` and on the right side of `unless`. */
export function neededSelectors(node: PromqlNode): VectorSelector[] {
  if (node.kind === 'vector-selector') return [node];
  if (node.kind === 'call' && /^absent(?:_over_time)?$/.test(node.name)) return [];
  if (node.kind === 'binary' && node.operator === 'unless') return neededSelectors(node.left);
  return childrenOf(node).flatMap(neededSelectors);
}

/** Returns true if an expression certainly has no result, given the selectors that select nothing. */
export function isEmpty(node: PromqlNode, isDead: (selector: VectorSelector) => boolean): boolean {
  switch (node.kind) {
    case 'vector-selector': return isDead(node);
    case 'number': case 'string': return false;
    case 'call': return !/^(?:absent|absent_over_time|scalar|vector|time|pi)$/.test(node.name) && node.args.some(argument => isEmpty(argument, isDead));
    case 'binary': switch (node.operator) {
      case 'or': return isEmpty(node.left, isDead) && isEmpty(node.right, isDead);
      case 'unless': return isEmpty(node.left, isDead);
      default: return isEmpty(node.left, isDead) || isEmpty(node.right, isDead);
    }
    default: return childrenOf(node).some(child => isEmpty(child, isDead));
  }
}

/** Variables of dashboards and tokens of the CDK stand for texts that are not known. */
function hasUnknownText({ value }: LabelMatcher): boolean {
  return value.includes('{Token[') || value.includes('\u{e000}');
}
