import { Token } from 'aws-cdk-lib';
import type { Problem } from './problem';

/**
 * A name that people give. What is known only at deployment is not checked.
 *
 * @param limit how long it may be and, where the service says so, of what it may be made
 */
export function aliasProblems(alias: string | undefined, limit: { maxLength: number; pattern?: RegExp }): Problem[] {
  if (alias === undefined || Token.isUnresolved(alias)) return [];
  const problems: Problem[] = [];
  if (alias.length < 1 || alias.length > limit.maxLength) {
    problems.push({ path: 'alias', message: `must have 1 to ${limit.maxLength} characters, got ${alias.length}` });
  }
  if (alias.length > 0 && limit.pattern && !limit.pattern.test(alias)) {
    problems.push({
      path: 'alias',
      message: `must begin with a letter or a digit and go on with letters, digits, '-', '.' and '_', got '${alias}'`,
    });
  }
  return problems;
}
