import type { PromqlNode } from '../../prometheus/promql/nodes';
import { visit } from '../../prometheus/promql/visit';
import { formatDuration } from '../../prometheus/values/duration';
import type { MetricSource } from './metric-source';
import { metricName, mismatch } from './selectors';
import type { CoherenceProblem, WorkspaceQuery } from './workspace-query';

/** Functions that need two samples in their range. */
const NEEDS_TWO_SAMPLES = /^(?:rate|increase|irate|delta|idelta|deriv|predict_linear|changes|resets)$/;

/** Finds ranges that cannot hold two samples, or one where one is enough, of the job that scrapes most often. */
export function shortRanges<Query extends WorkspaceQuery>(
  query: Query, sources: readonly MetricSource[], records: ReadonlySet<string>,
): Array<CoherenceProblem<Query>> {
  const problems: Array<CoherenceProblem<Query>> = [];
  visit(query.expr, {
    'matrix-selector': (node, path) => {
      const { selector, range: { seconds, start, end } } = node;
      const call = path.at(-1);
      if (seconds === undefined || call?.kind !== 'call' || records.has(metricName(selector) ?? '')) return;
      const intervals = sources.filter(source => mismatch(selector, source) === undefined).map(({ scrapeInterval }) => scrapeInterval);
      if (intervals.length === 0 || intervals.includes(undefined)) return;
      const shortest = (intervals as number[]).reduce((least, each) => Math.min(least, each));
      const samples = NEEDS_TWO_SAMPLES.test(call.name) ? 2 : 1;
      if (seconds * 1000 >= samples * shortest) return;
      const [needed, held] = samples === 2 ? ['two samples', 'at most one'] : ['a sample', 'often none'];
      problems.push({
        ruleId: 'range-too-short', query, start, end, shown: node,
        message: `${call.name}() needs ${needed} in its range, and ${formatDuration(seconds * 1000)} holds ${held} at a scrape interval of `
          + `${formatDuration(shortest)}; specify at least ${formatDuration(2 * samples * shortest)}`,
      });
    },
  });
  return problems;
}

/** Finds expressions that reach back beyond the retention of the workspace. */
export function longWindows<Query extends WorkspaceQuery>(query: Query, retention: number | undefined): Array<CoherenceProblem<Query>> {
  const problems: Array<CoherenceProblem<Query>> = [];
  if (retention === undefined) return problems;
  visit(query.expr, {
    'vector-selector': (selector, path) => {
      const reach = path.reduce((sum, node) => sum + secondsOf(node), secondsOf(selector));
      if (reach <= retention) return;
      const message = `the expression reaches ${formatDuration(reach * 1000)} back, and the workspace keeps metrics for ${formatDuration(retention * 1000)}`;
      const { start, end } = path.find(({ kind }) => kind === 'subquery' || kind === 'matrix-selector') ?? selector;
      problems.push({ ruleId: 'window-beyond-retention', query, start, end, message });
    },
  });
  return problems;
}

/** The time by which a node reaches back. */
function secondsOf(node: PromqlNode): number {
  switch (node.kind) {
    case 'matrix-selector': return node.range.seconds ?? 0;
    case 'subquery': return (node.range.seconds ?? 0) + (node.offset?.seconds ?? 0);
    case 'vector-selector': return node.offset?.seconds ?? 0;
    default: return 0;
  }
}
