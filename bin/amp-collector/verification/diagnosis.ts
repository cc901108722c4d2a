import type { Evidence, JobEvidence } from './evidence';

/** Where a fault lies, in the order in which metrics pass. */
export const LAYERS = ['scraper', 'access', 'network', 'configuration', 'labels'] as const;

export type Layer = typeof LAYERS[number];

/** Whether a fault was seen, only fits what was seen, or was seen and keeps no metrics from arriving. */
export const CERTAINTIES = ['certain', 'likely', 'aside'] as const;

/** Something that keeps metrics from arriving, or should not be so. */
export interface Diagnosis {
  readonly layer: Layer;
  readonly certainty: typeof CERTAINTIES[number];
  readonly says: string;
  /** What to do about it. */
  readonly advice: string;
}

/** What a fault looks like; each answers with nothing where it does not see it. */
export type DiagnosisRule = (evidence: Evidence, missing: readonly JobEvidence[]) => Diagnosis[];

export function diagnosis(layer: Layer, certainty: Diagnosis['certainty'], says: string, advice: string): Diagnosis[] {
  return [{ layer, certainty, says, advice }];
}

/** Targets of one job in the cluster are proof enough that the scraper reaches its API server and is let in. */
export function isInside({ configuration: { jobs }, series: { own } }: Evidence): boolean {
  return jobs.some(({ name, roles }) => roles.length > 0 && own.has(name));
}
