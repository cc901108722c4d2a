import type * as Conversion from './conversion';

/** Loads the conversion when it is used. */
export function conversionLibrary(): typeof Conversion {
  return require('./conversion') as typeof Conversion;
}
