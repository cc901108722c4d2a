import type { StructValue } from '../../prometheus/decode/value';
import type { LocatedMessage } from '../located-message';
import type { ValidationContext } from '../validation-context';
import { CollectorDestination } from '../collector-target';

/** The fields that AWS lists where the destination is CloudWatch. */
const LISTED_GLOBAL: ReadonlySet<string> = new Set(['scrape_interval', 'scrape_timeout', 'external_labels']);
const LISTED_JOB: ReadonlySet<string> = new Set([
  'job_name', 'metrics_path', 'scheme', 'scrape_interval', 'scrape_timeout', 'static_configs', 'dns_sd_configs', 'relabel_configs',
  'metric_relabel_configs', 'tls_config',
]);

/** Seen in the field to be refused. */
const REFUSED = ['authorization', 'bearer_token_file'];

/** Fields of other rules: those that no collector supports, and service discovery, which AWS documents separately for CloudWatch. */
const TOLD_ELSEWHERE = /^(?:authorization|bearer_token_file|basic_auth|oauth2|bearer_token|\w+_sd_configs)$/;

export function refusedAuthentication({ configuration: { jobs }, target: { destination } }: ValidationContext): LocatedMessage[] {
  if (destination !== CollectorDestination.CLOUD_WATCH) return [];
  return jobs.flatMap(({ value }) => REFUSED.filter(field => value.isSet(field)).map(field => ({
    place: value.placeOf(field),
    message: `a configuration with ${field} was refused where the destination is CloudWatch; try it before you rely on it`,
  })));
}

/** Returns each field once, at its first place: a field that one job uses is often in all of them. */
export function unlistedFields({ configuration: { global, jobs }, target: { destination } }: ValidationContext): LocatedMessage[] {
  if (destination !== CollectorDestination.CLOUD_WATCH) return [];
  return [...unlisted([global.value], LISTED_GLOBAL, 'global'), ...unlisted(jobs.map(({ value }) => value), LISTED_JOB, 'a job')];
}

function unlisted(values: readonly StructValue[], listed: ReadonlySet<string>, owner: string): LocatedMessage[] {
  const first = new Map<string, StructValue>();
  for (const value of values) {
    for (const field of value.names()) if (!listed.has(field) && !TOLD_ELSEWHERE.test(field) && !first.has(field)) first.set(field, value);
  }
  return [...first].map(([field, value]) => ({
    place: value.placeOf(field),
    message: `AWS does not list ${field} among the fields of ${owner} where the destination is CloudWatch; try it before you rely on it`,
  }));
}
