import type { AppModel } from '../private/app-model';
import { ProblemSeverity } from '../validation/problem';
import { routingWarnings, ROUTING_RULE_IDS, RULE_COUNT_ID, ruleCountWarnings, type RuleWarning } from '../workspace/rule-warnings';
import { validatedDefinition } from '../workspace/validated-workspace';
import { reporterOf, workspacesOf } from '../workspace/workspace-members';
import type { AppProblem, AppRule } from './app-rules';

const severity = ProblemSeverity.WARNING;
const ROUTES = 'https://prometheus.io/docs/alerting/latest/configuration/#route';
const INHIBITIONS = 'https://prometheus.io/docs/alerting/latest/configuration/#inhibit_rule';

/** The rules of a workspace together, and with its alert manager definition. Workspaces of this library report these problems. */
export const ALERT_ROUTING_RULES: readonly AppRule[] = [
  {
    id: ROUTING_RULE_IDS.unreachableRoutes, severity, helpUrl: ROUTES, check: routingProblems(ROUTING_RULE_IDS.unreachableRoutes),
    summary: 'No alerting rule of the app fires an alert that reaches a route',
    why: 'The labels of the rules and the matchers of the route do not fit, so the route notifies nobody.',
    fix: 'Correct the matchers or the labels. Acknowledge the warning if rules outside of this app fire such alerts.',
  },
  {
    id: ROUTING_RULE_IDS.unreachableInhibitions, severity, helpUrl: INHIBITIONS,
    check: routingProblems(ROUTING_RULE_IDS.unreachableInhibitions),
    summary: 'No alerting rule of the app fires an alert that is a source or a target of an inhibition',
    why: 'The inhibition silences nothing.',
    fix: 'Correct the matchers or the labels. Acknowledge the warning if rules outside of this app fire such alerts.',
  },
  {
    id: ROUTING_RULE_IDS.unroutedValues, severity, helpUrl: ROUTES, check: routingProblems(ROUTING_RULE_IDS.unroutedValues),
    summary: 'Rules of the app set a label to a value that no route mentions: a similar one, or the root route notifies nobody',
    why: 'Such alerts go to the receiver of the root route, or to nobody.',
    fix: 'Correct the value, or add a route for it. Acknowledge the warning if the root route is meant to take these alerts.',
  },
  {
    id: RULE_COUNT_ID, severity, helpUrl: 'https://docs.aws.amazon.com/prometheus/latest/userguide/AMP_quotas.html', check: ruleCounts,
    summary: 'The namespaces of a workspace have more rules together than the default quota of 2,000',
    why: 'The service refuses more rules unless the quota was raised.',
    fix: 'Remove rules, use another workspace, or request a higher quota and acknowledge the warning.',
  },
];

function routingProblems(id: string): AppRule['check'] {
  return app => [...workspacesOf(app).values()].flatMap((members) => {
    const { resource } = members;
    if (resource === undefined || validatedDefinition(resource) !== undefined) return [];
    return routingWarnings(members).filter(({ ruleId }) => ruleId === id)
      .map(warning => ({ resources: [resource], property: 'AlertManagerDefinition', message: described(warning) }));
  });
}

function ruleCounts(app: AppModel): AppProblem[] {
  return [...workspacesOf(app).values()].filter(members => reporterOf(members) === undefined).flatMap(members =>
    ruleCountWarnings(members).map(({ message }) => ({ resources: members.ruleGroupsNamespaces, property: '', message })));
}

function described({ path, message }: RuleWarning): string {
  return path === '' ? message : `${path}: ${message}`;
}
