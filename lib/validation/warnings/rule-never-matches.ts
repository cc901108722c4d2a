import type { LocatedMessage } from '../located-message';
import type { ValidationContext } from '../validation-context';
import { reasonOf } from '../outcome/relabelings/match-reason';

/** A rule that does nothing, since what it looks for never comes. A `keep` that never matches drops everything instead. */
export function ruleNeverMatches(context: ValidationContext): LocatedMessage[] {
  return context.certainMatches().filter(({ action, isMatch }) => action !== 'keep' && !isMatch)
    .map(match => ({ place: match.relabeling.value.place, message: `the ${match.action} rule never does anything${reasonOf(match)}; correct or remove it` }));
}
