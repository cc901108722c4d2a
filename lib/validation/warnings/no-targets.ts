import { EXPORTER_JOB } from '../service-limits/open-search';
import type { StructValue } from '../../prometheus/decode/value';
import type { EffectiveJob } from '../../prometheus/scrape-config/effective';
import { givenDiscoveries } from '../../prometheus/scrape-config/fields/discoveries';
import type { LocatedMessage } from '../located-message';
import type { ValidationContext } from '../validation-context';
import { isFullyKnown } from '../outcome/relabelings/fully-known';

/** A collector has the target of its own exporter itself. */
export function noTargets({ configuration: { jobs } }: ValidationContext): LocatedMessage[] {
  return jobs.filter(({ name }) => name !== undefined && name !== EXPORTER_JOB).filter(scrapesNothing).map(({ value }) => ({
    place: value.placeOf('job_name'),
    message: 'the job scrapes nothing: specify its targets with kubernetes_sd_configs or static_configs, in a VPC also with dns_sd_configs',
  }));
}

function scrapesNothing({ value }: EffectiveJob): boolean {
  return givenDiscoveries(value).every(field => isEmpty(value, field));
}

function isEmpty(job: StructValue, field: string): boolean {
  return isFullyKnown(job, field) && job.structs(field).every(discovery =>
    field === 'static_configs' && typeof discovery.get('targets') !== 'symbol' && discovery.items('targets').length === 0);
}
