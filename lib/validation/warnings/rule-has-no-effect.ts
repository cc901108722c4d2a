import type { EffectiveConfiguration } from '../../prometheus/scrape-config/effective';
import type { Finding } from './finding';
import { verdicts } from '../outcome/relabelings/verdicts';

/** A `keep` that always matches. */
export function ruleHasNoEffect(configuration: EffectiveConfiguration): Finding[] {
  return verdicts(configuration).filter(({ action, isMatch }) => action === 'keep' && isMatch).map(({ relabeling, isOfMetrics }) => {
    const whatever = isOfMetrics ? 'metric' : 'target';
    const message = `the rule keeps every ${whatever}, since its regex matches anything: give it a regex that says which to keep, or remove it`;
    return { place: relabeling.value.place, message };
  });
}
