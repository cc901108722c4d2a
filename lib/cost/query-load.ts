import type { PromqlNode, VectorSelector } from '../prometheus/promql/nodes';
import { rulesLibrary } from '../validation/rules-library';
import type { JobLoad } from './job-load';

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
    for (const group of rulesLibrary().validateRules(text).file?.groups ?? []) {
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

/** The samples that one evaluation reads: window ÷ interval for each series. */
function samplesRead(node: PromqlNode, loads: readonly JobLoad[], uncounted: Set<string>): number {
  switch (node.kind) {
    case 'vector-selector': return selected(node, loads, uncounted);
    case 'matrix-selector': return selected(node.selector, loads, uncounted, (node.range.seconds ?? 0) * SECOND);
    case 'subquery': {
      const steps = (node.range.seconds ?? 0) * SECOND / ((node.step?.seconds ?? 0) * SECOND || DEFAULT_INTERVAL);
      return Math.max(1, steps) * samplesRead(node.expr, loads, uncounted);
    }
    default: return rulesLibrary().childrenOf(node).reduce((total, child) => total + samplesRead(child, loads, uncounted), 0);
  }
}

function selected(selector: VectorSelector, loads: readonly JobLoad[], uncounted: Set<string>, range?: number): number {
  const metric = rulesLibrary().metricName(selector);
  const found = loads.filter(load => metric !== undefined && seriesOf(load, metric) !== undefined && load.interval !== undefined);
  if (found.length === 0) uncounted.add(metric ?? '(selectors without a metric name)');
  return found.reduce((total, load) => total + (seriesOf(load, metric ?? '') ?? 0) * (range === undefined ? 1 : range / (load.interval ?? range)), 0);
}

function seriesOf({ metrics, targets }: JobLoad, metric: string): number | undefined {
  return /^(?:up|scrape_(?:duration_seconds|samples_\w+|series_added))$/.test(metric) ? targets : metrics?.get(metric);
}
