import type * as Components from './components';

/** Loads the typical sizes of components when an estimate needs them. */
export function componentLibrary(): typeof Components {
  return require('./components') as typeof Components;
}
