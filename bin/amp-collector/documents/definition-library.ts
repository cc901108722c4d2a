import type * as Definitions from '../../../lib/validation/alert-manager/validate-definition';

/** Loads the validation of alert manager definitions when a document is one. */
export function definitionLibrary(): typeof Definitions {
  return require('../../../lib/validation/alert-manager/validate-definition') as typeof Definitions;
}
