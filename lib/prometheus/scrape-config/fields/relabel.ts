import { RELABEL_ACTIONS, DEFAULT_RELABEL_RULE, type RelabelAction, type RelabelRule } from '../../relabel/relabel';
import { isValidLabelName, type ValidationScheme } from '../../relabel/label-name';
import type { Context } from '../../decode/context';
import { field, list, string, struct, text, uint64 } from '../../decode/types';
import type { Item, StructValue } from '../../decode/value';
import { isNull } from '../../yaml/node';
import type { PrometheusRule } from '../../rule-ids';
import { quote } from '../../values/quote';
import { labelName, regex } from './scalars';

// https://github.com/prometheus/prometheus/blob/v3.16.0/model/relabel/relabel.go

const action = text('relabel.Action', {
  rule: 'relabel-action',
  parse: (value) => {
    const known = RELABEL_ACTIONS.find(name => name === value.toLowerCase());
    return known === undefined ? { error: `unknown relabel action ${quote(value)}` } : { value: known };
  },
});

export const relabelConfig = struct('relabel.Config', 'relabel.plain', {
  source_labels: list(labelName, 'model.LabelNames'),
  separator: field(string, DEFAULT_RELABEL_RULE.separator),
  regex: field(regex, DEFAULT_RELABEL_RULE.regex),
  modulus: uint64,
  target_label: string,
  replacement: field(string, DEFAULT_RELABEL_RULE.replacement),
  action: field(action, DEFAULT_RELABEL_RULE.action),
});

/** With variables, a name is only known once they are filled in. */
const LEGACY_TEMPLATE = /^(?:[a-zA-Z_]|\$(?:\{\w+\}|\w))(?:\w|\$(?:\{\w+\}|\w))*$/;

const NEEDS_TARGET = new Set(['replace', 'hashmod', 'lowercase', 'uppercase', 'keepequal', 'dropequal']);
const HAS_NO_REPLACEMENT = new Set(['lowercase', 'uppercase', 'keepequal', 'dropequal']);

/** The rules of a list, each checked under the names that the job allows. */
export function checkRelabelings(owner: StructValue, name: string, context: Context, scheme: ValidationScheme): void {
  for (const rule of owner.structs(name)) checkRelabeling(rule, context, scheme);
}

function checkRelabeling(rule: StructValue, context: Context, scheme: ValidationScheme): void {
  const does = rule.text('action');
  if (does === undefined) return;
  const report: Report = (id, name, message) => {
    context.report(id, rule.placeOf(name), message);
  };
  if (does === '') {
    report('relabel-action', 'action', 'relabel action cannot be empty');
    return;
  }
  if (does === 'hashmod' && rule.integer('modulus') === 0n) {
    report('relabel-fields', 'modulus', 'relabel configuration for hashmod requires non-zero modulus');
  }
  if (NEEDS_TARGET.has(does) && !rule.isSet('target_label')) {
    report('relabel-fields', 'target_label', `relabel configuration for ${does} action requires 'target_label' value`);
  } else {
    checkTargetName(rule, does, scheme, report);
  }
  checkUnusedFields(rule, does, report);
}

type Report = (rule: PrometheusRule, field: string, message: string) => void;

/** The names that the rule writes to: the target label, or what labelmap makes of a name. */
function checkTargetName(rule: StructValue, does: string, scheme: ValidationScheme, report: Report): void {
  const name = does === 'labelmap' ? 'replacement' : 'target_label';
  const label = rule.text(name);
  if (label === undefined || (does !== 'labelmap' && !NEEDS_TARGET.has(does))) return;
  const mayBeTemplate = does === 'labelmap' || (does === 'replace' && label.includes('$'));
  const isValid = (under: ValidationScheme) => mayBeTemplate && under === 'legacy' ? LEGACY_TEMPLATE.test(label) : isValidLabelName(label, under);
  if (!isValid(scheme)) report('relabel-label-name', name, `${quote(label)} is invalid '${name}' for ${does} action`);
}

function checkUnusedFields(rule: StructValue, does: string, report: Report): void {
  const changed = (name: string, unused: boolean): string[] => unused ? [name] : [];
  const replacement = changed('replacement', rule.get('replacement') !== DEFAULT_RELABEL_RULE.replacement);
  const separator = changed('separator', rule.get('separator') !== DEFAULT_RELABEL_RULE.separator);
  const modulus = changed('modulus', rule.isSet('modulus'));
  if (HAS_NO_REPLACEMENT.has(does) && replacement.length > 0) {
    report('relabel-fields', 'replacement', `'replacement' can not be set for ${does} action`);
  }
  if (does === 'keepequal' || does === 'dropequal') {
    // Prometheus compares the compiled expressions, so that even the default, when it is written, is another one.
    const [first] = [...changed('regex', hasOwnRegex(rule)), ...modulus, ...separator, ...replacement];
    const message = `${does} action requires only 'source_labels' and \`target_label\`, and no other fields`;
    if (first !== undefined) report('relabel-fields', first, message);
  }
  if (does === 'labeldrop' || does === 'labelkeep') {
    const [first] = [
      ...changed('source_labels', rule.get('source_labels') !== null), ...changed('target_label', rule.isSet('target_label')),
      ...modulus, ...separator, ...replacement,
    ];
    if (first !== undefined) report('relabel-fields', first, `${does} action requires only 'regex', and no other fields`);
  }
}

/** A quoted null is not compiled: it leaves the default where it is. */
function hasOwnRegex(rule: StructValue): boolean {
  const { node } = rule.placeOf('regex');
  const isQuotedNull = node.kind === 'scalar' && isNull(node) && node.style !== 'plain';
  return rule.has('regex') && !isQuotedNull;
}

/** The rules as they run, or `undefined` when one of them is not known or not valid. */
export function relabelRules(items: readonly Item[]): RelabelRule[] | undefined {
  const rules: RelabelRule[] = [];
  for (const { value } of items) {
    const rule = typeof value === 'object' && value !== null && 'type' in value ? relabelRule(value) : undefined;
    if (rule === undefined) return undefined;
    rules.push(rule);
  }
  return rules;
}

/** Returns a rule that can run; `undefined` if a part of it is not known, or if it distributes targets over 0 buckets. */
export function relabelRule(value: StructValue): RelabelRule | undefined {
  const sourceLabels = value.get('source_labels') === null ? [] : value.items('source_labels').map(item => item.value);
  const [separator, pattern, targetLabel] = ['separator', 'regex', 'target_label'].map(name => value.text(name));
  const [replacement, does] = ['replacement', 'action'].map(name => value.text(name));
  const modulus = value.integer('modulus');
  if (!sourceLabels.every(label => typeof label === 'string') || typeof value.get('source_labels') === 'symbol') return undefined;
  if (separator === undefined || pattern === undefined || targetLabel === undefined || replacement === undefined) return undefined;
  if (modulus === undefined || does === undefined || !isRelabelAction(does) || (does === 'hashmod' && modulus === 0n)) return undefined;
  return { sourceLabels, separator, regex: pattern, modulus, targetLabel, replacement, action: does };
}

export function isRelabelAction(text: string): text is RelabelAction {
  return RELABEL_ACTIONS.some(action => action === text);
}
