import type { LocatedMessage } from '../located-message';
import type { ValidationContext } from '../validation-context';
import { CollectorDestination, CollectorSource } from '../collector-target';

const DISCOVERIES: Readonly<Record<CollectorSource, readonly string[]>> = {
  [CollectorSource.EKS]: ['kubernetes_sd_configs', 'static_configs'],
  [CollectorSource.VPC]: ['dns_sd_configs', 'static_configs'],
};

/** The discoveries that AWS lists for CloudWatch destinations, with any source. */
const CLOUD_WATCH_DISCOVERIES: readonly string[] = ['dns_sd_configs', 'static_configs'];

export function unsupportedDiscoveries({ configuration: { jobs }, target }: ValidationContext): LocatedMessage[] {
  const supported = supportedDiscoveries(target);
  return jobs.flatMap(({ discoveries }) => discoveries)
    .filter(({ field }) => !supported.includes(field))
    .map(({ field, place }) => ({
      place,
      message: `a collector of the source ${target.source} has no ${field}; it takes ${supported.join(', ')}`,
    }));
}

/** AWS documents names with A records only. Without a type, Prometheus requests another one. */
export function otherDnsRecords({ configuration: { jobs }, target }: ValidationContext): LocatedMessage[] {
  if (!supportedDiscoveries(target).includes('dns_sd_configs')) return [];
  return jobs.flatMap(({ dns }) => dns)
    .filter(({ type }) => type !== undefined && type !== 'A')
    .map(({ value, type }) => ({
      place: value.placeOf('type'),
      message: `AWS documents discovery by A records only, got ${type ?? ''}${value.has('type') ? '' : ', which is what Prometheus takes where type is left out'}`,
    }));
}

/** A collector discovers in its own cluster, and has no kubeconfig file. */
export function otherClusters({ configuration: { jobs } }: ValidationContext): LocatedMessage[] {
  return jobs.flatMap(({ kubernetes }) => kubernetes).flatMap(({ value }) =>
    ['api_server', 'kubeconfig_file'].filter(field => value.isSet(field)).map(field => ({
      place: value.placeOf(field),
      message: `a collector discovers targets in its own cluster; leave ${field} out`,
    })));
}

function supportedDiscoveries({ source, destination }: ValidationContext['target']): readonly string[] {
  const more = destination === CollectorDestination.CLOUD_WATCH ? CLOUD_WATCH_DISCOVERIES : [];
  return [...new Set([...DISCOVERIES[source], ...more])];
}
