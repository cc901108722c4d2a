import { throwValueProblems } from '../private/errors';
import { Relabeling } from './relabeling';

/** Returns the relabeling that keeps metrics with some names. They are sorted, so that a change of their order changes no template. */
export function allowlistRelabeling(metricNames: readonly string[]): Relabeling {
  throwValueProblems('the allowlist', [
    ...metricNames.length === 0 ? [{ path: 'metricNames', message: 'specify at least one name; without any, nothing is written' }] : [],
    ...metricNames.flatMap((name, index) => name === '' ? [{ path: `metricNames[${index}]`, message: 'must not be empty' }] : []),
  ]);
  return Relabeling.keep({ sourceLabels: ['__name__'], regex: [...new Set(metricNames)].sort().join('|') });
}
