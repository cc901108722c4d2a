import type { PromqlNode, VectorSelector } from '../../prometheus/promql/nodes';
import { childrenOf, visit } from '../../prometheus/promql/visit';
import { hasVariable } from '../dashboards/dashboard-variables';
import type { MetricSource } from './metric-source';
import { metricName, mismatch, operandsFirst } from './selectors';
import type { CoherenceProblem, WorkspaceQuery } from './workspace-query';

/** Finds labels by which an expression groups or joins series, and which the jobs of these series drop. */
export function droppedGroupingLabels<Query extends WorkspaceQuery>(
  query: Query, sources: readonly MetricSource[], records: ReadonlySet<string>,
): Array<CoherenceProblem<Query>> {
  const problems: Array<CoherenceProblem<Query>> = [];
  const jobsOf = new Map<string, DroppingJobs>();
  const check = (node: PromqlNode, operand: PromqlNode, labels: readonly string[]) => {
    for (const label of labels) {
      if (!jobsOf.has(label)) {
        const isExamined = jobsOf.size < MOST_LABELS && !hasVariable(label) && sources.some(source => source.dropsLabel(label));
        jobsOf.set(label, isExamined ? droppingJobs(label, query.expr, sources, records) : NO_JOBS);
      }
      const job = jobsOf.get(label)?.get(operand);
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

/** Labels of one expression that are examined: each takes a walk through the expression. */
const MOST_LABELS = 20;

/** The first job of the series of each part of an expression, where all of their jobs drop a label. */
type DroppingJobs = ReadonlyMap<PromqlNode, string | undefined>;

const NO_JOBS: DroppingJobs = new Map();

/** A recording rule may set any label. Parts that may have the label are left out; those without series have no job. */
function droppingJobs(label: string, root: PromqlNode, sources: readonly MetricSource[], records: ReadonlySet<string>): DroppingJobs {
  const jobs = new Map<PromqlNode, string | undefined>();
  for (const node of operandsFirst(root)) {
    if (node.kind === 'vector-selector') {
      const live = liveSources(node, sources, records);
      if (live?.every(source => drops(source, label, metricName(node))) === true) jobs.set(node, live[0]?.jobName);
    } else if (!addsLabels(node) && childrenOf(node).every(child => jobs.has(child))) {
      jobs.set(node, childrenOf(node).map(child => jobs.get(child)).find(job => job !== undefined));
    }
  }
  return jobs;
}

/** The jobs that have series for a selector; nothing if others may write them. */
function liveSources(
  selector: VectorSelector, sources: readonly MetricSource[], records: ReadonlySet<string>,
): readonly MetricSource[] | undefined {
  const name = metricName(selector);
  if (name === undefined || name.startsWith('ALERTS') || records.has(name)) return undefined;
  return sources.filter(source => mismatch(selector, source) === undefined);
}

function drops(source: MetricSource, label: string, metric: string | undefined): boolean {
  const values = source.valuesOf(label, metric);
  return source.dropsLabel(label) && values?.size === 1 && values.has('');
}

/** Functions that add labels to series. */
const ADDS_LABELS: ReadonlySet<string> = new Set(['label_replace', 'label_join', 'info']);

function addsLabels(node: PromqlNode): boolean {
  return (node.kind === 'call' && ADDS_LABELS.has(node.name)) || (node.kind === 'aggregation' && node.operator === 'count_values');
}
