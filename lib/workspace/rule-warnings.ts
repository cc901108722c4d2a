import { pathOf } from '../prometheus/decode/place';
import { alertManagerLibrary } from '../validation/alert-manager-library';
import type { RoutingProblems } from '../validation/alert-manager/coherence/coherence';
import { rulesLibrary } from '../validation/rules-library';
import type { WorkspaceMembers } from './workspace-members';

/** A warning about the rules of a workspace, and its alert manager definition. */
export interface RuleWarning {
  readonly ruleId: string;
  /** The path in the alert manager definition; empty for the rules as a whole. */
  readonly path: string;
  readonly message: string;
}

/** The IDs of the rules that compare a definition with the rules of its workspace. */
export const ROUTING_RULE_IDS: Readonly<Record<keyof RoutingProblems, string>> = {
  unreachableRoutes: 'unreachable-route', unreachableInhibitions: 'unreachable-inhibition', unroutedValues: 'unrouted-label-value',
};

export const RULE_COUNT_ID = 'workspace-rule-count';

/** A quota that can be raised. */
const MOST_RULES = 2000;

/** A shorter text cannot have as many rules: `{record: a,expr: b}` has 19 characters. */
const SHORTEST_RULE = 15;

/** Compares the alert manager definition of a workspace with its rules. A workspace whose rules are not all known is skipped. */
export function routingWarnings({ resource, ruleGroupsNamespaces }: WorkspaceMembers): RuleWarning[] {
  const definition = resource?.alertManagerDefinition;
  const texts = ruleGroupsNamespaces.map(({ data }) => data);
  if (typeof definition !== 'string' || texts.length === 0) return [];
  const problems = alertManagerLibrary().routingProblemsOf(definition, texts);
  const kinds = Object.keys(ROUTING_RULE_IDS) as Array<keyof RoutingProblems>;
  return kinds.flatMap(kind => (problems?.[kind] ?? []).map(({ place, message }) =>
    ({ ruleId: ROUTING_RULE_IDS[kind], path: pathOf(place), message })));
}

/** Counts the rules of all namespaces. A single file with too many rules has a separate warning. */
export function ruleCountWarnings({ ruleGroupsNamespaces }: WorkspaceMembers): RuleWarning[] {
  // Namespaces with conditions may exclude each other.
  const texts = ruleGroupsNamespaces.filter(({ cfnOptions }) => cfnOptions.condition === undefined).map(({ data }) => data);
  if (texts.join('').length < MOST_RULES * SHORTEST_RULE) return [];
  const counts = texts.map(text => rulesLibrary().countRules(text));
  const count = counts.reduce((sum, each) => sum + each, 0);
  if (count <= MOST_RULES || counts.some(each => each > MOST_RULES)) return [];
  return [{
    ruleId: RULE_COUNT_ID, path: '',
    message: `the rule groups namespaces of the workspace have ${count} rules together, more than the default quota "Rules per workspace" of ${MOST_RULES}`,
  }];
}
