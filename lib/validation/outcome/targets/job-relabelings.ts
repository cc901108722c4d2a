import type { StructValue } from '../../../prometheus/decode/value';
import type { EffectiveJob } from '../../../prometheus/scrape-config/effective';
import { labelsOfJob } from '../../../prometheus/scrape-config/static-targets';
import type { Relabelings } from './run-sample';
import { rulesOf } from './scraped-targets';

/** Returns the relabelings of a job, when all of them can be run. */
export function relabelingsOf(global: StructValue, job: EffectiveJob): Relabelings | undefined {
  const rules = rulesOf(job, 'relabel_configs');
  const jobLabels = labelsOfJob(global, job.value);
  if (rules === undefined || jobLabels === undefined || job.nameScheme === undefined) return undefined;
  return { rules, jobLabels, scheme: job.nameScheme };
}
