import { compileAnchored } from '../../../prometheus/relabel/regex';
import type { RelabelAction, RelabelRule } from '../../../prometheus/relabel/relabel';
import { areExpensive } from './regex-cost';
import type { LabelPresence } from './label-presence';

/** Expressions that match any text; the others are tried on texts that are known. */
const MATCHES_ANYTHING: ReadonlySet<string> = new Set(['(.*)', '.*', '(.*?)', '.*?', '(?:.*)', '^(.*)$', '^.*$']);

/** Letters, alternatives and escaped punctuation: what such an expression matches has no other characters than its own. */
const WORDS_ONLY = /^(?:[\w\-/:@,|()]|\(\?:|\\[./\-:_])*$/;

/** Returns `true` where a relabeling's regex matches on every target, `false` where on none, nothing where that depends. */
export function certainMatch(rule: RelabelRule, labels: LabelPresence): boolean | undefined {
  return areExpensive([rule.regex]) ? undefined : MATCHES_BY_ACTION[rule.action]?.(rule, labels);
}

const MATCHES_BY_ACTION: Readonly<Partial<Record<RelabelAction, typeof certainMatch>>> = {
  keep: matchOfValues,
  drop: matchOfValues,
  replace: matchOfReplace,
  labelmap: matchOfNames,
  labeldrop: matchOfNames,
};

function matchOfValues({ regex, sourceLabels, separator }: RelabelRule, labels: LabelPresence): boolean | undefined {
  if (MATCHES_ANYTHING.has(regex)) return true;
  if (sourceLabels.every(name => labels.isAbsent(name))) {
    return compileAnchored(regex).regex?.matches(valueOfAbsent(sourceLabels, separator));
  }
  return isFailedByPart(regex, sourceLabels, separator, labels) ? false : undefined;
}

/** A rule that copies nothing but absent labels does as little as one that does not match. */
function matchOfReplace(rule: RelabelRule, labels: LabelPresence): boolean | undefined {
  const { sourceLabels, separator, regex, replacement } = rule;
  const copiesNothing = sourceLabels.length > 0 && replacement !== '' && sourceLabels.every(name => labels.isAbsent(name))
    && compileAnchored(regex).regex?.expand(valueOfAbsent(sourceLabels, separator), replacement)?.[0] === '';
  return copiesNothing ? false : matchOfValues(rule, labels);
}

/** By the letters with which every match begins. */
function matchOfNames({ regex }: RelabelRule, labels: LabelPresence): boolean | undefined {
  if (hasAlternatives(regex)) return undefined;
  const [beginning = ''] = /^\w*(?![*?{])/.exec(regex) ?? [];
  return labels.hasNone(beginning) ? false : undefined;
}

function valueOfAbsent(sourceLabels: readonly string[], separator: string): string {
  return separator.repeat(Math.max(sourceLabels.length - 1, 0));
}

/** `default;kubernetes;https` needs each of three labels; where one of them is absent, the others do not matter. */
function isFailedByPart(regex: string, sourceLabels: readonly string[], separator: string, labels: LabelPresence): boolean {
  if (!/^[;,/@]$/.test(separator)) return false;
  const parts = regex.split(separator);
  if (parts.length !== sourceLabels.length || !parts.every(part => WORDS_ONLY.test(part) && !hasAlternatives(part))) return false;
  return parts.some((part, index) => labels.isAbsent(sourceLabels[index] ?? '') && compileAnchored(part).regex?.matches('') === false);
}

/** Whether the text has alternatives outside parentheses, or parentheses that do not close. */
function hasAlternatives(regex: string): boolean {
  return /[()|]/.test(regex.replaceAll(/\\[^]/g, '').replaceAll(/\((?:[^()]|\([^()]*\))*\)/g, ''));
}
