import type { EffectiveConfiguration, EffectiveJob, EffectiveRelabeling } from '../../../prometheus/scrape-config/effective';
import type { RelabelAction } from '../../../prometheus/relabel/relabel';
import { KnownLabels } from './known-labels';
import { once } from './once';
import { outcome } from './outcome';

/** What is certain about a rule: whether its expression matches always (`true`) or never (`false`). */
export interface Verdict {
  readonly relabeling: EffectiveRelabeling;
  readonly action: RelabelAction;
  readonly isMatch: boolean;
  /** The rule's source labels that are never there, for a message. */
  readonly absent: readonly string[];
  readonly isOfMetrics: boolean;
}

/** Every rule about which something is certain; those behind one that drops everything are not asked. */
export function verdicts({ jobs }: EffectiveConfiguration): Verdict[] {
  return jobs.flatMap(job => [...targetVerdicts(job), ...metricVerdicts(job)]);
}

export const targetVerdicts = once((job: EffectiveJob) => verdictsOf(job.relabelings, () => KnownLabels.ofTargets(job), false));

const metricVerdicts = once((job: EffectiveJob) => verdictsOf(job.metricRelabelings, () => KnownLabels.ofMetrics(), true));

function verdictsOf(relabelings: readonly EffectiveRelabeling[], knownLabels: () => KnownLabels, isOfMetrics: boolean): Verdict[] {
  if (relabelings.length === 0) return [];
  const labels = knownLabels();
  const found: Verdict[] = [];
  for (const relabeling of relabelings) {
    const verdict = verdictOf(relabeling, labels, isOfMetrics);
    if (verdict !== undefined) found.push(verdict);
    if (verdict !== undefined && dropsEverything(verdict)) break;
    labels.apply(relabeling);
  }
  return found;
}

function verdictOf(relabeling: EffectiveRelabeling, labels: KnownLabels, isOfMetrics: boolean): Verdict | undefined {
  const { rule } = relabeling;
  if (rule === undefined) return undefined;
  const isMatch = outcome(rule, labels);
  const absent = rule.sourceLabels.filter(name => labels.isAbsent(name));
  return isMatch === undefined ? undefined : { relabeling, action: rule.action, isMatch, absent, isOfMetrics };
}

export function dropsEverything({ action, isMatch }: Verdict): boolean {
  return (action === 'keep' && !isMatch) || (action === 'drop' && isMatch);
}

export function filtersNothing({ action, isMatch }: Verdict): boolean {
  return (action === 'keep' && isMatch) || (action === 'drop' && !isMatch);
}
