import type { BinaryExpression, PromqlNode, VectorSelector } from '../../prometheus/promql/nodes';
import { visit } from '../../prometheus/promql/visit';
import { hasVariable } from '../dashboards/dashboard-variables';
import { droppedGroupingLabels } from './dropped-labels';
import { explainEmptySelector } from './explain';
import { accepts, isEmpty, metricName, mismatch, neededSelectors } from './selectors';
import { longWindows, shortRanges } from './windows';
import type { CoherenceProblem, WorkspaceQuery, WorkspaceTraffic } from './workspace-query';

/** In characters. A longer one may be nested more deeply than functions can call themselves, and only programs write it. */
export const LONGEST_EXPRESSION = 10_000;

/** Finds queries that certainly cannot return what they ask for. Without a job nothing is certain. */
export function coherenceProblems<Query extends WorkspaceQuery>(traffic: WorkspaceTraffic<Query>): Array<CoherenceProblem<Query>> {
  if (traffic.sources.length === 0) return [];
  const isDead = deadSelectors(traffic);
  const records = new Set(traffic.queries.flatMap(({ record }) => record ?? []));
  return traffic.queries.filter(isReadable).flatMap(query => [
    ...emptySelectors(query, isDead).map(selector => ({
      ruleId: 'query-without-series' as const, query, start: selector.start, end: selector.end,
      message: explainEmptySelector(selector, traffic.sources, records),
    })),
    ...droppedGroupingLabels(query, traffic.sources, records),
    ...shortRanges(query, traffic.sources, records),
    ...longWindows(query, traffic.retention),
  ]);
}

function isReadable({ expr }: WorkspaceQuery): boolean {
  return expr.end - expr.start <= LONGEST_EXPRESSION;
}

/**
 * Returns a test for selectors that no job and no recording rule of the workspace gives any series. A record whose inputs are dead gives
 * none.
 */
export function deadSelectors({ sources, queries, hasOtherRules = false }: WorkspaceTraffic): (selector: VectorSelector) => boolean {
  const records = recordsOf(queries);
  const alerts = queries.flatMap(({ alert }) => alert ?? []);
  const recording = queries.filter(query => query.record !== undefined && isReadable(query));
  const dead = new Set<WorkspaceQuery>();
  const isUnscraped = memoized((selector: VectorSelector) => sources.every(source => mismatch(selector, source) !== undefined));
  const isDead = (selector: VectorSelector): boolean => {
    const metric = metricName(selector);
    if (metric === undefined || hasVariable(metric)) return false;
    if (metric === 'ALERTS' || metric === 'ALERTS_FOR_STATE') return !hasOtherRules && !hasAlert(selector, alerts);
    const producers = records.get(metric);
    if (producers !== undefined) return !hasOtherRules && producers.every(query => dead.has(query));
    return !WRITTEN_BY_OTHERS.test(metric) && isUnscraped(selector);
  };
  // A record is dead once all of its inputs are: each round may find more.
  for (let found = -1; found !== dead.size;) {
    found = dead.size;
    for (const query of recording) if (!dead.has(query) && isEmpty(query.expr, isDead)) dead.add(query);
  }
  return isDead;
}

/** Names of recording rules, which may be those of another app, and metrics that anomaly detectors write. */
const WRITTEN_BY_OTHERS = /:|^anomaly_detector/;

function memoized<Key extends object, Result>(compute: (key: Key) => Result): (key: Key) => Result {
  const results = new Map<Key, Result>();
  return (key) => {
    const result = results.get(key) ?? compute(key);
    results.set(key, result);
    return result;
  };
}

function recordsOf(queries: readonly WorkspaceQuery[]): ReadonlyMap<string, readonly WorkspaceQuery[]> {
  const records = new Map<string, WorkspaceQuery[]>();
  for (const query of queries) {
    if (query.record === undefined) continue;
    const producers = records.get(query.record);
    if (producers === undefined) records.set(query.record, [query]);
    else producers.push(query);
  }
  return records;
}

function hasAlert({ matchers }: VectorSelector, alerts: readonly string[]): boolean {
  const named = matchers.filter(({ name }) => name === 'alertname');
  return named.length === 0 || alerts.some(alert => named.every(matcher => accepts(matcher, alert)));
}

/** Selectors that an expression needs and that select nothing. */
function emptySelectors({ expr }: WorkspaceQuery, isDead: (selector: VectorSelector) => boolean): VectorSelector[] {
  const alternatives: BinaryExpression[] = [];
  visit(expr, {
    binary: (node) => {
      if (node.operator === 'or') alternatives.push(node);
    },
  });
  return neededSelectors(expr).filter(selector => isDead(selector) && !isSpared(alternatives, selector, isDead));
}

/** Returns true if an `or` around the selector has another side that may have series. */
function isSpared(
  alternatives: readonly BinaryExpression[], selector: VectorSelector, isDead: (selector: VectorSelector) => boolean,
): boolean {
  return alternatives.some(({ left, right }) => {
    const [side, other] = contains(left, selector) ? [left, right] : [right, left];
    return contains(side, selector) && !isEmpty(other, isDead);
  });
}

function contains({ start, end }: PromqlNode, inner: PromqlNode): boolean {
  return start <= inner.start && inner.end <= end;
}
