import { containsToken } from '../../../private/tokens';
import type { Place } from '../../../prometheus/decode/place';
import type { Aggregation, PromqlNode } from '../../../prometheus/promql/nodes';
import type { FileGroup, FileRule } from '../../../prometheus/rule-files/rule-file';
import type { Matcher } from '../../../prometheus/alertmanager/matcher';
import { matches } from '../../../prometheus/alertmanager/matcher';
import { valueOf } from '../definition-text';

/** The labels of the alerts that a rule fires, as far as the rule alone decides them. */
export interface AlertLabels {
  readonly alert: string;
  /** The labels that the rule sets to one value. */
  readonly set: ReadonlyMap<string, string>;
  /** Returns the value of a label, empty where alerts do not have it; nothing where it is not known. */
  readonly valueOf: (name: string) => string | undefined;
}

/** Returns the labels of every alerting rule whose name is known. */
export function alertLabels(groups: readonly FileGroup[]): AlertLabels[] {
  return groups.flatMap(group => group.rules.flatMap(rule => rule.alert === undefined ? [] : [labelsOf(rule.alert.value, rule, group)]));
}

/** Returns whether a condition holds for all alerts of a rule; nothing where it is not known. */
export function holds(matcher: Matcher, { valueOf }: AlertLabels): boolean | undefined {
  const value = valueOf(matcher.name);
  return value === undefined ? undefined : matches(matcher, { [matcher.name]: value });
}

function labelsOf(alert: string, rule: FileRule, group: FileGroup): AlertLabels {
  const given = new Map([...group.labels, ...rule.labels].map(([name, { value }]) => [name, value]));
  // A template's value is known only when the alert fires, a token's at deployment.
  const set = new Map([...[...given].filter(([, value]) => !value.includes('{{') && !containsToken(value)), ['alertname', alert]]);
  const named = new Set([...namesIn(group.place), ...namesIn(rule.place)]);
  const isDropped = rule.expr?.parsed.expr === undefined ? () => false : droppedBy(rule.expr.parsed.expr);
  return { alert, set, valueOf: name => set.get(name) ?? (!named.has(name) && isDropped(name) ? '' : undefined) };
}

/** The names of the labels that a rule or group sets, be their values known only at deployment. */
function namesIn({ node }: Place): string[] {
  const labels = node.kind === 'mapping' ? valueOf(node, 'labels') : undefined;
  return labels?.kind === 'mapping' ? labels.entries.map(({ key }) => key.kind === 'scalar' ? key.value : '') : [];
}

/** Returns whether an expression's result cannot have a label: its outermost aggregation leaves it out. */
function droppedBy(expression: PromqlNode): (name: string) => boolean {
  const aggregation = outermostAggregation(expression);
  if (aggregation === undefined) return () => false;
  const { grouping, operator } = aggregation;
  // These keep the labels of the series that they select, or write one of their own.
  if (['topk', 'bottomk', 'limitk', 'limit_ratio', 'count_values'].includes(operator)) return () => false;
  const labels = new Set(grouping?.labels ?? []);
  return name => grouping?.isWithout === true ? labels.has(name) : !labels.has(name);
}

/** Comparisons with a number filter the series of the other side, and leave their labels. */
function outermostAggregation(expression: PromqlNode): Aggregation | undefined {
  let node = expression;
  for (;;) {
    if (node.kind === 'aggregation') return node;
    if (node.kind === 'parentheses' || node.kind === 'unary') node = node.expr;
    else if (node.kind === 'binary' && node.right.type === 'scalar') node = node.left;
    else if (node.kind === 'binary' && node.left.type === 'scalar') node = node.right;
    else return undefined;
  }
}
