import { validationLibrary } from '../../validation/validation-library';

/** Returns a test for names that one of some patterns matches as a whole. */
export function patternMatcher(patterns: readonly string[]): (metric: string) => boolean {
  const names = new Set(patterns);
  const regexes = patterns.filter(pattern => !/^[\w:]+$/.test(pattern)).map(pattern => validationLibrary().compileAnchored(pattern).regex);
  return metric => names.has(metric) || regexes.some(regex => regex?.matches(metric) === true);
}
