import type { EffectiveConfiguration } from '../../prometheus/scrape-config/effective';
import type { Finding } from './finding';
import { dropsEverything, verdicts } from '../outcome/relabelings/verdicts';
import { why } from '../outcome/relabelings/why';

/** A `keep` that never matches, or a `drop` that always does. */
export function ruleDropsEverything(configuration: EffectiveConfiguration): Finding[] {
  return verdicts(configuration).filter(dropsEverything).map((verdict) => {
    const whatever = verdict.isOfMetrics ? 'every metric' : 'every target';
    return { place: verdict.relabeling.value.place, message: `the rule drops ${whatever}: its regex ${verdict.isMatch ? 'always' : 'never'} matches${why(verdict)}` };
  });
}
