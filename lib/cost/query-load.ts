import type { PromqlNode, Subquery, VectorSelector } from '../prometheus/promql/nodes';
import { rulesLibrary } from '../validation/rules-library';
import { sum, type JobLoad } from './job-load';

/** The samples that the evaluation of rules reads in a month, as far as the series of its metrics are known. */
export interface QueryLoad {
  readonly samplesPerMonth: number;
  /** The number of rules. */
  readonly rules: number;
  /** The metrics of selectors whose number of series is not known. */
  readonly uncounted: readonly string[];
}

const SECOND = 1000;
const MONTH = 30 * 24 * 60 * 60 * SECOND;

/** The interval of a rule group, and the step of a subquery, that specifies none. */
const DEFAULT_INTERVAL = 60 * SECOND;

/** In characters. A longer expression may be nested more deeply than functions can call themselves. */
const LONGEST_EXPRESSION = 20_000;

/** Counts all series of each metric: label matchers may select fewer. */
export function queryLoad(ruleFiles: readonly string[], loads: readonly JobLoad[]): QueryLoad {
  const uncounted = new Set<string>();
  let samplesPerMonth = 0;
  let rules = 0;
  for (const text of ruleFiles) {
    for (const group of rulesLibrary().validateAsPrometheus(text).file?.groups ?? []) {
      const evaluations = MONTH / (group.interval?.value || DEFAULT_INTERVAL);
      for (const { expr } of group.rules) {
        rules++;
        const tree = expr !== undefined && expr.value.length <= LONGEST_EXPRESSION ? expr.parsed.expr : undefined;
        if (tree !== undefined) samplesPerMonth += evaluations * samplesRead(tree, loads, uncounted);
      }
    }
  }
  return { samplesPerMonth, rules, uncounted: [...uncounted].sort() };
}

/** The samples that one evaluation reads: window ÷ interval for each series, at each step of the subqueries around it. */
function samplesRead(expr: PromqlNode, loads: readonly JobLoad[], uncounted: Set<string>): number {
  let total = 0;
  rulesLibrary().visit(expr, {
    'vector-selector': (selector, path) => {
      const parent = path.at(-1);
      const range = parent?.kind === 'matrix-selector' ? (parent.range.seconds ?? 0) * SECOND : undefined;
      const steps = path.reduce((product, node) => node.kind === 'subquery' ? product * stepsOf(node) : product, 1);
      total += steps * selected(selector, range, loads, uncounted);
    },
  });
  return total;
}

function stepsOf({ range, step }: Subquery): number {
  return Math.max(1, (range.seconds ?? 0) * SECOND / ((step?.seconds ?? 0) * SECOND || DEFAULT_INTERVAL));
}

function selected(selector: VectorSelector, range: number | undefined, loads: readonly JobLoad[], uncounted: Set<string>): number {
  const metric = rulesLibrary().metricName(selector);
  const found = loads.flatMap((load) => {
    const series = metric === undefined ? undefined : seriesOf(load, metric);
    return series === undefined || load.interval === undefined ? [] : [series * (range === undefined ? 1 : range / load.interval)];
  });
  if (found.length === 0) uncounted.add(metric ?? '(selectors without a metric name)');
  return sum(found);
}

function seriesOf({ metrics, targets }: JobLoad, metric: string): number | undefined {
  return /^(?:up|scrape_(?:duration_seconds|samples_\w+|series_added))$/.test(metric) ? targets : metrics?.get(metric);
}
