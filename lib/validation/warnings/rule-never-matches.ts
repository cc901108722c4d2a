import type { EffectiveConfiguration } from '../../prometheus/scrape-config/effective';
import type { Finding } from './finding';
import { verdicts } from '../outcome/relabelings/verdicts';
import { why } from '../outcome/relabelings/why';

/** A rule that does nothing, since what it looks for never comes. A `keep` that never matches drops everything instead. */
export function ruleNeverMatches(configuration: EffectiveConfiguration): Finding[] {
  return verdicts(configuration).filter(({ action, isMatch }) => action !== 'keep' && !isMatch)
    .map(verdict => ({ place: verdict.relabeling.value.place, message: `the ${verdict.action} rule never does anything${why(verdict)}; correct or remove it` }));
}
