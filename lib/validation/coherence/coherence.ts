import type { LabelMatcher, PromqlNode, VectorSelector } from '../../prometheus/promql/nodes';
import { hasVariable } from '../dashboards/dashboard-variables';
import { droppedGroupingLabels } from './dropped-labels';
import { explainEmptySelector } from './explain';
import { literals } from './label-values';
import { acceptedBy, emptyNodes, metricName, mismatch, neededOperands, selectorsIn } from './selectors';
import { longWindows, shortRanges } from './windows';
import type { CoherenceProblem, WorkspaceQuery, WorkspaceTraffic } from './workspace-query';

/** In characters. A longer expression is not examined: only programs write it. */
export const LONGEST_EXPRESSION = 10_000;

/** Finds queries that certainly cannot return what they ask for. Without a job nothing is certain. */
export function coherenceProblems<Query extends WorkspaceQuery>(traffic: WorkspaceTraffic<Query>): Array<CoherenceProblem<Query>> {
  if (traffic.sources.length === 0) return [];
  const isDead = deadSelectors(traffic);
  const records = recordsOf(traffic);
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

/** The metrics that recording rules of the workspace write. */
export function recordsOf({ queries }: WorkspaceTraffic): ReadonlySet<string> {
  return new Set(queries.flatMap(({ record }) => record ?? []));
}

function isReadable({ expr }: WorkspaceQuery): boolean {
  return expr.end - expr.start <= LONGEST_EXPRESSION;
}

/**
 * Returns a test for selectors that no job and no recording rule of the workspace gives any series. A record whose inputs are dead gives
 * none.
 */
export function deadSelectors({ sources, queries, hasOtherRules = false }: WorkspaceTraffic): (selector: VectorSelector) => boolean {
  const alerts = new Set(queries.flatMap(({ alert }) => alert ?? []));
  const recording = queries.filter(query => query.record !== undefined);
  // The rules of each record that may have a result.
  const producers = new Map<string, number>();
  for (const { record = '' } of recording) producers.set(record, (producers.get(record) ?? 0) + 1);
  const isUnscraped = memoized((selector: VectorSelector) => sources.every(source => mismatch(selector, source) !== undefined));
  const isDead = (selector: VectorSelector): boolean => {
    const metric = metricName(selector);
    if (metric === undefined || hasVariable(metric)) return false;
    if (metric === 'ALERTS' || metric === 'ALERTS_FOR_STATE') return !hasOtherRules && !hasAlert(selector, alerts);
    const count = producers.get(metric);
    if (count !== undefined) return !hasOtherRules && count === 0;
    return !WRITTEN_BY_OTHERS.test(metric) && isUnscraped(selector);
  };
  const readers = readersByMetric(recording.filter(isReadable));
  // A record is dead once all of its inputs are: each round looks at the rules that read the records of the round before.
  const living = new Set(recording.filter(isReadable));
  for (let pending = [...living]; pending.length > 0;) {
    const died = pending.filter(query => emptyNodes(query.expr, isDead).has(query.expr));
    for (const query of died) {
      living.delete(query);
      producers.set(query.record ?? '', (producers.get(query.record ?? '') ?? 0) - 1);
    }
    const affected = new Set(died.flatMap(({ record = '' }) => producers.get(record) === 0 ? [...readers.get(record) ?? []] : []));
    pending = [...affected].filter(query => living.has(query));
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

function readersByMetric(queries: readonly WorkspaceQuery[]): ReadonlyMap<string, ReadonlySet<WorkspaceQuery>> {
  const readers = new Map<string, Set<WorkspaceQuery>>();
  for (const query of queries) {
    for (const metric of selectorsIn(query.expr).map(selector => metricName(selector) ?? '')) {
      const known = readers.get(metric);
      if (known === undefined) readers.set(metric, new Set([query]));
      else known.add(query);
    }
  }
  return readers;
}

/** An expression for names of alerts is tried on so many. */
const MOST_ALERTS = 500;

function hasAlert({ matchers }: VectorSelector, alerts: ReadonlySet<string>): boolean {
  const named = matchers.filter(({ name }) => name === 'alertname');
  const wanted = named.map(wantedNames).find(names => names !== undefined);
  if (named.length === 0 || (wanted === undefined && alerts.size > MOST_ALERTS)) return true;
  const tests = named.map(acceptedBy);
  return [...wanted ?? alerts].some(alert => alerts.has(alert) && tests.every(isAccepted => isAccepted(alert)));
}

/** The names that a matcher lists; nothing for other expressions. */
function wantedNames({ operator, value }: LabelMatcher): ReadonlySet<string> | undefined {
  if (operator === '=') return new Set([value]);
  return operator === '=~' ? literals(value) : undefined;
}

/** Selectors that an expression needs and that select nothing, without those on a side of an `or` whose other side may have series. */
function emptySelectors({ expr }: WorkspaceQuery, isDead: (selector: VectorSelector) => boolean): VectorSelector[] {
  const found: VectorSelector[] = [];
  const empty = emptyNodes(expr, isDead);
  const mayReplace = (node: PromqlNode, operand: PromqlNode) =>
    node.kind === 'binary' && node.operator === 'or' && !empty.has(operand === node.left ? node.right : node.left);
  const pending: PromqlNode[] = [expr];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (node.kind === 'vector-selector' && empty.has(node)) found.push(node);
    const parent = node;
    pending.push(...neededOperands(node).filter(operand => !mayReplace(parent, operand)).toReversed());
  }
  return found;
}
