import type { LocatedMessage } from '../validation/located-message';
import { alertManagerLibrary } from '../validation/alert-manager-library';
import type { RoutingProblems } from '../validation/alert-manager/coherence/coherence';
import { ProblemSeverity } from '../validation/problem';
import { pathOf } from '../prometheus/decode/place';
import type { WorkspaceMembers } from '../workspace/workspace-members';
import type { AppProblem, AppRule } from './app-rules';

const severity = ProblemSeverity.WARNING;
const ROUTES = 'https://prometheus.io/docs/alerting/latest/configuration/#route';
const INHIBITIONS = 'https://prometheus.io/docs/alerting/latest/configuration/#inhibit_rule';

/** Alert manager definitions with the rules of the same workspace. */
export const ALERT_ROUTING_RULES: readonly AppRule[] = [
  {
    id: 'unreachable-route', severity, helpUrl: ROUTES, check: problemsOf('unreachableRoutes'),
    summary: 'No alerting rule of the app fires an alert that reaches a route',
    why: 'The labels of the rules and the matchers of the route do not fit, so the route notifies nobody.',
    fix: 'Correct the matchers or the labels. Acknowledge the warning if rules outside of this app fire such alerts.',
  },
  {
    id: 'unreachable-inhibition', severity, helpUrl: INHIBITIONS, check: problemsOf('unreachableInhibitions'),
    summary: 'No alerting rule of the app fires an alert that is a source or a target of an inhibition',
    why: 'The inhibition silences nothing.',
    fix: 'Correct the matchers or the labels. Acknowledge the warning if rules outside of this app fire such alerts.',
  },
  {
    id: 'unrouted-label-value', severity, helpUrl: ROUTES, check: problemsOf('unroutedValues'),
    summary: 'Rules of the app set a label to a value that no route mentions, while routes mention others',
    why: 'Such alerts go to the receiver of the root route, which a misspelled severity does as well.',
    fix: 'Correct the value, or add a route for it. Acknowledge the warning if the root route is meant to take these alerts.',
  },
];

function problemsOf(kind: keyof RoutingProblems): AppRule['check'] {
  return ({ workspaces }) => [...workspaces.values()].flatMap(members => problemsIn(members, kind));
}

/** Nothing is certain of a workspace whose rules are not known. */
function problemsIn({ resource, ruleGroupsNamespaces }: WorkspaceMembers, kind: keyof RoutingProblems): AppProblem[] {
  const definition = resource?.alertManagerDefinition;
  const texts = ruleGroupsNamespaces.map(({ data }) => data);
  if (resource === undefined || typeof definition !== 'string' || texts.length === 0) return [];
  const problems = alertManagerLibrary().routingProblemsOf(definition, texts);
  return (problems?.[kind] ?? []).map(problem => ({ resources: [resource], property: 'AlertManagerDefinition', message: described(problem) }));
}

function described({ place, message }: LocatedMessage): string {
  return `${pathOf(place)}: ${message}`;
}
