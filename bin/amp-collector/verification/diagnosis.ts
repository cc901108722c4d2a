import type { Evidence, JobEvidence } from './evidence';

/** The layers in the order in which metrics pass through them. */
export const LAYERS = ['scraper', 'access', 'network', 'configuration', 'labels'] as const;

export type Layer = typeof LAYERS[number];

/** `certain`: seen. `likely`: fits what is seen. `unrelated`: seen, but not why metrics are missing. */
export const CERTAINTIES = ['certain', 'likely', 'unrelated'] as const;

/** A cause of missing metrics, or something else that should be changed. */
export interface Diagnosis {
  readonly layer: Layer;
  readonly certainty: typeof CERTAINTIES[number];
  readonly message: string;
  /** The correction. */
  readonly fix: string;
}

/** Looks for one cause, and returns nothing if it is not seen. */
export type DiagnosisRule = (evidence: Evidence, missing: readonly JobEvidence[]) => Diagnosis[];

export function diagnosis(layer: Layer, certainty: Diagnosis['certainty'], message: string, fix: string): Diagnosis[] {
  return [{ layer, certainty, message, fix }];
}

/** Returns whether the scraper has access to the cluster's API server: targets of one job in the cluster are proof enough. */
export function hasDiscoveredTargets({ configuration: { jobs }, series: { own } }: Evidence): boolean {
  return jobs.some(({ name, roles }) => roles.length > 0 && own.has(name));
}
