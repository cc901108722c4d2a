import { suggestion } from '../../private/suggestion';
import { PROMQL_FUNCTIONS } from '../../prometheus/promql/functions';
import { AGGREGATIONS } from '../../prometheus/promql/token';
import { withHints } from '../hints';
import type { Problem } from '../problem';

const IN_RULES = 'it is a field of a rule: write it into an item of rules';
const IN_GROUP = 'it is a field of the group: move it there';
const THANOS = 'only Thanos has this field: remove it';
const MIMIR = 'only Mimir and Cortex have this field: remove it';
const VICTORIA_METRICS = 'only VictoriaMetrics has this field: remove it';
const GRAFANA = 'this is a rule of Grafana\'s own alerting, which a workspace does not evaluate';

/** Advice for fields that do not exist in rule files, by their names. */
const FIELD_HINTS: Readonly<Record<string, string>> = {
  namespace: 'the name of the namespace is not part of the file: remove it',
  rules: 'rules belong to a group: write a list of groups, each with a name and its rules, under the key groups',
  alert: IN_RULES, record: IN_RULES, expr: IN_RULES, for: IN_RULES, keep_firing_for: IN_RULES, annotations: IN_RULES,
  interval: IN_GROUP, query_offset: IN_GROUP, limit: IN_GROUP,
  partial_response_strategy: THANOS,
  source_tenants: MIMIR, evaluation_delay: MIMIR, align_evaluation_time_on_interval: MIMIR,
  concurrency: VICTORIA_METRICS, eval_offset: VICTORIA_METRICS, extra_filter_labels: VICTORIA_METRICS, params: VICTORIA_METRICS,
  debug: VICTORIA_METRICS,
  orgId: GRAFANA, folder: GRAFANA, uid: GRAFANA, condition: GRAFANA, data: GRAFANA, noDataState: GRAFANA, execErrState: GRAFANA,
  expression: 'the field is \'expr\'', query: 'the field is \'expr\'',
  duration: 'the field is \'for\'', name: 'the field is \'alert\' or \'record\'',
  label: 'the field is \'labels\'', annotation: 'the field is \'annotations\'',
  severity: 'move it to labels', team: 'move it to labels',
  summary: 'move it to annotations', description: 'move it to annotations', message: 'move it to annotations',
  runbook_url: 'move it to annotations', runbook: 'move it to annotations',
};

/** Functions of earlier versions. */
const FORMER_FUNCTIONS: Readonly<Record<string, string>> = {
  count_scalar: 'Prometheus 2 removed it; write scalar(count(…))',
  drop_common_labels: 'Prometheus 2 removed it', keep_common: 'Prometheus 2 removed it',
};

/** Returns problems of a rule file with advice after messages that many people see. */
export function withRuleFileHints(problems: readonly Problem[], text: string): Problem[] {
  return withHints(problems, text).map((problem) => {
    const [, called] = /^unknown function with name "([^"]{1,50})"$/.exec(problem.message) ?? [];
    if (called !== undefined) return { ...problem, message: `${problem.message}${functionHint(called)}` };
    const [, field = ''] = /^unknown field '(\w+)'(?!.*; did you mean)/.exec(problem.message) ?? [];
    const advice = Object.hasOwn(FIELD_HINTS, field) ? FIELD_HINTS[field] : undefined;
    return advice === undefined ? problem : { ...problem, message: `${problem.message}; ${advice}` };
  });
}

function functionHint(name: string): string {
  const former = Object.hasOwn(FORMER_FUNCTIONS, name) ? FORMER_FUNCTIONS[name] : undefined;
  return former === undefined ? suggestion(name, [...PROMQL_FUNCTIONS.keys(), ...AGGREGATIONS]) : `; ${former}`;
}
