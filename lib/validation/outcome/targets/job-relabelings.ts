import { memoizedByObject } from '../../../private/memoized';
import type { StructValue } from '../../../prometheus/decode/value';
import type { RelabelRule } from '../../../prometheus/relabel/relabel';
import type { EffectiveJob } from '../../../prometheus/scrape-config/effective';
import { labelsOfJob } from '../../../prometheus/scrape-config/static-targets';
import { isFullyKnown } from '../relabelings/fully-known';
import type { Relabelings } from './run-sample';
import { areAffordable } from './relabeling-cost';

/** Returns a function that returns the relabelings of a job, when all of them can be run; several rules ask for them. */
const relabelingsIn = memoizedByObject((global: StructValue) => memoizedByObject((job: EffectiveJob): Relabelings | undefined => {
  const rules = rulesOf(job, 'relabel_configs');
  const jobLabels = labelsOfJob(global, job.value);
  if (rules === undefined || jobLabels === undefined || job.nameScheme === undefined) return undefined;
  return { rules, jobLabels, scheme: job.nameScheme };
}));

/** Returns the relabelings of a job, when all of them can be run. */
export function relabelingsOf(global: StructValue, job: EffectiveJob): Relabelings | undefined {
  return relabelingsIn(global)(job);
}

/** The job's rules, when all of them can be run. */
export function rulesOf(job: EffectiveJob, field: 'relabel_configs' | 'metric_relabel_configs'): RelabelRule[] | undefined {
  const rules = (field === 'relabel_configs' ? job.relabelings : job.metricRelabelings).map(({ rule }) => rule);
  const known = rules.filter(rule => rule !== undefined && (rule.action !== 'hashmod' || rule.modulus > 0n)) as RelabelRule[];
  return isFullyKnown(job.value, field) && known.length === rules.length && areAffordable(known) ? known : undefined;
}
