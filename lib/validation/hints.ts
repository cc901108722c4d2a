import { ProblemSeverity, type Problem } from './problem';

/** Advice for a problem that people often have, by Prometheus's message and the line of the text. */
interface Hint {
  readonly message: RegExp;
  /** The pattern of the line, if the message alone is ambiguous. */
  readonly line?: RegExp;
  readonly advice: string;
}

const HELM = /\{\{-?\s*(?:include|template|tpl|toYaml|if|else|end|with|range|define)\b|\{\{-?\s*(?:\.Values|\.Release|\.Chart|\.Files|\$\.)/;

const LOGQL = /\|[=~]|\|\s*(?:json|logfmt|line_format|unwrap|pattern|regexp)\b/;

const HINTS: readonly Hint[] = [
  { message: /^not a valid duration string: "\d+"/, advice: 'specify the unit, such as 5m' },
  {
    message: /unknown unit .* in duration|bad number or duration syntax/,
    advice: 'a duration has whole numbers with the units ms, s, m, h, d, w and y, such as 1h30m',
  },
  { message: /^units: unknown unit {2}in \d+$/, advice: 'specify the unit, such as 10MB' },
  { message: /^unexpected "="/, advice: 'compare with ==' },
  { message: /^unexpected character: '&'/, advice: 'write \'and\'' },
  { message: /^unexpected character: '\|'/, line: LOGQL, advice: 'this is LogQL of Loki; a workspace evaluates PromQL' },
  { message: /^unexpected character: '\|'/, advice: 'write \'or\'' },
  { message: /^unexpected character.*'\$'/, advice: 'variables of Grafana, such as $__rate_interval, do not exist in rules: write a duration' },
  { message: /^unexpected character.*'[“”‘’]'/, advice: 'use straight quotes' },
  { message: /^unexpected identifier "for"/, advice: 'write the time in the field \'for\' of the rule' },
  { message: /^unexpected identifier ".*" in label matching, expected string/, advice: 'put the value into quotes' },
  { message: /^unexpected identifier ".*" in grouping opts, expected "\("/, advice: 'put the labels into parentheses' },
  { message: /^(?:yaml: |must be .*, got )/, line: HELM, advice: 'this is a template of Helm: validate what \'helm template\' renders' },
  { message: /^yaml: /, line: /:\s+\{\{/, advice: 'put a text that begins with {{ into quotes' },
  { message: /^yaml: mapping values are not allowed/, line: /:\s+\S.*:\s/, advice: 'put a text that has a colon and a space into quotes' },
  {
    message: /^yaml: did not find expected key/, line: /"[^"]*"[^"]*"[^"]*"/,
    advice: 'put a text that has double quotes into single quotes, or write it on the lines after \'|\'',
  },
  { message: /^yaml: .*\btab\b/, advice: 'indent with spaces' },
  { message: /^yaml: found character that cannot start any token/, line: /^\s*\t/, advice: 'indent with spaces' },
];

/** In characters; people write no longer ones. */
const LONGEST_LINE = 1000;

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

/** Returns problems of a text with advice after messages that many people see. */
export function withHints(problems: readonly Problem[], text: string): Problem[] {
  let lines: readonly string[] | undefined;
  return problems.map((problem) => {
    if (problem.severity !== ProblemSeverity.ERROR) return problem;
    lines ??= text.split(/\r\n?|\n/);
    const advice = adviceFor(problem, lines[(problem.line ?? 0) - 1] ?? '');
    return advice === undefined ? problem : { ...problem, message: `${problem.message}; ${advice}` };
  });
}

/** Returns problems of a rule file with advice after messages that many people see. */
export function withRuleFileHints(problems: readonly Problem[], text: string): Problem[] {
  return withHints(problems, text).map((problem) => {
    const [, field = ''] = /^unknown field '(\w+)'(?!.*; did you mean)/.exec(problem.message) ?? [];
    const advice = Object.hasOwn(FIELD_HINTS, field) ? FIELD_HINTS[field] : undefined;
    return advice === undefined ? problem : { ...problem, message: `${problem.message}; ${advice}` };
  });
}

function adviceFor({ message }: Problem, line: string): string | undefined {
  return HINTS.find(hint => hint.message.test(message) && (hint.line?.test(line.slice(0, LONGEST_LINE)) ?? true))?.advice;
}
