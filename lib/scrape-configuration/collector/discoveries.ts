import type { EffectiveConfiguration } from '../prometheus/effective';
import type { Finding } from './finding';
import { CollectorSource, type CollectorTarget } from './target';

const DISCOVERIES: Readonly<Record<CollectorSource, readonly string[]>> = {
  [CollectorSource.EKS]: ['kubernetes_sd_configs', 'static_configs'],
  [CollectorSource.VPC]: ['dns_sd_configs', 'static_configs'],
  [CollectorSource.OPEN_SEARCH]: ['dns_sd_configs', 'static_configs'],
};

export function unsupportedDiscoveries({ jobs }: EffectiveConfiguration, { source }: Required<CollectorTarget>): Finding[] {
  const supported = DISCOVERIES[source];
  return jobs.flatMap(({ discoveries }) => [...new Map(discoveries.map(({ field, value }) => [field, value]))])
    .filter(([field]) => !supported.includes(field))
    .map(([field, value]) => ({
      place: value.place,
      message: `a collector of the source ${source} has no ${field}; it takes ${supported.join(' and ')}`,
    }));
}

/** A collector has one cluster, and no file to tell of others. */
export function otherClusters({ jobs }: EffectiveConfiguration): Finding[] {
  return jobs.flatMap(({ kubernetes }) => kubernetes).flatMap(({ value }) =>
    ['api_server', 'kubeconfig_file'].filter(field => value.isSet(field)).map(field => ({
      place: value.placeOf(field),
      message: `a collector discovers targets in its own cluster; leave ${field} out`,
    })));
}
