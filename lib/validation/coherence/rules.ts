import { ProblemSeverity } from '../problem';
import type { RuleDescription } from '../rule';
import type { CoherenceRuleId } from './workspace-query';

const severity = ProblemSeverity.WARNING;
const OTHERS = 'Acknowledge the warning, or specify `otherWriters: true` for the workspace, if metrics come from elsewhere.';

/** Queries that the jobs of the same workspace certainly do not feed. */
export const COHERENCE_RULES: ReadonlyArray<RuleDescription & { readonly id: CoherenceRuleId }> = [
  {
    id: 'query-without-series', severity,
    summary: 'A rule, an anomaly detector or a dashboard selects series that no job of the workspace writes',
    why: 'The relabelings of the jobs give no series the labels that the selector asks for, drop the metric, or the recording rule behind it has no '
      + 'input itself. The expression never has a result: an alert never fires, a panel stays empty.',
    fix: `Use the name that the job has here, keep the metric, or set the label. ${OTHERS}`,
    helpUrl: 'https://prometheus.io/docs/prometheus/latest/querying/basics/#time-series-selectors',
  },
  {
    id: 'dropped-label', severity,
    summary: 'An expression groups or joins series by a label that the metric relabelings drop',
    why: 'The label is empty on every series, so all of them fall into one group.',
    fix: `Keep the label in the metric relabelings, or group by another one. ${OTHERS}`,
    helpUrl: 'https://prometheus.io/docs/prometheus/latest/querying/operators/#aggregation-operators',
  },
  {
    id: 'range-too-short', severity,
    summary: 'A range is shorter than two scrape intervals of the job that the metric comes from',
    why: 'Functions such as `rate()` need two samples in their range. With fewer they have no result.',
    fix: 'Specify at least four scrape intervals, or scrape more often.',
    helpUrl: 'https://prometheus.io/docs/prometheus/latest/querying/functions/#rate',
  },
  {
    id: 'window-beyond-retention', severity,
    summary: 'An expression reaches back beyond the retention of the workspace',
    why: 'The workspace has deleted the samples.',
    fix: 'Shorten the range or the offset, or specify a longer retention.',
    helpUrl: 'https://docs.aws.amazon.com/prometheus/latest/userguide/AMP-workspace-configuration.html',
  },
];
