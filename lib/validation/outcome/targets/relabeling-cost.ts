import type { RelabelRule } from '../../../prometheus/relabel/relabel';
import { areExpensive } from '../relabelings/regex-cost';

/** No label of a usual target is longer. */
export const LONGEST_VALUE = 1000;

const MOST_CHARACTERS = 10_000_000;
const MOST_LABELMAPS = 8;

/**
 * Returns true if rules can be run in little time and little memory. Each may double a label (`$1$1`), and each labelmap may double
 * their number, so that thirty of them are too many for any machine.
 */
export function areAffordable(rules: readonly RelabelRule[]): boolean {
  if (areExpensive(rules.map(({ regex }) => regex))) return false;
  if (rules.filter(({ action }) => action === 'labelmap').length > MOST_LABELMAPS) return false;
  const lengths = new Map<string, number>();
  let ofOthers = LONGEST_VALUE;
  let longest = LONGEST_VALUE;
  const lengthOf = (name: string) => lengths.get(name) ?? ofOthers;
  for (const { action, sourceLabels, separator, replacement, targetLabel } of rules) {
    if (action === 'labelmap' || targetLabel.includes('$')) {
      lengths.clear();
      ofOthers = longest;
    }
    const value = sourceLabels.reduce((sum, name) => sum + lengthOf(name) + separator.length, 0);
    const written = replacement.length + (replacement.split('$').length - 1) * value;
    longest = Math.max(longest, written);
    if (longest > MOST_CHARACTERS) return false;
    lengths.set(targetLabel, Math.max(lengthOf(targetLabel), written));
  }
  return true;
}
