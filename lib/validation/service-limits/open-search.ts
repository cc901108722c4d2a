import type { LocatedMessage } from '../located-message';
import type { ValidationContext } from '../validation-context';
import { CollectorExporter } from '../collector-target';

export const EXPORTER_JOB = 'opensearch-exporter';

/** The collector's exporter is the target of one job, which is known by its name. */
export function missingExporterJob({ configuration: { value, jobs }, target: { exporter } }: ValidationContext): LocatedMessage[] {
  if (exporter !== CollectorExporter.OPEN_SEARCH) return [];
  const job = jobs.find(({ name }) => name === EXPORTER_JOB);
  if (job) {
    return job.discoveries.map(discovery => ({
      place: discovery.place,
      message: `the job ${EXPORTER_JOB} has its target from the collector; leave ${discovery.field} out`,
    }));
  }
  if (jobs.some(({ name }) => name === undefined)) return [];
  return [{
    place: value.placeOf('scrape_configs'),
    message: `a collector of an OpenSearch domain needs a job with the name ${EXPORTER_JOB} and no targets`,
  }];
}
