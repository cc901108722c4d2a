import type { LocatedMessage } from '../located-message';
import type { ValidationContext } from '../validation-context';
import { CollectorDestination, CollectorSource } from '../collector-target';

const DISCOVERIES: Readonly<Record<CollectorSource, readonly string[]>> = {
  [CollectorSource.EKS]: ['kubernetes_sd_configs', 'static_configs'],
  [CollectorSource.VPC]: ['dns_sd_configs', 'static_configs'],
  [CollectorSource.OPEN_SEARCH]: ['dns_sd_configs', 'static_configs'],
};

/** What AWS lists where the destination is CloudWatch, whatever the source. */
const CLOUD_WATCH_DISCOVERIES: readonly string[] = ['dns_sd_configs', 'static_configs'];

export function unsupportedDiscoveries({ configuration: { jobs }, target: { source, destination } }: ValidationContext): LocatedMessage[] {
  const more = destination === CollectorDestination.CLOUD_WATCH ? CLOUD_WATCH_DISCOVERIES : [];
  const supported = [...new Set([...DISCOVERIES[source], ...more])];
  return jobs.flatMap(({ discoveries }) => [...new Map(discoveries.map(({ field, value }) => [field, value]))])
    .filter(([field]) => !supported.includes(field))
    .map(([field, value]) => ({
      place: value.place,
      message: `a collector of the source ${source} has no ${field}; it takes ${supported.join(', ')}`,
    }));
}

/** AWS shows names with A records only. Where the type is left out, Prometheus asks for another. */
export function otherDnsRecords(context: ValidationContext): LocatedMessage[] {
  const refused = new Set(unsupportedDiscoveries(context).map(({ place }) => place));
  return context.configuration.jobs.flatMap(({ dns }) => dns)
    .filter(({ value, type }) => type !== undefined && type !== 'A' && !refused.has(value.place))
    .map(({ value, type }) => ({
      place: value.placeOf('type'),
      message: `AWS documents discovery by A records only, got ${type ?? ''}${value.has('type') ? '' : ', which is what Prometheus takes where type is left out'}`,
    }));
}

/** A collector has one cluster, and no file to tell of others. */
export function otherClusters({ configuration: { jobs } }: ValidationContext): LocatedMessage[] {
  return jobs.flatMap(({ kubernetes }) => kubernetes).flatMap(({ value }) =>
    ['api_server', 'kubeconfig_file'].filter(field => value.isSet(field)).map(field => ({
      place: value.placeOf(field),
      message: `a collector discovers targets in its own cluster; leave ${field} out`,
    })));
}
