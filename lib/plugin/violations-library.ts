import type * as Violations from './violations';

/** Loads the rules of the plugin when an app uses it. */
export function violationsLibrary(): typeof Violations {
  return require('./violations') as typeof Violations;
}
