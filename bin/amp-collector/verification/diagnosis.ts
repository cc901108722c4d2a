/** Where a fault lies, in the order in which metrics pass. */
export const LAYERS = ['scraper', 'access', 'network', 'configuration', 'labels'] as const;

export type Layer = typeof LAYERS[number];

/** Something that keeps metrics from arriving. */
export interface Fault {
  readonly layer: Layer;
  /** Whether it was seen, or only fits what was seen. */
  readonly certainty: 'certain' | 'likely';
  readonly says: string;
  /** What to do about it. */
  readonly advice: string;
}
