import { compileAnchored } from '../../prometheus/relabel/regex';
import type { RelabelRule } from '../../prometheus/relabel/relabel';

/** The values that a label may have, `''` for a missing one; `undefined` for any value. */
export type Values = ReadonlySet<string> | undefined;

/** Returns the values of a label by its name. */
export type LabelValues = (label: string) => Values;

/** The values of labels after relabeling, and whether a series or a target is certainly dropped. */
export interface RelabeledValues {
  readonly valuesOf: LabelValues;
  readonly isDropped: boolean;
}

export const MISSING: Values = new Set(['']);

/** More values are any value. */
const MOST_VALUES = 64;

/** A job with more relabelings is not followed. */
export const MOST_RELABELINGS = 500;

/**
 * Runs relabelings on sets of values instead of single ones: the results are the values that a label may have on any target or
 * series. If a relabeling depends on something unknown, every value is possible.
 */
export function relabelValues(initial: LabelValues, rules: readonly RelabelRule[]): RelabeledValues {
  let valuesOf = initial;
  for (const rule of rules) {
    if (dropsAll(rule, valuesOf)) return { valuesOf, isDropped: true };
    valuesOf = afterRule(rule, valuesOf);
  }
  return { valuesOf, isDropped: false };
}

function afterRule(rule: RelabelRule, before: LabelValues): LabelValues {
  const known = new Map<string, Values>();
  return (label) => {
    if (!known.has(label)) known.set(label, valuesAfter(rule, label, before));
    return known.get(label);
  };
}

function valuesAfter(rule: RelabelRule, label: string, before: LabelValues): Values {
  const { action, regex, targetLabel, sourceLabels } = rule;
  switch (action) {
    case 'keep': return sourceLabels.includes(label) ? keptValues(rule, label, before) : before(label);
    case 'drop': return sourceLabels.length === 1 && sourceLabels[0] === label ? filtered(before(label), value => !matches(regex, value)) : before(label);
    case 'keepequal': case 'dropequal': return before(label);
    case 'labeldrop': return matches(regex, label) ? MISSING : before(label);
    case 'labelkeep': return matches(regex, label) ? before(label) : MISSING;
    case 'labelmap': return mayMapTo(rule, label) ? undefined : before(label);
    case 'replace':
      if (targetLabel.includes('$')) return undefined;
      return targetLabel === label ? replacedValues(rule, before) : before(label);
    default: return targetLabel === label ? undefined : before(label);
  }
}

/** The values of a label that pass a `keep`, which also shows the values of discovered labels: `default;kubernetes;https`. */
function keptValues({ sourceLabels, separator, regex }: RelabelRule, label: string, before: LabelValues): Values {
  const values = before(label);
  if (sourceLabels.length === 1) return values === undefined ? literals(regex) : filtered(values, value => matches(regex, value));
  const parts = separator === '' ? [] : regex.split(separator);
  if (values !== undefined || parts.length !== sourceLabels.length || literals(regex) === undefined) return values;
  return literals(parts[sourceLabels.indexOf(label)] ?? '');
}

/** The texts that an expression without operators other than `|` matches. */
export function literals(regex: string): Values {
  const inner = /^\(?([\w\-/:;, |]*)\)?$/.exec(regex)?.[1];
  const texts = inner?.split('|');
  return texts === undefined || texts.length > MOST_VALUES ? undefined : new Set(texts);
}

function filtered(values: Values, isKept: (value: string) => boolean): Values {
  return values && new Set([...values].filter(isKept));
}

/** Regular expressions that match every value. */
const MATCHES_ALL: ReadonlySet<string> = new Set(['(.*)', '.*', '(.*?)', '(?:.*)']);

function replacedValues(rule: RelabelRule, before: LabelValues): Values {
  const { targetLabel, replacement, regex } = rule;
  const sources = joinedSources(rule, before);
  if (sources === undefined) {
    if (replacement.includes('$')) return undefined;
    return MATCHES_ALL.has(regex) ? new Set([replacement]) : union(before(targetLabel), new Set([replacement]));
  }
  const compiled = compileAnchored(regex).regex;
  const results = [...sources].map(source => compiled?.expand(source, replacement)?.[0]);
  const written = new Set(results.filter(result => result !== undefined));
  return results.includes(undefined) ? union(before(targetLabel), written) : written;
}

/** The source labels' values as a regular expression sees them; nothing where one of them is not known, or there are too many. */
function joinedSources({ sourceLabels, separator }: RelabelRule, before: LabelValues): Values {
  let joined: string[] = [];
  for (const [index, label] of sourceLabels.entries()) {
    const values = before(label);
    if (values === undefined || values.size * Math.max(joined.length, 1) > MOST_VALUES) return undefined;
    joined = index === 0 ? [...values] : joined.flatMap(start => [...values].map(value => `${start}${separator}${value}`));
  }
  return new Set(sourceLabels.length === 0 ? [''] : joined);
}

function dropsAll(rule: RelabelRule, before: LabelValues): boolean {
  if (rule.action !== 'keep' && rule.action !== 'drop') return false;
  const sources = joinedSources(rule, before);
  return sources !== undefined && [...sources].every(source => matches(rule.regex, source) === (rule.action === 'drop'));
}

export function union(left: Values, right: Values): Values {
  return left && right && left.size + right.size <= MOST_VALUES ? new Set([...left, ...right]) : undefined;
}

/** Labels that a labelmap of Kubernetes's labels would write only if an object had such a label, which is unusual. */
const NEVER_MAPPED: ReadonlySet<string> = new Set(['job', 'instance', 'cluster', 'metrics_path', '__name__']);

/** Returns true if a labelmap may write a label. */
function mayMapTo({ regex, replacement }: RelabelRule, label: string): boolean {
  if (regex.startsWith('__meta_')) return !NEVER_MAPPED.has(label) && !label.startsWith('__');
  return replacement.includes('$') || replacement === label;
}

function matches(regex: string, text: string): boolean {
  return compileAnchored(regex).regex?.matches(text) ?? false;
}
