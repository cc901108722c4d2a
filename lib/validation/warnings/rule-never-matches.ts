import type { LocatedMessage } from '../located-message';
import type { ValidationContext } from '../validation-context';

/** A rule that does nothing, since what it looks for never comes. A `keep` that never matches drops everything instead. */
export function ruleNeverMatches(context: ValidationContext): LocatedMessage[] {
  return context.certainMatches().filter(({ action, isMatch }) => action !== 'keep' && !isMatch)
    .map(match => ({ place: match.relabeling.value.place, message: `the ${match.action} rule never does anything${match.reason}; correct or remove it` }));
}
