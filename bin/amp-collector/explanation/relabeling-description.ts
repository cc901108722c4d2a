import { DEFAULT_RELABEL_RULE, type RelabelRule } from '../../../lib/prometheus/relabel/relabel';

/** The subject of relabelings, in words. */
export interface Subject {
  readonly singular: string;
  readonly plural: string;
}

export const TARGETS: Subject = { singular: 'target', plural: 'targets' };
export const SAMPLES: Subject = { singular: 'sample', plural: 'samples' };

/** Describes a relabeling. */
export function describeRelabeling(rule: RelabelRule | undefined, { plural }: Subject = TARGETS): string {
  if (rule === undefined) return 'a relabeling that is known only at deployment';
  const { regex, targetLabel, replacement, modulus } = rule;
  const source = sourceWords(rule);
  switch (rule.action) {
    case 'keep': return `keeps only ${plural} whose ${source} matches ${regex}`;
    case 'drop': return `drops ${plural} whose ${source} matches ${regex}`;
    case 'keepequal': return `keeps only ${plural} whose ${source} is ${targetLabel}`;
    case 'dropequal': return `drops ${plural} whose ${source} is ${targetLabel}`;
    case 'hashmod': return `sets ${targetLabel} to the hash of ${source} modulo ${String(modulus)}`;
    case 'lowercase': return `sets ${targetLabel} to ${source} in lower case`;
    case 'uppercase': return `sets ${targetLabel} to ${source} in upper case`;
    case 'labelmap': return `copies every label that matches ${regex} to ${replacement}`;
    case 'labeldrop': return `drops every label that matches ${regex}`;
    case 'labelkeep': return `keeps only labels that match ${regex}`;
    case 'replace': return replaceWords(rule, source);
  }
}

function replaceWords({ regex, targetLabel, replacement, sourceLabels }: RelabelRule, source: string): string {
  const isConditional = sourceLabels.length > 0 && regex !== DEFAULT_RELABEL_RULE.regex;
  const condition = isConditional ? ` where ${source} matches ${regex}` : '';
  if (replacement === '') return `removes ${targetLabel}${condition}`;
  if (replacement === DEFAULT_RELABEL_RULE.replacement && regex === DEFAULT_RELABEL_RULE.regex) return `sets ${targetLabel} to ${source}`;
  return `sets ${targetLabel} to ${replacement}${condition}`;
}

function sourceWords({ sourceLabels, separator }: RelabelRule): string {
  return sourceLabels.length === 0 ? '(nothing)' : sourceLabels.join(separator);
}

/** Returns whether a relabeling keeps or drops targets. */
export function isFilter(rule: RelabelRule | undefined): boolean {
  return rule === undefined || ['keep', 'drop', 'keepequal', 'dropequal'].includes(rule.action);
}
