import { ProblemSeverity } from '../problem';
import type { ValidationRule } from '../rule';
import { fieldsAsLabels, missingTemplateLabels, shortWaits, valuesInLabels } from './alerts';
import { alertsWithoutComparison } from './comparisons';
import { unusableConstants } from './constant-arguments';
import { duplicateRules } from './duplicate-rules';
import { impossibleSelectors, needlessRegexes, ratesOfGauges, regexesInTexts, unevaluableTypes } from './expressions';
import { emptyGroups, longNames, longWindows, shortIntervals, tooManyBytes, tooManyRules, youngFeatures } from './groups';
import { ratiosOfThemselves, unmatchedOperands } from './operands';
import type { RuleFileContext } from './rule-file-context';
import { failingTemplates } from './template-execution';

const QUOTAS = 'https://docs.aws.amazon.com/prometheus/latest/userguide/AMP_quotas.html';
const ALERTS = 'https://prometheus.io/docs/prometheus/latest/configuration/alerting_rules/';
const RECORDING = 'https://prometheus.io/docs/prometheus/latest/configuration/recording_rules/';
const QUERIES = 'https://prometheus.io/docs/prometheus/latest/querying/basics/';

const { ERROR, WARNING } = ProblemSeverity;

/** Rules for rule files that Prometheus accepts and the service refuses, and quotas that can be raised. */
export const RULE_FILE_LIMIT_RULES: ReadonlyArray<ValidationRule<RuleFileContext>> = [
  {
    id: 'rule-group-interval', severity: ERROR, helpUrl: QUOTAS, check: shortIntervals,
    summary: 'A group of rules is evaluated more often than every 30 seconds',
    why: 'The service refuses intervals below 30 seconds.',
    fix: 'Specify at least `30s`, or leave the interval out for one minute.',
  },
  {
    id: 'rule-group-name-length', severity: ERROR, helpUrl: 'https://docs.aws.amazon.com/prometheus/latest/userguide/AMP-ruler-rulesfile.html', check: longNames,
    summary: 'The names of namespace and group have more than 721 bytes together',
    why: 'The service refuses the namespace.',
    fix: 'Shorten the name of the group.',
  },
  {
    id: 'rule-file-size', severity: WARNING, helpUrl: QUOTAS, check: tooManyBytes,
    summary: 'The rule file is larger than the default quota of 1,000,000 bytes',
    why: 'The service refuses larger files unless the quota was raised.',
    fix: 'Split the groups over several namespaces, or request a higher quota and acknowledge the warning.',
  },
  {
    id: 'rule-count', severity: WARNING, helpUrl: QUOTAS, check: tooManyRules,
    summary: 'The rule file has more rules than the default quota of 2,000 for a workspace',
    why: 'The service refuses more rules unless the quota was raised.',
    fix: 'Remove rules, use another workspace, or request a higher quota and acknowledge the warning.',
  },
  {
    id: 'rule-group-empty', severity: WARNING, helpUrl: RECORDING, check: emptyGroups,
    summary: 'A group has no rules',
    why: 'The group does nothing. Prometheus accepts it; Cortex, from which the service descends, refuses the file.',
    fix: 'Add rules, or remove the group.',
  },
  {
    id: 'rule-window', severity: WARNING, helpUrl: QUOTAS, check: longWindows,
    summary: 'An expression reaches back more than 95 days',
    why: 'The service refuses the query each time it evaluates the rule.',
    fix: 'Shorten the range or the offset, or record the result of a shorter range.',
  },
  {
    id: 'young-promql-feature', severity: WARNING, helpUrl: 'https://prometheus.io/docs/prometheus/latest/feature_flags/', check: youngFeatures,
    summary: 'An expression uses a feature of PromQL that only some versions of Prometheus have',
    why: 'AWS does not document which version of Prometheus evaluates rules, nor its feature flags. The service may refuse the whole namespace.',
    fix: 'Try the expression on the workspace before you rely on it, then acknowledge the warning; or do without the feature.',
  },
];

