import type { EffectiveJob, EffectiveRelabeling } from '../../../prometheus/scrape-config/effective';
import type { RelabelAction } from '../../../prometheus/relabel/relabel';
import { LabelPresence } from './label-presence';
import { certainMatch } from './certain-match';

/** A relabeling whose regex always matches, or never. */
export interface CertainMatch {
  readonly relabeling: EffectiveRelabeling;
  readonly action: RelabelAction;
  /** True if it always matches; otherwise it never does. */
  readonly isMatch: boolean;
  /** The reason, to follow a statement: `, since …`. Empty where the regex itself shows it. */
  readonly reason: string;
  readonly isOfMetrics: boolean;
}

/** Everything certain about the relabelings of a job's targets; those after one that drops everything are not looked at. */
export function targetMatches(job: EffectiveJob): CertainMatch[] {
  return matchesOf(job.relabelings, () => LabelPresence.ofTargets(job), false);
}

/** Everything certain about the relabelings of a job's metrics. */
export function metricMatches(job: EffectiveJob): CertainMatch[] {
  return matchesOf(job.metricRelabelings, () => LabelPresence.ofMetrics(), true);
}

function matchesOf(relabelings: readonly EffectiveRelabeling[], presence: () => LabelPresence, isOfMetrics: boolean): CertainMatch[] {
  if (relabelings.length === 0) return [];
  const labels = presence();
  const found: CertainMatch[] = [];
  for (const relabeling of relabelings) {
    const match = matchOf(relabeling, labels, isOfMetrics);
    if (match !== undefined) found.push(match);
    if (match !== undefined && dropsEverything(match)) break;
    labels.apply(relabeling);
  }
  return found;
}

function matchOf(relabeling: EffectiveRelabeling, labels: LabelPresence, isOfMetrics: boolean): CertainMatch | undefined {
  const { rule } = relabeling;
  if (rule === undefined) return undefined;
  const match = certainMatch(rule, labels, isOfMetrics);
  return match && { relabeling, action: rule.action, isOfMetrics, ...match };
}

export function dropsEverything({ action, isMatch }: CertainMatch): boolean {
  return (action === 'keep' && !isMatch) || (action === 'drop' && isMatch);
}

export function filtersNothing({ action, isMatch }: CertainMatch): boolean {
  return (action === 'keep' && isMatch) || (action === 'drop' && !isMatch);
}
