import { Token } from 'aws-cdk-lib';
import type { ClusterSize, JobSize } from './cluster-size';

/** The sizes of what a scraper scrapes. */
export interface KnownSizes {
  readonly clusterSize: ClusterSize;
  readonly jobSizes: { readonly [jobName: string]: JobSize };
}

/** Leaves out numbers that are known only at deployment. */
export function knownSizes({ clusterSize = {}, jobSizes = {} }: Partial<KnownSizes>): KnownSizes {
  return {
    clusterSize: knownNumbers(clusterSize),
    jobSizes: Object.fromEntries(Object.entries(jobSizes).map(([job, { seriesByMetric, ...size }]) =>
      [job, { ...knownNumbers(size), ...seriesByMetric && { seriesByMetric: knownNumbers(seriesByMetric) } }])),
  };
}

function knownNumbers<T extends object>(numbers: T): T {
  return Object.fromEntries(Object.entries(numbers).filter(([, value]) => value !== undefined && !Token.isUnresolved(value))) as T;
}
