import { Budget } from '../budget';
import { isValidLabelName, type ValidationScheme } from './label-name';
import { LabelBuilder, type Labels } from './label-builder';
import { toLowerCase, toUpperCase } from './letter-case';
import { md5Library } from './md5-library';
import { compileAnchored, type AnchoredRegex } from './regex';

/** The actions of relabeling rules. */
export const RELABEL_ACTIONS = [
  'replace', 'keep', 'drop', 'hashmod', 'labelmap', 'labeldrop', 'labelkeep', 'lowercase', 'uppercase', 'keepequal', 'dropequal',
] as const;

/** The actions of relabeling rules. */
export type RelabelAction = typeof RELABEL_ACTIONS[number];

const MATCHES_NAMES: ReadonlySet<RelabelAction> = new Set(['labelmap', 'labeldrop', 'labelkeep']);

/** A valid `relabel_config`, every default filled in. */
export interface RelabelRule {
  readonly sourceLabels: readonly string[];
  readonly separator: string;
  readonly regex: string;
  readonly modulus: bigint;
  readonly targetLabel: string;
  readonly replacement: string;
  readonly action: RelabelAction;
}

/** Prometheus's defaults for the fields that a rule leaves out. */
export const DEFAULT_RELABEL_RULE: RelabelRule = {
  sourceLabels: [], separator: ';', regex: '(.*)', modulus: 0n, targetLabel: '', replacement: '$1', action: 'replace',
};

/** The labels before and after one rule. */
export interface RelabelStep {
  readonly rule: RelabelRule;
  readonly before: Labels;
  /** `undefined` when the rule dropped the target or sample. */
  readonly after: Labels | undefined;
}

/** Everything that a rule looks at; answers whether the labels are kept. */
interface Context {
  readonly rule: RelabelRule;
  readonly regex: AnchoredRegex;
  /** The source labels' values, joined. */
  readonly value: string;
  readonly labels: LabelBuilder;
  readonly scheme: ValidationScheme;
}

/** The labels after all rules, or `undefined` when a rule drops them. `budget` is that of all that is relabeled together. */
export function relabel(
  labels: Labels, rules: readonly RelabelRule[], scheme: ValidationScheme = 'utf8', budget = new Budget(),
): Labels | undefined {
  budget.spendRelabeling(labels.size * LABEL);
  if (rules.length === 0) return withValues(labels);
  const builder = new LabelBuilder(labels, budget);
  return rules.every(rule => apply(rule, builder, scheme, budget)) ? builder.labels() : undefined;
}

/** A rule that dropped a target or sample, and the labels that it saw. */
export type RelabelDrop = Pick<RelabelStep, 'rule' | 'before'>;

/** Relabels as `relabel` does, and returns which rule drops the labels. */
export function relabelOrDrop(
  labels: Labels, rules: readonly RelabelRule[], scheme: ValidationScheme, budget: Budget,
): { readonly after: Labels; readonly drop?: undefined } | { readonly after?: undefined; readonly drop: RelabelDrop } {
  budget.spendRelabeling(labels.size * LABEL);
  const builder = new LabelBuilder(labels, budget);
  // Rules that drop change nothing.
  const rule = rules.find(each => !apply(each, builder, scheme, budget));
  return rule === undefined ? { after: builder.labels() } : { drop: { rule, before: builder.labels() } };
}

/** A label without a value does not exist. */
function withValues(labels: Labels): Labels {
  for (const value of labels.values()) if (value === '') return new Map([...labels].filter(([, text]) => text !== ''));
  return labels;
}

/** Returns the labels before and after each rule, up to and with the one that drops them. */
export function explainRelabeling(
  labels: Labels, rules: readonly RelabelRule[], scheme: ValidationScheme = 'utf8', budget = new Budget(),
): RelabelStep[] {
  const builder = new LabelBuilder(labels, budget);
  const steps: RelabelStep[] = [];
  for (const rule of rules) {
    const before = builder.labels();
    const kept = apply(rule, builder, scheme, budget);
    steps.push({ rule, before, after: kept ? builder.labels() : undefined });
    if (!kept) break;
  }
  return steps;
}

/** A rule that writes a label, by its index. */
export interface LabelWrite {
  readonly index: number;
  /** False if the label had the value already. */
  readonly isChange: boolean;
}

