import type * as Coherence from './coherence/validate-workspace';

/** Loads the validation of a workspace's queries against its jobs when it is used. */
export function coherenceLibrary(): typeof Coherence {
  return require('./coherence/validate-workspace') as typeof Coherence;
}
