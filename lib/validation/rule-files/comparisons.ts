import type { PromqlNode, VectorSelector } from '../../prometheus/promql/nodes';
import { someNode, withoutParentheses } from '../../prometheus/promql/visit';
import type { LocatedMessage } from '../located-message';
import type { RuleFileContext, RuleInGroup } from './rule-file-context';

const COMPARISONS: ReadonlySet<string> = new Set(['==', '!=', '<=', '<', '>=', '>']);

/** Alerts whose expression compares nothing: they fire for every series. */
export function alertsWithoutComparison({ rules }: RuleFileContext): LocatedMessage[] {
  const seen = new Set<PromqlNode>();
  const conditions = recordedConditions(rules);
  return rules.flatMap(({ rule: { alert }, expr, tree }) => {
    // An expression that several aliases refer to is one.
    if (alert === undefined || expr === undefined || tree === undefined || seen.has(tree)) return [];
    seen.add(tree);
    if (selectsByValue(tree, conditions)) return [];
    const message = hasBool(tree)
      ? 'the comparison with \'bool\' returns 0 or 1 for every series, and the alert fires for each of them; remove \'bool\''
      : 'the expression has no comparison, so the alert fires for every series that it returns; compare the value, as in \'… > 0\'';
    return [{ place: expr.place, message }];
  });
}

/** Returns the metrics that are recorded only where a comparison is true. */
function recordedConditions(rules: readonly RuleInGroup[]): ReadonlySet<string> {
  const recorded = rules.filter(({ rule: { record }, tree }) => record !== undefined && tree !== undefined && selectsByValue(tree));
  return new Set(recorded.map(({ rule }) => rule.record?.value ?? ''));
}

function hasBool(tree: PromqlNode): boolean {
  return someNode(tree, node => node.kind === 'binary' && node.isBool);
}

/** Functions about whether there are series. */
const PRESENCE: ReadonlySet<string> = new Set(['absent', 'absent_over_time', 'present_over_time']);

/**
 * A constant is meant to fire always. Other alerts are about whether there are series: `ALERTS` exist while an alert is active.
 *
 * @param conditions metrics that have series only while a condition is true
 */
function selectsByValue(tree: PromqlNode, conditions: ReadonlySet<string> = new Set()): boolean {
  const root = withoutParentheses(tree);
  if (root.type !== 'instant vector' || (root.kind === 'call' && root.name === 'vector')) return true;
  return someNode(tree, (node) => {
    switch (node.kind) {
      case 'binary': return node.operator === 'unless' || (COMPARISONS.has(node.operator) && !node.isBool);
      case 'call': return PRESENCE.has(node.name);
      case 'vector-selector': return selectsState(node, conditions);
      default: return false;
    }
  });
}

function selectsState({ name = '', matchers }: VectorSelector, conditions: ReadonlySet<string>): boolean {
  return conditions.has(name) || name === 'ALERTS' || name === 'ALERTS_FOR_STATE' || (name.endsWith('_info') && matchers.length > 0);
}
