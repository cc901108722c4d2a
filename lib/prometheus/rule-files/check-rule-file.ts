import { containsToken } from '../../private/tokens';
import type { Context } from '../decode/context';
import { isUtf8 } from '../values/utf8';
import type { ParsedPromql } from '../promql/parse-promql';
import type { PromqlProblem } from '../promql/problem';
import type { FileGroup, FileRule, Placed, RuleExpression, RuleFile } from './rule-file';
import type { TextEntry } from './yaml-v3';

export interface CheckOptions {
  /**
   * True if expressions may use features that Prometheus 3.16 refuses without a feature flag, or has had for about a year only. Their
   * arguments are then not validated.
   *
   * @default false
   */
  readonly allowsYoungFeatures?: boolean;
}

/** Reports what Prometheus refuses in a rule file that it could decode. */
export function checkRuleFile({ groups }: RuleFile, context: Context, options: CheckOptions = {}): void {
  const names = new Set<string>();
  const checked = new Set<ParsedPromql>();
  for (const group of groups) {
    checkGroup(group, names, context);
    for (const rule of group.rules) checkRule(rule, checked, context, options);
  }
}

function checkGroup(group: FileGroup, names: Set<string>, context: Context): void {
  const { value: name, place } = group.name ?? { value: '', place: group.place };
  if (name === '') context.report('group-name-empty', place, 'Groupname must not be empty');
  if (names.has(name)) context.report('group-name-duplicate', place, `groupname: "${name}" is repeated in the same file`);
  if (!containsToken(name)) names.add(name);
  checkLabels(group.labels, context);
}

/** @param checked the expressions that were checked: one that several aliases refer to is wrong once */
function checkRule(rule: FileRule, checked: Set<ParsedPromql>, context: Context, options: CheckOptions): void {
  checkKind(rule, context);
  if (rule.expr === undefined || rule.expr.value === '') {
    context.report('missing-field', rule.expr?.place ?? rule.place, 'field \'expr\' must be set in rule');
  } else if (!checked.has(rule.expr.parsed)) {
    checked.add(rule.expr.parsed);
    checkExpression(rule.expr, context, options);
  }
  if (rule.record !== undefined && isGiven(rule.record)) checkRecordingRule(rule, rule.record, context);
  checkLabels(rule.labels, context);
  for (const [name, { keyPlace }] of rule.annotations) {
    if (!isLabelName(name)) context.report('invalid-label-name', keyPlace, `invalid annotation name: ${name}`);
  }
  if (isGiven(rule.alert)) checkTemplates(rule, context);
}

function isGiven(text: Placed<string> | undefined): boolean {
  return text !== undefined && text.value !== '';
}

function checkKind({ record, alert, place }: FileRule, context: Context): void {
  if (record !== undefined && isGiven(record) && isGiven(alert)) {
    context.report('exclusive-fields', record.place, 'only one of \'record\' and \'alert\' must be set');
  }
  if (isGiven(record) || isGiven(alert)) return;
  context.report('missing-field', record?.place ?? alert?.place ?? place, 'one of \'record\' or \'alert\' must be set');
}

function checkExpression({ parsed, placeAt, place }: RuleExpression, context: Context, options: CheckOptions): void {
  const { problems, features, notValidated } = parsed;
  const isInFeature = ({ start }: PromqlProblem) => features.some(feature => feature.start <= start && start < feature.end);
  const isRefused = (problem: PromqlProblem) =>
    options.allowsYoungFeatures !== true || (problem.feature === undefined && !isInFeature(problem));
  for (const { message, start } of problems.filter(isRefused)) context.report('invalid-expression', placeAt(start), message);
  if (notValidated === 'nesting') context.warn('not-validated', place, 'the expression is nested too deeply to be validated');
}

function checkRecordingRule(rule: FileRule, record: Placed<string>, context: Context): void {
  const { place, value: name } = record;
  const fields: ReadonlyArray<readonly [name: string, isGiven: boolean]> = [
    ['annotations', rule.annotations.size > 0],
    ['for', (rule.for?.value ?? 0) !== 0],
    ['keep_firing_for', (rule.keepFiringFor?.value ?? 0) !== 0],
  ];
  for (const [field, isGiven] of fields) {
    if (isGiven) context.report('exclusive-fields', place, `invalid field '${field}' in recording rule`);
  }
  if (!isUtf8(name)) context.report('invalid-record-name', place, `invalid recording rule name: ${name}`);
  if (!containsToken(name) && /[{}]/.test(name)) {
    context.report('invalid-record-name', place, `braces present in the recording rule name; should it be in expr?: ${name}`);
  }
}

function checkLabels(labels: ReadonlyMap<string, TextEntry>, context: Context): void {
  for (const [name, { value, place, keyPlace }] of labels) {
    if (!isLabelName(name) || name === '__name__') context.report('invalid-label-name', keyPlace, `invalid label name: ${name}`);
    if (!isUtf8(value)) context.report('invalid-value', place, `invalid label value: ${value}`);
  }
}

function isLabelName(name: string): boolean {
  return name !== '' && isUtf8(name);
}

function checkTemplates({ labels, annotations }: FileRule, context: Context): void {
  for (const { template, placeAt } of [...labels.values(), ...annotations.values()]) {
    if (template?.problem !== undefined) context.report('invalid-rule-template', placeAt(template.problem.offset), template.problem.message);
  }
}
