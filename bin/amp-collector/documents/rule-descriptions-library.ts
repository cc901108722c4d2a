import type * as Rules from '../../../lib/validation/rules';

/** Loads the descriptions of all rules when an option names one. */
export function ruleDescriptionsLibrary(): typeof Rules {
  return require('../../../lib/validation/rules') as typeof Rules;
}