/** Returns the rules that write or delete a label, in their order. */
export function writesOf(
  label: string, labels: Labels, rules: readonly RelabelRule[], scheme: ValidationScheme = 'utf8', budget = new Budget(),
): LabelWrite[] {
  const builder = new LabelBuilder(labels, budget);
  const writes: LabelWrite[] = [];
  for (const [index, rule] of rules.entries()) {
    const before = builder.get(label);
    const isWritten = rule.targetLabel === label && isWriting(rule, builder);
    if (!apply(rule, builder, scheme, budget)) break;
    const isChange = builder.get(label) !== before;
    if (isWritten || isChange) writes.push({ index, isChange });
  }
  return writes;
}

function isWriting({ action, regex, sourceLabels, separator }: RelabelRule, labels: LabelBuilder): boolean {
  const value = sourceLabels.map(name => labels.get(name)).join(separator);
  return action === 'replace' ? compileAnchored(regex).regex?.matches(value) === true : ['lowercase', 'uppercase', 'hashmod'].includes(action);
}

function apply(rule: RelabelRule, labels: LabelBuilder, scheme: ValidationScheme, budget: Budget): boolean {
  const { regex, error } = compileAnchored(rule.regex);
  if (regex === undefined) throw new Error(error);
  const value = rule.sourceLabels.map(name => labels.get(name)).join(rule.separator);
  budget.spendRelabeling(stepsOf(rule, regex, value, labels));
  return ACTIONS[rule.action]({ rule, regex, value, labels, scheme });
}

/** Creating a label builder takes about as many steps for each label. */
const LABEL = 80;

/** The steps of every rule, whatever its action. */
const RULE = 300;

function stepsOf({ action }: RelabelRule, regex: AnchoredRegex, value: string, labels: LabelBuilder): number {
  return RULE + regex.steps(MATCHES_NAMES.has(action) ? labels.nameCharacters() : value.length);
}

/** An action that changes labels, and never drops. */
const changing = (change: (context: Context) => void) => (context: Context): boolean => {
  change(context);
  return true;
};

const ACTIONS: Readonly<Record<RelabelAction, (context: Context) => boolean>> = {
  keep: ({ regex, value }) => regex.matches(value),
  drop: ({ regex, value }) => !regex.matches(value),
  keepequal: ({ rule, value, labels }) => labels.get(rule.targetLabel) === value,
  dropequal: ({ rule, value, labels }) => labels.get(rule.targetLabel) !== value,
  replace: changing(replace),
  lowercase: changing(({ rule, value, labels }) => { labels.set(rule.targetLabel, toLowerCase(value)); }),
  uppercase: changing(({ rule, value, labels }) => { labels.set(rule.targetLabel, toUpperCase(value)); }),
  hashmod: changing(({ rule, value, labels }) => { labels.set(rule.targetLabel, String(hash(value) % rule.modulus)); }),
  labelmap: changing(({ rule, regex, labels }) => {
    for (const [name, value] of labels.entries()) if (regex.matches(name)) labels.set(regex.replaceAll(name, rule.replacement), value);
  }),
  labeldrop: changing(({ regex, labels }) => {
    for (const [name] of labels.entries()) if (regex.matches(name)) labels.delete(name);
  }),
  labelkeep: changing(({ regex, labels }) => {
    for (const [name] of labels.entries()) if (!regex.matches(name)) labels.delete(name);
  }),
};

function replace({ rule, regex, value, labels, scheme }: Context): void {
  labels.expect((rule.replacement.split('$').length - 1) * value.length);
  const [target, replacement] = regex.expand(value, rule.targetLabel, rule.replacement) ?? [];
  if (target === undefined || replacement === undefined || !isValidLabelName(target, scheme)) return;
  labels.set(target, replacement);
}

/** Several jobs hash the same addresses. */
const MOST_HASHES = 1000;
const hashes = new Map<string, bigint>();

/** The last eight bytes of the MD5 sum, as all versions of Prometheus take them. */
function hash(value: string): bigint {
  const known = hashes.get(value);
  if (known !== undefined) return known;
  const sum = new DataView(md5Library().md5.arrayBuffer(new TextEncoder().encode(value))).getBigUint64(8);
  if (hashes.size >= MOST_HASHES) hashes.clear();
  if (value.length < MOST_HASHES) hashes.set(value, sum);
  return sum;
}
