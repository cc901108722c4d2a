import type { PromqlNode } from '../../prometheus/promql/nodes';
import { visit } from '../../prometheus/promql/visit';
import { hasVariable } from '../dashboards/dashboard-variables';
import type { MetricSource } from './metric-source';
import { metricName, mismatch, selectorsIn } from './selectors';
import type { CoherenceProblem, WorkspaceQuery } from './workspace-query';

/** Finds labels by which an expression groups or joins series, and which the jobs of these series drop. */
export function droppedGroupingLabels<Query extends WorkspaceQuery>(
  query: Query, sources: readonly MetricSource[], records: ReadonlySet<string>,
): Array<CoherenceProblem<Query>> {
  const problems: Array<CoherenceProblem<Query>> = [];
  const check = (node: PromqlNode, operand: PromqlNode, labels: readonly string[]) => {
    for (const label of labels) {
      const job = droppingJob(label, operand, sources, records);
      if (job === undefined) continue;
      problems.push({
        ruleId: 'dropped-label', query, start: node.start, end: node.end,
        message: `the label '${label}' is always empty here: the metric relabelings of job '${job}' drop it; keep it there, or do not group by it`,
      });
    }
  };
  visit(query.expr, {
    aggregation: (node) => { if (node.grouping?.isWithout === false) check(node, node.expr, node.grouping.labels); },
    binary: (node) => {
      if (node.matching?.isOn !== true) return;
      const { labels, include, many } = node.matching;
      check(node, node, labels);
      if (many !== undefined) check(node, many === 'left' ? node.right : node.left, include);
    },
  });
  return problems;
}

/** Returns the first job of an operand's series if all of these jobs drop the label. A recording rule may set any label. */
function droppingJob(
  label: string, operand: PromqlNode, sources: readonly MetricSource[], records: ReadonlySet<string>,
): string | undefined {
  if (hasVariable(label) || addsLabels(operand)) return undefined;
  const selectors = selectorsIn(operand);
  const names = selectors.map(metricName);
  if (selectors.length === 0 || names.some(name => name === undefined || name.startsWith('ALERTS') || records.has(name))) return undefined;
  const live = selectors.flatMap(selector => sources.filter(source => mismatch(selector, source) === undefined)
    .map(source => ({ source, metric: metricName(selector) })));
  const drops = ({ source, metric }: typeof live[number]) => {
    const values = source.valuesOf(label, metric);
    return source.dropsLabel(label) && values?.size === 1 && values.has('');
  };
  return live.length > 0 && live.every(drops) ? live[0]?.source.jobName : undefined;
}

/** Functions that add labels to series. */
const ADDS_LABELS: ReadonlySet<string> = new Set(['label_replace', 'label_join', 'info']);

function addsLabels(node: PromqlNode): boolean {
  let found = false;
  visit(node, {
    call: ({ name }) => { if (ADDS_LABELS.has(name)) found = true; },
    aggregation: ({ operator }) => { if (operator === 'count_values') found = true; },
  });
  return found;
}