/** Rules that Prometheus and the service accept, and that probably do not work as intended. */
export const RULE_FILE_WARNING_RULES: ReadonlyArray<ValidationRule<RuleFileContext>> = [
  {
    id: 'alert-without-comparison', severity: WARNING, helpUrl: ALERTS, check: alertsWithoutComparison,
    summary: 'The expression of an alert compares nothing',
    why: 'An alert fires for each series that its expression returns, whatever the value.',
    fix: 'Compare the value with a threshold, as in `up == 0`.',
  },
  {
    id: 'template-label-missing', severity: WARNING, helpUrl: ALERTS, check: missingTemplateLabels,
    summary: 'A template uses a label that the expression aggregates away',
    why: 'The label is empty in every notification.',
    fix: 'Add the label to `by (…)`, or remove it from the template.',
  },
  {
    id: 'failing-rule-template', severity: WARNING, helpUrl: 'https://prometheus.io/docs/prometheus/latest/configuration/template_reference/', check: failingTemplates,
    summary: 'A template of an alert fails when it is executed',
    why: 'Prometheus parses templates when it loads rules, and executes them when an alert fires. Fields that do not exist, arguments of the wrong number or type, and '
      + 'comparisons of a number with an integer constant are errors. Notifications then have `<error expanding template …>` in place of the text.',
    fix: 'Correct the action that the message names. The value is a floating-point number: compare it with `90.0`, not with `90`.',
  },
  {
    id: 'value-in-label', severity: WARNING, helpUrl: ALERTS, check: valuesInLabels,
    summary: 'A label of an alert contains the value',
    why: 'Labels identify an alert: each new value is a new alert, and `for` starts again.',
    fix: 'Move the value to an annotation.',
  },
  {
    id: 'field-as-label', severity: WARNING, helpUrl: ALERTS, check: fieldsAsLabels,
    summary: 'A label or an annotation has the name of a field of the rule',
    why: 'The rule does without the field, and its alerts have a label with the name of the field.',
    fix: 'Move the field out of `labels` or `annotations`.',
  },
  {
    id: 'short-for', severity: WARNING, helpUrl: ALERTS, check: shortWaits,
    summary: 'An alert waits for less time than the interval of its group',
    why: 'The alert fires at the second evaluation at the earliest, one interval later.',
    fix: 'Specify `for` as a multiple of the interval, or a shorter interval.',
  },
  {
    id: 'rate-of-gauge', severity: WARNING, helpUrl: 'https://prometheus.io/docs/prometheus/latest/querying/functions/#rate', check: ratesOfGauges,
    summary: 'A function for counters is applied to a metric with the name of a gauge',
    why: 'Each decrease of the gauge counts as a reset of a counter, so the result is too large.',
    fix: 'Use `delta()` or `deriv()`, or the value itself.',
  },
  {
    id: 'needless-regex', severity: WARNING, helpUrl: QUERIES, check: needlessRegexes,
    summary: 'A matcher has a regular expression where a plain text would do',
    why: 'Regular expressions of matchers are anchored at both ends, and one without metacharacters matches its text only.',
    fix: 'Use `=` or `!=`, and leave the anchors out.',
  },
  {
    id: 'regex-as-text', severity: WARNING, helpUrl: QUERIES, check: regexesInTexts,
    summary: 'A matcher compares with a text that looks like a regular expression',
    why: 'The operators `=` and `!=` compare with the text itself: `code="5.."` selects nothing, and `code!="5.."` everything.',
    fix: 'Use `=~` or `!~`.',
  },
  {
    id: 'impossible-selector', severity: WARNING, helpUrl: QUERIES, check: impossibleSelectors,
    summary: 'No series can match a selector',
    why: 'The expression never returns what the selector is for.',
    fix: 'Correct the matcher that the message names.',
  },
  {
    id: 'unmatched-operands', severity: WARNING, helpUrl: 'https://prometheus.io/docs/prometheus/latest/querying/operators/#vector-matching', check: unmatchedOperands,
    summary: 'No series of one side of an operator matches one of the other side',
    why: 'Series match if all their labels are equal. If one side has a label that the other has not, or another value of it, the result is empty. Series of targets have the '
      + 'labels `instance` and `job`.',
    fix: 'Aggregate both sides by the same labels, or name those in common with `on()`.',
  },
  {
    id: 'ratio-of-itself', severity: WARNING, helpUrl: 'https://prometheus.io/docs/prometheus/latest/querying/operators/#vector-matching', check: ratiosOfThemselves,
    summary: 'Each series is divided by itself',
    why: 'In `errors{code="500"} / errors` a series of the left side matches the series of the right side with the same labels, which is itself. The result is always 1.',
    fix: 'Aggregate the label away on both sides, as in `sum(errors{code="500"}) / sum(errors)`.',
  },
  {
    id: 'unusable-constant', severity: WARNING, helpUrl: 'https://prometheus.io/docs/prometheus/latest/querying/functions/', check: unusableConstants,
    summary: 'A function has a constant that it cannot use',
    why: 'Prometheus loads the rule. A quantile outside of 0 to 1 yields infinity, and with an invalid regular expression in `label_replace()` each evaluation fails.',
    fix: 'Write quantiles as fractions, such as `0.9`, and correct the regular expression.',
  },
  {
    id: 'rule-type', severity: WARNING, helpUrl: RECORDING, check: unevaluableTypes,
    summary: 'The expression of a rule gives a range of samples or a text',
    why: 'Prometheus loads the rule, and each evaluation fails.',
    fix: 'Apply a function to the range, as in `rate(up[5m])`.',
  },
  {
    id: 'duplicate-rule', severity: WARNING, helpUrl: RECORDING, check: duplicateRules,
    summary: 'Two rules have the same name and labels',
    why: 'Where both results have a series with the same labels, one of the samples is dropped, or the alert of one rule replaces that of the other. Rules whose selectors '
      + 'require different values of a label are not reported.',
    fix: 'Rename one of the rules, or add a label that distinguishes them.',
  },
];
