import { type CfnTag, Token } from 'aws-cdk-lib';
import { LIMITS } from './limits';
import type { PropertyProblem } from './property-problem';

/**
 * A name that people give. What is known only at deployment is not checked.
 *
 * @param limit how long it may be and, where the service says so, of what it may be made
 */
export function aliasProblems(alias: string | undefined, limit: { maxLength: number; pattern?: RegExp }): PropertyProblem[] {
  if (alias === undefined || Token.isUnresolved(alias)) return [];
  const problems: PropertyProblem[] = [];
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

/** A name of which only the length and one character that it must have are fixed. */
export function nameProblems(
  path: string, name: string | undefined, { maxLength, pattern, made }: { maxLength: number; pattern: RegExp; made: string },
): PropertyProblem[] {
  if (name === undefined || Token.isUnresolved(name) || (name.length <= maxLength && pattern.test(name))) return [];
  return [{ path, message: `must have 1 to ${maxLength} characters, ${made} among them, got '${name}'` }];
}

/** Tags as users write them. Those of the stack come on top, unseen. */
export type Tags = { readonly [key: string]: string };

/** @param ownTag a tag that is there in any case, and counts */
export function tagProblems(tags: Tags = {}, ownTag?: string): PropertyProblem[] {
  const beside = ownTag !== undefined && !(ownTag in tags);
  const max = LIMITS.tags.max - (beside ? 1 : 0);
  const count = Object.keys(tags).length;
  return count > max ? [{ path: 'tags', message: `must have at most ${max} tags${beside ? ` beside ${ownTag}` : ''}, got ${count}` }] : [];
}

/** Tags as CloudFormation takes them. */
export function renderTags(tags: Tags | undefined): CfnTag[] | undefined {
  return tags && Object.entries(tags).map(([key, value]) => ({ key, value }));
}

/** A number that the service keeps in a range. What is known only at deployment is not checked. */
export function rangeProblems(path: string, value: number | undefined, { min, max }: { min: number; max: number }, unit = ''): PropertyProblem[] {
  if (value === undefined || Token.isUnresolved(value) || (Number.isInteger(value) && value >= min && value <= max)) return [];
  return [{ path, message: `must be a whole number from ${min} to ${max}${unit}, got ${value}` }];
}

/** What a list has more than once. */
export function repeatedProblems(path: string, what: string, values: readonly string[]): PropertyProblem[] {
  return values.filter((value, index) => values.indexOf(value) !== index)
    .map(value => ({ path, message: `must have each ${what} once, got ${value} twice` }));
}
