import { ProblemSeverity } from '../../problem';
import type { ValidationRule } from '../../rule';
import type { DefinitionContext } from '../definition-context';
import { ineffectiveInhibitions, inhibitionsWithoutSource, mutualInhibitions, unlimitedInhibitions } from './inhibitions';
import { emptyIntervals, unusedIntervals } from './intervals';
import { misreadValues } from './matcher-values';
import { mutedRoutes } from './muted-routes';
import { newerFeatures } from './newer';
import { attributesNamedKey, unescapedJson, unsuitableSubjects } from './notifications';
import { contradictoryMatchers, longGroupWaits, shortRepeatIntervals, silentRoot, unusedReceivers } from './routes';
import { shadowedRoutes } from './shadowed-routes';
import { failingTemplates, unknownFields } from './template-execution';
import { undefinedTemplates, unloadedTemplates } from './templates';

const ALERTMANAGER = 'https://prometheus.io/docs/alerting/latest/configuration';
const NOTIFICATIONS = 'https://prometheus.io/docs/alerting/latest/notifications/';
const GUIDE = 'https://docs.aws.amazon.com/prometheus/latest/userguide';

const severity = ProblemSeverity.WARNING;

/** Definitions that the service accepts, and that do not notify as they are probably meant to. */
export const DEFINITION_WARNING_RULES: ReadonlyArray<ValidationRule<DefinitionContext>> = [
  {
    id: 'shadowed-route', severity, helpUrl: `${ALERTMANAGER}/#route`, check: shadowedRoutes,
    summary: 'No alert reaches a route, since earlier ones take all of its alerts',
    why: 'Alertmanager stops at the first route that matches, unless it has `continue: true`.',
    fix: 'Move the route up, or add `continue: true` to the earlier one.',
  },
  {
    id: 'matcher-never-matches', severity, helpUrl: `${ALERTMANAGER}/#matcher`, check: contradictoryMatchers,
    summary: 'Matchers contradict each other',
    why: 'All matchers of a route, and of the routes above it, must hold. No alert can fulfil these together.',
    fix: 'Remove one of the matchers, or join their values with `=~`.',
  },
  {
    id: 'misread-matcher-value', severity, helpUrl: `${ALERTMANAGER}/#matcher`, check: misreadValues,
    summary: 'The value of a matcher looks like a regular expression, or has quotes or an operator in it',
    why: 'The operators = and != compare with the value as it is. Few labels have such values, so the alerts that are meant do not match.',
    fix: 'Use =~ or !~ for regular expressions, and double quotes around values.',
  },
  {
    id: 'unused-receiver', severity, helpUrl: `${ALERTMANAGER}/#receiver`, check: unusedReceivers,
    summary: 'No route uses a receiver',
    why: 'Nobody is notified through it.',
    fix: 'Add a route to it, or remove the receiver.',
  },
  {
    id: 'silent-root-route', severity, helpUrl: `${ALERTMANAGER}/#route`, check: silentRoot,
    summary: 'All alerts go to receivers without an integration',
    why: 'No alert reaches anybody.',
    fix: 'Add `sns_configs` or `pagerduty_configs` to a receiver.',
  },
  {
    id: 'long-group-wait', severity, helpUrl: `${ALERTMANAGER}/#route`, check: longGroupWaits,
    summary: 'A group_wait is longer than its group_interval',
    why: 'The first notification of a group comes later than one about a change to it.',
    fix: 'Specify a group_wait below group_interval; defaults are 30s and 5m.',
  },
  {
    id: 'short-repeat-interval', severity, helpUrl: `${ALERTMANAGER}/#route`, check: shortRepeatIntervals,
    summary: 'A repeat_interval is shorter than its group_interval',
    why: 'Alertmanager looks at a group once per group_interval only, so that it repeats more rarely than specified.',
    fix: 'Specify a repeat_interval that is a multiple of group_interval.',
  },
  {
    id: 'unlimited-inhibition', severity, helpUrl: `${ALERTMANAGER}/#inhibit_rule`, check: unlimitedInhibitions,
    summary: 'An inhibition rule has no `equal`',
    why: 'An alert of one cluster silences the alerts of all others.',
    fix: 'Specify the labels that source and target must share, such as `cluster` and `namespace`.',
  },
  {
    id: 'inhibition-without-source', severity, helpUrl: `${ALERTMANAGER}/#inhibit_rule`, check: inhibitionsWithoutSource,
    summary: 'An inhibition rule has no source matchers',
    why: 'Every alert is a source, so any alert silences the targets.',
    fix: 'Specify `source_matchers`.',
  },
  {
    id: 'ineffective-inhibition', severity, helpUrl: `${ALERTMANAGER}/#inhibit_rule`, check: ineffectiveInhibitions,
    summary: 'An inhibition rule silences no alert',
    why: 'A label in `equal` must have the same value in source and target, and an alert that is both is not silenced by another that is both.',
    fix: 'Correct the matchers, or remove the label from `equal`.',
  },
  {
    id: 'mutual-inhibition', severity, helpUrl: `${ALERTMANAGER}/#inhibit_rule`, check: mutualInhibitions,
    summary: 'Two inhibition rules let alerts silence each other',
    why: 'An alert silences others even while it is silenced itself. If both fire, nobody is notified of either.',
    fix: 'Remove one of the inhibition rules.',
  },
  {
    id: 'muted-route', severity, helpUrl: `${ALERTMANAGER}/#route`, check: mutedRoutes,
    summary: 'A route is muted at every moment',
    why: 'A route notifies only while it is in none of its mute time intervals and, if it has some, in one of its active time intervals.',
    fix: 'Correct the time intervals. To drop alerts on purpose, route them to a receiver without an integration.',
  },
  {
    id: 'empty-time-interval', severity, helpUrl: `${ALERTMANAGER}/#time_interval`, check: emptyIntervals,
    summary: 'No moment is in a time interval',
    why: 'A route that is muted in it is never muted, and one that is active in it never notifies.',
    fix: 'Correct the conditions: all of one interval must hold together. Write several intervals for alternatives.',
  },
  {
    id: 'unused-time-interval', severity, helpUrl: `${ALERTMANAGER}/#time_interval`, check: unusedIntervals,
    summary: 'No route uses a time interval',
    why: 'It mutes nothing.',
    fix: 'Name it in `mute_time_intervals` or `active_time_intervals` of a route, or remove it.',
  },
  {
    id: 'unsuitable-subject', severity, helpUrl: `${GUIDE}/AMP-alertmanager-truncation-SNS.html`, check: unsuitableSubjects,
    summary: 'An SNS subject is too long or not ASCII',
    why: 'The service replaces subjects of more than 100 characters, and those with other characters than printable ASCII.',
    fix: 'Shorten the subject: `{{ printf "%.100s" … }}`.',
  },
  {
    id: 'unescaped-json', severity, helpUrl: `${GUIDE}/AMP-alertmanager-receiver-JSON.html`, check: unescapedJson,
    summary: 'A message in JSON has values that are not escaped',
    why: 'A quote or a line break in a label or annotation makes the message invalid JSON, and its consumer fails.',
    fix: 'Use `toJson`, or escape with `reReplaceAll`; `SnsMessage.chat()` does.',
  },
  {
    id: 'attribute-named-key', severity, helpUrl: `${GUIDE}/AMP-alertmanager-receiver-config.html`, check: attributesNamedKey,
    summary: 'An SNS receiver has attributes that are called key and value',
    why: 'A map of attributes has their names as keys. AWS\'s own sample makes two attributes, named key and value.',
    fix: 'Write the name and the value of the attribute: `severity: warning`.',
  },
  {
    id: 'undefined-template', severity, helpUrl: NOTIFICATIONS, check: undefinedTemplates,
    summary: 'A template calls one that is not defined',
    why: 'The notification fails when it is due; until then nothing indicates it.',
    fix: 'Define the template in `template_files`, and load the file with `templates`.',
  },
  {
    id: 'unloaded-template', severity, helpUrl: `${GUIDE}/AMP-alertmanager-config.html`, check: unloadedTemplates,
    summary: 'Template files and the names in `templates` do not fit',
    why: 'Only files that `templates` names are loaded; names without a file are ignored.',
    fix: 'List each file of `template_files` in `templates`.',
  },
  {
    id: 'unknown-template-field', severity, helpUrl: NOTIFICATIONS, check: unknownFields,
    summary: 'A template uses a field that the data of notifications does not have',
    why: 'To evaluate it is an error, and the notification fails.',
    fix: 'Use the fields of the data: `.CommonLabels`, `.CommonAnnotations`, `.Alerts`, `.Status` and so on.',
  },
  {
    id: 'failing-template', severity, helpUrl: NOTIFICATIONS, check: failingTemplates,
    summary: 'A template fails when it is executed',
    why: 'Arguments of the wrong number or type, `range` over a text, and templates that call themselves without end are errors. The service parses '
      + 'templates and does not execute them before the first notification, which then fails.',
    fix: 'Correct the action. `|` passes a value as the last argument.',
  },
  {
    id: 'newer-alertmanager', severity, helpUrl: 'https://github.com/prometheus/alertmanager/blob/main/CHANGELOG.md', check: newerFeatures,
    summary: 'A feature exists in recent versions of Alertmanager only',
    why: 'AWS does not document which version the service runs; an older one refuses it.',
    fix: 'Try the definition before you rely on it, or do without the feature.',
  },
];
