import { withAlikeTokens } from '../../private/tokens';
import { ProblemSeverity, type Problem } from '../../validation/problem';
import { validationLibrary } from '../../validation/validation-library';
import type { ValidationTarget } from '../../validation/validation-target';
import { unwritable } from '../writer/unwritable';

/**
 * Validates a text that this library writes from a value.
 *
 * Its problems have no line or column, since no user sees the text; so the numbers of its tokens do not matter, and texts that differ in
 * nothing else are validated once.
 */
export function writtenProblems(yaml: string, target: ValidationTarget): Problem[] {
  const { problems } = validationLibrary().validateConfiguration(withAlikeTokens(yaml), target);
  return problems.map(({ line, column, ...problem }) => problem);
}

/** The parts of a value that YAML cannot express. */
export function unwritableProblems(value: unknown): Problem[] {
  return unwritable(value).map(problem => ({ ruleId: 'unwritable-value', severity: ProblemSeverity.ERROR, ...problem }));
}
