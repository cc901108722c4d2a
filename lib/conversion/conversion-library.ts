import type * as Conversions from './conversions';

/** Loads the conversions when one is used. */
export function conversionLibrary(): typeof Conversions {
  return require('./conversions') as typeof Conversions;
}
