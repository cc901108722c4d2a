import type { PromqlNode } from '../../prometheus/promql/nodes';
import type { RuleText } from '../../prometheus/rule-files/rule-file';
import type { ParsedTemplate, TemplateReference } from '../../prometheus/templates/template';
import { formatDuration, parseDuration } from '../../prometheus/values/duration';
import type { LocatedMessage } from '../located-message';
import { mayHave, resultLabels, type ResultLabels } from './result-labels';
import type { RuleFileContext } from './rule-file-context';

/** The evaluation interval of a group that specifies none. */
const DEFAULT_INTERVAL = 60_000;

/** Templates of alerts that use a label which the result of the expression cannot have. */
export function missingTemplateLabels({ rules }: RuleFileContext): LocatedMessage[] {
  const results = new Map<PromqlNode, ResultLabels>();
  const templateLabels = labelsOfTemplates();
  return rules.flatMap(({ group, rule: { alert, labels, annotations }, tree }) => {
    if (alert === undefined || tree === undefined) return [];
    const result = results.get(tree) ?? resultLabels(tree);
    results.set(tree, result);
    return [...labels.values(), ...annotations.values()].flatMap(text => templateLabels(text).filter(({ label }) => !mayHave(result, label))
      .map(({ label, offset }) => {
        const isOwn = label === 'alertname' || labels.has(label) || group.labels.has(label);
        const advice = isOwn ? 'templates do not see the labels of the rule itself: write the text' : 'keep it in the aggregation';
        return { place: text.placeAt(offset), message: `the template uses the label '${label}', which the result of the expression does not have; ${advice}` };
      }));
  });
}

/** A label that a template uses, and the place of its first use. */
interface UsedLabel {
  readonly label: string;
  readonly offset: number;
}

/** The number of labels up to which a template that many aliases refer to is checked for each of them. */
const MOST_REPEATED = 20;

/** Returns a function that returns the labels of each template. It reads a template once. */
function labelsOfTemplates(): (text: RuleText) => readonly UsedLabel[] {
  const known = new Map<ParsedTemplate, readonly UsedLabel[]>();
  return ({ template }) => {
    if (template === undefined) return [];
    const labels = known.get(template);
    if (labels !== undefined) return labels.length > MOST_REPEATED ? [] : labels;
    const found = labelsIn(template);
    known.set(template, found);
    return found;
  };
}

/** `$labels.pod`, and `.Labels.pod` where the dot is that of the alert. Labels that the template tests may be missing. */
function labelsIn({ references }: ParsedTemplate): readonly UsedLabel[] {
  if (references.length === 0) return [];
  const firstUses = new Map<string, UsedLabel>();
  const tested = new Set<string>();
  for (const { kind, name, fields, isAtRoot, isCondition, offset } of references) {
    const isLabels = (kind === 'variable' && name === '$labels') || (kind === 'field' && name === 'Labels' && isAtRoot);
    const label = isLabels ? fields[0] : undefined;
    if (label === undefined) continue;
    if (isCondition) tested.add(label);
    if (!firstUses.has(label)) firstUses.set(label, { label, offset });
  }
  return [...firstUses.values()].filter(({ label }) => !tested.has(label));
}

/** Labels of alerts that contain the value. */
export function valuesInLabels({ rules }: RuleFileContext): LocatedMessage[] {
  const isValue = ({ kind, name, isAtRoot }: TemplateReference) =>
    (kind === 'variable' && name === '$value') || (kind === 'field' && name === 'Value' && isAtRoot);
  return rules.flatMap(({ rule: { labels } }) => [...labels].flatMap(([name, { template, placeAt }]) => {
    const reference = isComparedOnly(template?.references ?? []) ? undefined : template?.references.find(isValue);
    if (reference === undefined) return [];
    return [{ place: placeAt(reference.offset), message: `the label '${name}' contains the value, so each new value is a new alert and starts 'for' again; move it to an annotation` }];
  }));
}

const COMPARING: ReadonlySet<string> = new Set(['eq', 'ne', 'lt', 'le', 'gt', 'ge']);

/** A value that is only compared, as in `{{ if gt $value 90.0 }}`, yields a few labels at most. */
function isComparedOnly(references: readonly TemplateReference[]): boolean {
  return references.some(({ kind, name }) => kind === 'function' && COMPARING.has(name));
}

/** Alerts that wait for less time than lies between two evaluations. */
export function shortWaits({ rules }: RuleFileContext): LocatedMessage[] {
  return rules.flatMap(({ group, rule }) => {
    const interval = group.interval === undefined || group.interval.value === 0 ? DEFAULT_INTERVAL : group.interval.value;
    if (rule.for === undefined || rule.for.value === 0 || rule.for.value >= interval) return [];
    return [{
      place: rule.for.place,
      message: `'for' is shorter than the interval of the group, ${formatDuration(interval)}: the alert fires at the second evaluation, as with 'for: ${formatDuration(interval)}'`,
    }];
  });
}

/** Labels and annotations with the name of a field that their rule does not have: they are indented too far. */
export function fieldsAsLabels({ rules }: RuleFileContext): LocatedMessage[] {
  return rules.flatMap(({ rule }) => {
    const missing = [...rule.for === undefined ? ['for'] : [], ...rule.keepFiringFor === undefined ? ['keep_firing_for'] : []];
    return Object.entries({ labels: rule.labels, annotations: rule.annotations }).flatMap(([section, texts]) => missing.flatMap((field) => {
      const text = texts.get(field);
      const isDuration = text !== undefined && parseDuration(text.value).error === undefined;
      return isDuration ? [{ place: text.keyPlace, message: `'${field}' is in ${section}, so that it is a text and no field of the rule; move it out of ${section}` }] : [];
    }));
  });
}
