import { type CfnTag, Token } from 'aws-cdk-lib';
import { LIMITS } from './limits';
import type { PropertyProblem } from './property-problem';
import { deferredProblems } from './secret-references';
import { containsToken } from './tokens';

/**
 * Checks an alias. Tokens are not checked.
 *
 * @param limit the length and, where the service documents one, the pattern
 */
export function aliasProblems(alias: string | undefined, limit: { maxLength: number; pattern?: RegExp }): PropertyProblem[] {
  const deferred = alias === undefined ? [] : deferredProblems('alias', alias);
  if (alias === undefined || deferred !== undefined) return deferred ?? [];
  const problems: PropertyProblem[] = [];
  if (alias.length < 1 || alias.length > limit.maxLength) {
    problems.push({ path: 'alias', message: `must have 1 to ${limit.maxLength} characters, got ${alias.length}` });
  }
  if (alias.length > 0 && limit.pattern && !limit.pattern.test(alias)) {
    problems.push({
      path: 'alias',
      message: `must begin with a letter or a digit and contain only letters, digits, '-', '.' and '_', got '${alias}'`,
    });
  }
  return problems;
}

/** Checks a name of which the service limits the length and requires one character. */
export function nameProblems(
  path: string, name: string | undefined, { maxLength, pattern, required }: { maxLength: number; pattern: RegExp; required: string },
): PropertyProblem[] {
  if (name === undefined || containsToken(name) || (name.length <= maxLength && pattern.test(name))) return [];
  return [{ path, message: `must have 1 to ${maxLength} characters, including ${required}, got '${name}'` }];
}

/** Tags as users specify them. The tags of the stack are added later and are unknown here. */
export type Tags = { readonly [key: string]: string };

/**
 * Checks the number of tags, their keys and their values.
 *
 * @param ownTag a tag that the construct adds
 */
export function tagProblems(tags: Tags = {}, ownTag?: string): PropertyProblem[] {
  const addsTag = ownTag !== undefined && !(ownTag in tags);
  const max = LIMITS.tags.max - (addsTag ? 1 : 0);
  const count = Object.keys(tags).length;
  const problems: PropertyProblem[] = count > max
    ? [{ path: 'tags', message: `specify at most ${max} tags${addsTag ? ` in addition to ${ownTag}` : ''}, got ${count}` }]
    : [];
  return [...problems, ...Object.entries(tags).flatMap(([key, value]) => [...tagKeyProblems(key), ...tagValueProblems(key, value)])];
}

function tagKeyProblems(key: string): PropertyProblem[] {
  const deferred = deferredProblems('tags', key);
  if (deferred !== undefined) return deferred;
  const { maxKeyLength, pattern, characters } = LIMITS.tags;
  if (key.startsWith('aws:')) return [{ path: 'tags', message: `must have keys that do not begin with 'aws:', which AWS reserves, got '${key}'` }];
  if (key.length >= 1 && key.length <= maxKeyLength && pattern.test(key)) return [];
  return [{ path: 'tags', message: `must have keys of 1 to ${maxKeyLength} ${characters}, got '${key}'` }];
}

function tagValueProblems(key: string, value: string): PropertyProblem[] {
  const deferred = deferredProblems('tags', value);
  if (deferred !== undefined) return deferred;
  const { maxValueLength, pattern, characters } = LIMITS.tags;
  if (value.length <= maxValueLength && pattern.test(value)) return [];
  return [{ path: 'tags', message: `must have values of at most ${maxValueLength} ${characters}, got '${value}' for the key '${key}'` }];
}

/** Renders tags in the form that CloudFormation requires. */
export function renderTags(tags: Tags | undefined): CfnTag[] | undefined {
  return tags && Object.entries(tags).map(([key, value]) => ({ key, value }));
}

/** Checks that a number is in a range. Tokens are not checked. */
export function rangeProblems(path: string, value: number | undefined, { min, max }: { min: number; max: number }, unit = ''): PropertyProblem[] {
  if (value === undefined || Token.isUnresolved(value) || (Number.isInteger(value) && value >= min && value <= max)) return [];
  return [{ path, message: `must be a whole number from ${min} to ${max}${unit}, got ${value}` }];
}

/** Checks that a list contains each value once. */
export function repeatedProblems(path: string, what: string, values: readonly string[]): PropertyProblem[] {
  return values.filter((value, index) => values.indexOf(value) !== index)
    .map(value => ({ path, message: `must contain each ${what} once, got ${value} twice` }));
}
