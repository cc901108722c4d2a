import type { PromqlNode, VectorSelector } from '../../prometheus/promql/nodes';
import { visit } from '../../prometheus/promql/visit';
import { formatDuration } from '../../prometheus/values/duration';
import type { MetricSource } from './metric-source';
import { accepts, isEmpty, metricName, mismatch, neededSelectors, type Mismatch } from './selectors';

/** An expression that reads from a workspace. */
export interface WorkspaceQuery {
  readonly expr: PromqlNode;
  /** The metric that a recording rule writes. */
  readonly record?: string;
  /** The name of an alerting rule. */
  readonly alert?: string;
}

/** The queries that read from a workspace, and the jobs that write to it. */
export interface WorkspaceTraffic<Query extends WorkspaceQuery = WorkspaceQuery> {
  readonly sources: readonly MetricSource[];
  readonly queries: readonly Query[];
  /** In seconds; nothing where it is not known. */
  readonly retention?: number;
}

export type CoherenceRuleId = 'query-without-series' | 'range-too-short' | 'window-beyond-retention';

/** A problem of a query, at a part of its expression. */
export interface CoherenceProblem<Query> {
  readonly ruleId: CoherenceRuleId;
  readonly query: Query;
  readonly start: number;
  readonly end: number;
  readonly message: string;
}

/** Functions that need two samples in their range. */
const NEEDS_TWO_SAMPLES = /^(?:rate|increase|irate|delta|idelta|deriv|predict_linear)$/;

/** In characters. A longer one may be nested more deeply than functions can call themselves, and nobody writes it by hand. */
const LONGEST_EXPRESSION = 10_000;

/** Finds queries that certainly cannot return what they ask for. Without a job nothing is certain. */
export function coherenceProblems<Query extends WorkspaceQuery>(traffic: WorkspaceTraffic<Query>): Array<CoherenceProblem<Query>> {
  if (traffic.sources.length === 0) return [];
  const isDead = deadSelectors(traffic);
  return traffic.queries.filter(({ expr }) => expr.end - expr.start <= LONGEST_EXPRESSION).flatMap(query => [
    ...emptySelectors(query, traffic, isDead),
    ...shortRanges(query, traffic),
    ...longWindows(query, traffic),
  ]);
}

/**
 * Returns a test for selectors that no job and no recording rule of the workspace gives any series. A record whose inputs are dead gives
 * none.
 */
export function deadSelectors({ sources, queries }: WorkspaceTraffic): (selector: VectorSelector) => boolean {
  const records = new Map<string, WorkspaceQuery[]>();
  for (const query of queries) {
    if (query.record !== undefined) records.set(query.record, [...records.get(query.record) ?? [], query]);
  }
  const alerts = queries.flatMap(({ alert }) => alert ?? []);
  const recording = queries.filter(({ record, expr }) => record !== undefined && expr.end <= LONGEST_EXPRESSION)
    .map(query => ({ query, expr: query.expr }));
  const dead = new Set<WorkspaceQuery>();
  const isDead = (selector: VectorSelector): boolean => {
    const metric = metricName(selector);
    if (metric === undefined) return false;
    if (metric === 'ALERTS' || metric === 'ALERTS_FOR_STATE') return !hasAlert(selector, alerts);
    const producers = records.get(metric);
    if (producers !== undefined) return producers.every(query => dead.has(query));
    return sources.every(source => mismatch(selector, source) !== undefined);
  };
  // A record is dead once all of its inputs are: each round may find more.
  for (let found = -1; found !== dead.size;) {
    found = dead.size;
    for (const { query, expr } of recording) if (isEmpty(expr, isDead)) dead.add(query);
  }
  return isDead;
}

function hasAlert({ matchers }: VectorSelector, alerts: readonly string[]): boolean {
  const [matcher] = matchers.filter(({ name }) => name === 'alertname');
  return matcher === undefined || alerts.some(alert => accepts(matcher, alert));
}

function emptySelectors<Query extends WorkspaceQuery>(
  query: Query, { sources, queries }: WorkspaceTraffic<Query>, isDead: (selector: VectorSelector) => boolean,
): Array<CoherenceProblem<Query>> {
  const records = new Set(queries.map(({ record }) => record));
  return neededSelectors(query.expr)
    .filter(selector => isDead(selector) && !isSpared(query.expr, selector, isDead))
    .map(selector => ({
      ruleId: 'query-without-series', query, start: selector.start, end: selector.end, message: explain(selector, sources, records),
    }));
}

/** Returns true if an `or` around the selector has another side that may have series. */
function isSpared(root: PromqlNode, selector: VectorSelector, isDead: (selector: VectorSelector) => boolean): boolean {
  let spared = false;
  visit(root, {
    binary: ({ operator, left, right }) => {
      if (operator !== 'or') return;
      const [side, other] = contains(left, selector) ? [left, right] : [right, left];
      if (contains(side, selector) && !isEmpty(other, isDead)) spared = true;
    },
  });
  return spared;
}

