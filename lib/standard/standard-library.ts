import type * as BuildRules from './rules/build-rules';

/** Loads the standard rules when they are used. */
export function standardLibrary(): typeof BuildRules {
  return require('./rules/build-rules') as typeof BuildRules;
}
