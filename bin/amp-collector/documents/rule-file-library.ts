import type * as RuleFiles from '../../../lib/prometheus/rule-files/validate-rule-file';

/** Loads the validation of rule files when a document is one. */
export function ruleFileLibrary(): typeof RuleFiles {
  return require('../../../lib/prometheus/rule-files/validate-rule-file') as typeof RuleFiles;
}
