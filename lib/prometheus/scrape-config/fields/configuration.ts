import type { Context } from '../../decode/context';
import { list, pointer, struct } from '../../decode/types';
import type { StructValue } from '../../decode/value';
import { quote } from '../../values/quote';
import { globalConfig } from './global';
import { checkScrapeConfigUnder, scrapeConfig } from './scrape';
import { UNVALIDATED_SECTIONS, unvalidatedFields } from './unvalidated';

// https://github.com/prometheus/prometheus/blob/v3.16.0/config/config.go

/** A configuration file of Prometheus. */
export const configuration = struct('config.Config', 'config.plain', {
  global: globalConfig,
  scrape_configs: list(pointer(scrapeConfig)),
  ...unvalidatedFields(UNVALIDATED_SECTIONS),
}, checkJobs);

function checkJobs(value: StructValue, context: Context): void {
  const global = value.struct('global');
  const seen = new Set<string>();
  for (const { value: job, place } of value.items('scrape_configs')) {
    if (job === null) context.report('empty-section', place, 'empty or null scrape config section');
  }
  for (const job of value.structs('scrape_configs')) {
    if (global !== undefined) checkScrapeConfigUnder(global, job, context);
    const name = job.text('job_name');
    if (name === undefined || name === '') continue;
    if (seen.has(name)) {
      const message = `found multiple scrape configs with job name ${quote(name)}`;
      context.report('job-name-duplicate', job.placeOf('job_name'), message);
    }
    seen.add(name);
  }
}