function contains({ start, end }: PromqlNode, inner: PromqlNode): boolean {
  return start <= inner.start && inner.end <= end;
}

function explain(selector: VectorSelector, sources: readonly MetricSource[], records: ReadonlySet<string | undefined>): string {
  const metric = metricName(selector) ?? '';
  if (records.has(metric)) return `the recording rule '${metric}' never has a result, since its own metrics are missing`;
  if (metric.startsWith('ALERTS')) return 'no alerting rule of this workspace has that name';
  const found = sources.map(source => ({ source, reason: mismatch(selector, source) }));
  const closest = found.toSorted((left, right) => rank(left.reason) - rank(right.reason))[0];
  switch (closest?.reason?.kind) {
    case 'dropped-metric': return `every job drops the metric '${metric}'; keep it in the metric relabelings of job '${closest.source.jobName}'`;
    case 'label': return labelMessage(closest.reason.matcher.name, closest.reason.value);
    default: return jobMessage(selector, sources);
  }
}

/** The job that comes closest is the one whose only fault is a label. */
function rank(reason: Mismatch | undefined): number {
  return ['label', 'dropped-metric', 'job'].indexOf(reason?.kind ?? 'job');
}

function labelMessage(label: string, value: string | undefined): string {
  return value === undefined
    ? `no series has the label '${label}'; add it to the external labels of the scrape configuration, or remove the matcher`
    : `the label '${label}' is '${value}' on every series; change the matcher or the external label`;
}

function jobMessage({ matchers }: VectorSelector, sources: readonly MetricSource[]): string {
  const wanted = matchers.find(({ name }) => name === 'job')?.value ?? '';
  const names = [...new Set(sources.flatMap(({ jobLabels }) => [...jobLabels ?? []]))].filter(name => name !== '');
  const similar = names.find(name => sharesWord(name, wanted));
  const hint = similar === undefined ? `the jobs are ${names.map(name => `'${name}'`).join(', ')}` : `the job is named '${similar}' here`;
  return `no job has the label job="${wanted}"; ${hint}`;
}

/** `kubernetes-apiservers` and `apiserver` are of one kind, `cadvisor` and `kubelet` are not. */
function sharesWord(left: string, right: string): boolean {
  const words = (text: string) => text.toLowerCase().split(/[^a-z0-9]+/).filter(({ length }) => length > 3);
  return words(left).some(word => words(right).some(other => word.startsWith(other) || other.startsWith(word)));
}

/** A range must hold two samples of the job that scrapes most often. */
function shortRanges<Query extends WorkspaceQuery>(
  query: Query, { sources, queries }: WorkspaceTraffic<Query>,
): Array<CoherenceProblem<Query>> {
  const records = new Set(queries.map(({ record }) => record));
  const problems: Array<CoherenceProblem<Query>> = [];
  visit(query.expr, {
    'matrix-selector': ({ selector, range: { seconds, start, end } }, path) => {
      const call = path.at(-1);
      if (seconds === undefined || call?.kind !== 'call' || !NEEDS_TWO_SAMPLES.test(call.name) || records.has(metricName(selector))) return;
      const live = sources.filter(source => mismatch(selector, source) === undefined);
      const intervals = live.map(({ scrapeInterval }) => scrapeInterval);
      if (intervals.length === 0 || intervals.includes(undefined)) return;
      const shortest = Math.min(...intervals as number[]);
      if (seconds * 1000 >= 2 * shortest) return;
      problems.push({
        ruleId: 'range-too-short', query, start, end,
        message: `${call.name}() needs two samples, and a range of ${formatDuration(seconds * 1000)} has at most one at a scrape interval of `
          + `${formatDuration(shortest)}; specify at least ${formatDuration(4 * shortest)}`,
      });
    },
  });
  return problems;
}

function longWindows<Query extends WorkspaceQuery>(query: Query, { retention }: WorkspaceTraffic<Query>): Array<CoherenceProblem<Query>> {
  const problems: Array<CoherenceProblem<Query>> = [];
  if (retention === undefined) return problems;
  const check = (node: PromqlNode, reach: number) => {
    if (reach <= retention) return;
    const message = `the expression reaches ${formatDuration(reach * 1000)} back, and the workspace keeps metrics for ${formatDuration(retention * 1000)}`;
    problems.push({ ruleId: 'window-beyond-retention', query, start: node.start, end: node.end, message });
  };
  visit(query.expr, {
    'matrix-selector': (node) => { check(node, (node.range.seconds ?? 0) + (node.selector.offset?.seconds ?? 0)); },
    'subquery': (node) => { check(node, (node.range.seconds ?? 0) + (node.offset?.seconds ?? 0)); },
    'vector-selector': (node, path) => { if (path.at(-1)?.kind !== 'matrix-selector') check(node, node.offset?.seconds ?? 0); },
  });
  return problems;
}
