import { call, listOf, objectOf, valueOf, type Expression } from './expression';
import { duration, Imports, isRecord, labels, numeric, text, typedProperties, type Writer } from './typed-values';

const GROUP_FIELDS = { name: 'name', interval: 'interval', queryOffset: 'query_offset', limit: 'limit', labels: 'labels', rules: 'rules' };

const ALERTING_FIELDS = { alert: 'alert', expr: 'expr', for: 'for', keepFiringFor: 'keep_firing_for', labels: 'labels', annotations: 'annotations' };
const RECORDING_FIELDS = { record: 'record', expr: 'expr', labels: 'labels' };
const RULE: Readonly<Record<string, Writer>> = {
  alert: text, record: text, expr: expression, for: duration, keepFiringFor: duration, labels, annotations: labels,
};

/** Writes a rule file as typed rule groups; as an object if it has fields that the types do not express. */
export function typedRuleGroups(value: Readonly<Record<string, unknown>>, imports: Imports): Expression {
  imports.library.add('RuleGroups');
  const own = new Imports();
  const groups = Object.keys(value).join() === 'groups' && Array.isArray(value.groups) ? value.groups.map(group => typedGroup(group, own)) : [undefined];
  if (!groups.every(group => group !== undefined)) return call('RuleGroups.fromObject', valueOf(value));
  for (const name of own.core) imports.core.add(name);
  for (const name of own.library) imports.library.add(name);
  return call('new RuleGroups', listOf(groups));
}

function typedGroup(group: unknown, imports: Imports): Expression | undefined {
  if (!isRecord(group) || !Array.isArray(group.rules)) return undefined;
  const rules = group.rules.map(rule => typedRule(rule, imports));
  if (!rules.every(rule => rule !== undefined)) return undefined;
  const writers = { name: text, interval: duration, queryOffset: duration, limit: numeric, labels, rules: () => listOf(rules) };
  const { properties, rest } = typedProperties(group, GROUP_FIELDS, writers, imports);
  return Object.keys(rest).length === 0 && typeof group.name === 'string' ? objectOf(properties) : undefined;
}

function typedRule(rule: unknown, imports: Imports): Expression | undefined {
  if (!isRecord(rule)) return undefined;
  const isAlert = rule.alert !== undefined;
  const { properties, rest } = typedProperties(rule, isAlert ? ALERTING_FIELDS : RECORDING_FIELDS, RULE, imports);
  const names = properties.map(([name]) => name);
  if (Object.keys(rest).length > 0 || !names.includes('expr') || !names.includes(isAlert ? 'alert' : 'record')) return undefined;
  imports.library.add('Rule');
  return call(isAlert ? 'Rule.alerting' : 'Rule.recording', objectOf(properties));
}

/** Prometheus reads `expr: 1` as text. */
function expression(value: unknown, imports: Imports): Expression | undefined {
  return text(typeof value === 'number' ? String(value) : value, imports);
}
