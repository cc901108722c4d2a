import { compileAnchored } from '../../../prometheus/relabel/regex';
import type { RelabelAction, RelabelRule } from '../../../prometheus/relabel/relabel';
import { enumerate } from '../../located-message';
import { foreignCharacter } from './alphabets';
import { hasAlternatives } from './alternatives';
import { impossibleReason } from './impossible-regex';
import type { LabelPresence } from './label-presence';
import { unmatchedPart, unmatchedValues } from './known-values';
import { areExpensive } from './regex-cost';

/** Expressions that match any text; the others are tried on texts that are known. */
const MATCHES_ANYTHING: ReadonlySet<string> = new Set(['(.*)', '.*', '(.*?)', '.*?', '(?:.*)', '^(.*)$', '^.*$']);

/** A match that is the same for all targets. */
export interface Certainty {
  /** True if the regex always matches; otherwise it never does. */
  readonly isMatch: boolean;
  /** The reason, to follow a statement: `, since …`. Empty where the regex itself shows it. */
  readonly reason: string;
}

/** Everything that decides about a match. */
interface Question {
  readonly rule: RelabelRule;
  readonly labels: LabelPresence;
  readonly isOfMetrics: boolean;
}

/** Returns whether a relabeling's regex matches on every target or on none; nothing where that depends on the target. */
export function certainMatch(rule: RelabelRule, labels: LabelPresence, isOfMetrics: boolean): Certainty | undefined {
  return areExpensive([rule.regex]) ? undefined : MATCHES_BY_ACTION[rule.action]?.({ rule, labels, isOfMetrics });
}

const MATCHES_BY_ACTION: Readonly<Partial<Record<RelabelAction, (question: Question) => Certainty | undefined>>> = {
  keep: matchOfValues,
  drop: matchOfValues,
  replace: matchOfReplace,
  labelmap: matchOfNames,
  labeldrop: matchOfNames,
};

function never(reason: string | undefined): Certainty | undefined {
  return reason === undefined ? undefined : { isMatch: false, reason };
}

function matchOfValues(question: Question): Certainty | undefined {
  const { rule, labels } = question;
  const { regex, sourceLabels, separator } = rule;
  if (MATCHES_ANYTHING.has(regex)) return { isMatch: true, reason: '' };
  const impossible = never(impossibleReason(rule));
  if (impossible !== undefined) return impossible;
  if (sourceLabels.every(name => labels.isAbsent(name))) {
    const isMatch = compileAnchored(regex).regex?.matches(valueOfAbsent(sourceLabels, separator));
    return isMatch === undefined ? undefined : { isMatch, reason: absenceReason(question) };
  }
  const part = unmatchedPart(rule, labels);
  if (part?.isAbsent === true) return { isMatch: false, reason: absenceReason(question) };
  return never(part?.reason ?? unmatchedValues(rule, labels) ?? foreignCharacter(rule, labels));
}

/** A rule that copies nothing but absent labels does as little as one that does not match. */
function matchOfReplace(question: Question): Certainty | undefined {
  const { rule: { sourceLabels, separator, regex, replacement }, labels } = question;
  const copiesNothing = sourceLabels.length > 0 && replacement !== '' && sourceLabels.every(name => labels.isAbsent(name))
    && compileAnchored(regex).regex?.expand(valueOfAbsent(sourceLabels, separator), replacement)?.[0] === '';
  return copiesNothing ? { isMatch: false, reason: absenceReason(question) } : matchOfValues(question);
}

/** By the letters with which every match begins. */
function matchOfNames({ rule: { regex }, labels }: Question): Certainty | undefined {
  if (hasAlternatives(regex)) return undefined;
  const [beginning = ''] = /^\w*(?![*?{])/.exec(regex) ?? [];
  return never(labels.hasNone(beginning) ? ', since no label has a name that its regex matches' : undefined);
}

function valueOfAbsent(sourceLabels: readonly string[], separator: string): string {
  return separator.repeat(Math.max(sourceLabels.length - 1, 0));
}

function absenceReason({ rule: { sourceLabels }, labels, isOfMetrics }: Question): string {
  if (sourceLabels.length === 0) return ', since it has no source_labels, and its regex gets an empty text';
  const absent = [...new Set(sourceLabels.filter(name => labels.isAbsent(name)))];
  if (absent.length === 0) return '';
  const [misspelled] = absent.filter(name => name.startsWith('__meta_kubernetes_') && /\W/.test(name));
  if (misspelled !== undefined && !isOfMetrics) {
    return `, since discovery writes _ for each character of a name that is not a letter, digit or underscore: write ${misspelled.replaceAll(/\W/g, '_')}`;
  }
  const reason = isOfMetrics ? 'discovered labels are gone when metrics are relabeled' : 'no discovery or earlier rule of the job gives it';
  return `, since ${enumerate(absent)} ${absent.length === 1 ? 'is' : 'are'} never there (${reason})`;
}
