import { PROMETHEUS_RULES, type PrometheusRule } from '../prometheus/rule-ids';
import { ProblemSeverity } from './problem';
import type { RuleDescription } from './rule';

/** The summary of each rule of Prometheus, and the way to fix its problems. */
const ERRORS: Readonly<Record<Exclude<PrometheusRule, 'not-validated'>, readonly [summary: string, fix: string]>> = {
  'yaml-syntax': ['The text is not valid YAML', 'Correct the YAML at the reported line and column.'],
  'yaml-alias': ['YAML aliases multiply the document, or it is nested too deeply', 'Write the values out, or nest them less.'],
  'yaml-merge': ['A YAML merge key (`<<`) merges something that is not a mapping', 'Merge a mapping or a list of mappings.'],
  'unknown-field': ['A field does not exist at this place', 'Correct the name or the indentation, or remove the field.'],
  'duplicate-key': ['A key is there twice', 'Remove one of the two.'],
  'wrong-type': ['A value has another type than its field', 'Specify the type that the message names; quote a text that looks like a number.'],
  'empty-section': ['A list has an empty item', 'Remove the item, or give it its fields.'],
  'missing-field': ['A required field is missing', 'Add the field.'],
  'invalid-value': ['A value is not one of those that the field accepts', 'Use one of the values that the message lists.'],
  'exclusive-fields': ['Fields are there together that exclude each other', 'Keep one of them.'],
  'invalid-duration': ['A duration cannot be parsed', 'Write a number and a unit: `30s`, `1m30s`, `1h`.'],
  'invalid-size': ['A size cannot be parsed', 'Write a number and a unit: `10MB`, `512KB`.'],
  'invalid-label-name': ['A label name is empty or not valid UTF-8', 'Use letters, digits and underscores.'],
  'invalid-url': ['A URL cannot be parsed', 'Write the whole URL, with its scheme.'],
  'invalid-regex': ['A regular expression is not valid RE2', 'Correct the expression; RE2 has no lookaround and no backreferences.'],
  'timeout-above-interval': ['A scrape timeout is longer than the interval', 'Specify a timeout up to the interval, or leave it out.'],
  'job-name-empty': ['A job has no name', 'Add `job_name`.'],
  'job-name-duplicate': ['Two jobs have the same name', 'Rename one of them.'],
  'name-duplicate': ['Two sections have the same name', 'Rename one of them.'],
  'scrape-protocols': ['A list of scrape protocols is empty, or has an unknown protocol or one twice', 'Use each supported protocol once.'],
  'name-scheme': ['The schemes for names contradict each other or do not exist', 'Use the schemes that the message lists.'],
  'relabel-action': ['A relabeling has an action that does not exist', 'Use `replace`, `keep`, `drop`, `labelmap` or another action of Prometheus.'],
  'relabel-fields': ['A relabeling has fields that its action does not use, or misses one that it requires', 'Remove or add the field.'],
  'relabel-label-name': ['A relabeling writes a label whose name is invalid', 'Use letters, digits and underscores.'],
  'http-authentication': ['The ways to authenticate contradict each other', 'Keep one of them.'],
  'http-tls': ['A TLS configuration is incomplete or contradicts itself', 'Specify certificate and key together, each once.'],
  'http-proxy': ['Proxy settings contradict each other', 'Keep one of `proxy_url` and `proxy_from_environment`.'],
  'http-header': ['A header cannot be set here', 'Use the field that exists for it.'],
  'kubernetes-role': ['A Kubernetes role does not exist', 'Use `node`, `pod`, `service`, `endpoints`, `endpointslice` or `ingress`.'],
  'kubernetes-access': ['The access to a Kubernetes API server contradicts itself', 'Leave the fields out: a collector uses its own cluster.'],
  'kubernetes-selector': ['A Kubernetes selector is invalid or does not fit the role', 'Correct the selector, or select another kind of object.'],
  'invalid-discovery': ['A service discovery is invalid', 'Correct the field that the message names.'],
  'invalid-static-target': ['A static target has no valid address after relabeling', 'Write `host:port`, without scheme and path.'],
  'invalid-matcher': ['A matcher of an alert cannot be parsed', 'Write `name="value"`, with one of `=`, `!=`, `=~` and `!~`.'],
  'invalid-root-route': ['The root route is limited to some alerts or times', 'Move the field to a route below the root, which takes all alerts.'],
  'invalid-time-interval': ['A part of a time interval cannot be parsed', 'Correct the text as the message says.'],
  'undefined-receiver': ['A route names a receiver that does not exist', 'Correct the name, or add the receiver.'],
  'undefined-time-interval': ['A route names a time interval that does not exist', 'Correct the name, or add the time interval.'],
  'invalid-expression': ['A PromQL expression cannot be parsed, or its types do not fit', 'Correct the expression at the reported line and column.'],
  'invalid-rule-template': ['A template in a label or an annotation cannot be parsed', 'Correct the template at the reported line and column.'],
  'invalid-record-name': ['The name of a recording rule is not a metric name', 'Use letters, digits, underscores and colons.'],
  'group-name-empty': ['A group of rules has no name', 'Add `name`.'],
  'group-name-duplicate': ['Two groups of rules in one file have the same name', 'Rename one of them.'],
  'too-many-problems': ['The document has more problems than can be reported', 'Fix those that are reported, then validate again.'],
};

const NOT_VALIDATED = {
  summary: 'Relabeling the static targets takes too long to be tried, or an expression is nested too deeply',
  why: 'Problems of these targets, or of this expression, are not reported.',
  fix: 'Simplify the regular expressions or the expression, or acknowledge the warning.',
} as const;

/** The rules of Prometheus itself: it refuses a configuration that breaks one of them. */
export const PROMETHEUS_RULE_DESCRIPTIONS: readonly RuleDescription[] = (Object.keys(PROMETHEUS_RULES) as PrometheusRule[])
  .map(description);

function description(id: PrometheusRule): RuleDescription {
  const helpUrl = PROMETHEUS_RULES[id];
  if (id === 'not-validated') return { id, severity: ProblemSeverity.WARNING, helpUrl, ...NOT_VALIDATED };
  const [summary, fix] = ERRORS[id];
  return { id, severity: ProblemSeverity.ERROR, helpUrl, summary, why: 'Prometheus refuses the configuration, and so does the service.', fix };
}
