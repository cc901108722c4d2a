import type * as Validation from './validate';

/** Loads the validation of scrape configurations when it is used: it is more than half of this library. */
export function validationLibrary(): typeof Validation {
  return require('./validate') as typeof Validation;
}
