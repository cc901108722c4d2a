import type * as Validation from './alert-manager/validate-definition';

/** Loads the validation and simulation of alert manager definitions when it is used. */
export function alertManagerLibrary(): typeof Validation {
  return require('./alert-manager/validate-definition') as typeof Validation;
}
