import type * as RulesValidation from './rule-files/validate-rules';

/** Loads the validation of rules when it is used. */
export function rulesLibrary(): typeof RulesValidation {
  return require('./rule-files/validate-rules') as typeof RulesValidation;
}
