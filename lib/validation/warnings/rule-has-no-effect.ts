import type { LocatedMessage } from '../located-message';
import type { ValidationContext } from '../validation-context';

/** A `keep` that always matches. */
export function ruleHasNoEffect(context: ValidationContext): LocatedMessage[] {
  return context.certainMatches().filter(({ action, isMatch }) => action === 'keep' && isMatch).map(({ relabeling, isOfMetrics }) => {
    const whatever = isOfMetrics ? 'metric' : 'target';
    const message = `the rule keeps every ${whatever}, since its regex matches anything: give it a regex that says which to keep, or remove it`;
    return { place: relabeling.value.place, message };
  });
}
