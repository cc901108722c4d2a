import type { LocatedMessage } from '../located-message';
import type { ValidationContext } from '../validation-context';
import { dropsEverything } from '../outcome/relabelings/certain-matches';

/** A `keep` that never matches, or a `drop` that always does. */
export function ruleDropsEverything(context: ValidationContext): LocatedMessage[] {
  return context.certainMatches().filter(dropsEverything).map((match) => {
    const whatever = match.isOfMetrics ? 'every metric' : 'every target';
    return { place: match.relabeling.value.place, message: `the rule drops ${whatever}: its regex ${match.isMatch ? 'always' : 'never'} matches${match.reason}` };
  });
}
