import type { ClusterSize, JobSize } from '../../../lib/cost/cluster-size';
import { WorkspacePrices, type WorkspacePricesProps } from '../../../lib/cost/workspace-prices';
import { isObject } from '../../../lib/private/json';
import { suggestion } from '../../../lib/private/suggestion';
import { UsageError } from '../command-error';
import { assignments, positive } from '../command-line/values';
import { readJson } from '../input/read-file';
import type { CollectedScraper } from './collected-documents';

/** The options with the sizes of clusters and jobs. */
export interface SizeOptions {
  readonly nodes?: string;
  readonly pods?: string;
  readonly size?: readonly string[];
}

export interface GivenSizes {
  readonly clusterSize: ClusterSize;
  readonly jobSizes: Readonly<Record<string, JobSize>>;
}

export function sizesOf({ nodes, pods, size }: SizeOptions): GivenSizes {
  return {
    clusterSize: { ...nodes !== undefined && { nodes: positive('nodes', nodes, 0) }, ...pods !== undefined && { pods: positive('pods', pods, 0) } },
    jobSizes: Object.fromEntries(Object.entries(assignments('size', size)).map(([job, text]) => [job, jobSize(job, text)])),
  };
}

/** Reads `TARGETSxSERIES`, of which either may be left out. */
function jobSize(job: string, text: string): JobSize {
  const [, targets = '', series = ''] = /^(\d*(?:\.\d+)?)x(\d*(?:\.\d+)?)$/.exec(text) ?? [];
  if (targets === '' && series === '') throw new UsageError(`--size must be JOB=TARGETSxSERIES, such as payments=12x300, got '${job}=${text}'`);
  return { ...targets !== '' && { targets: Number(targets) }, ...series !== '' && { seriesPerTarget: Number(series) } };
}

/** Reports sizes of jobs that do not exist, unless the name of a job is known only at deployment. */
export function unknownSizes({ jobSizes }: GivenSizes, scrapers: readonly CollectedScraper[]): string[] {
  const names = scrapers.flatMap(({ configuration: { jobs } }) => jobs.map(({ name }) => name));
  const known = names.filter(name => name !== undefined);
  if (known.length < names.length) return [];
  return Object.keys(jobSizes).filter(name => !known.includes(name)).map(name => `--size ${name}: no job has this name${suggestion(name, known)}`);
}

/** Reads prices from a JSON file; those of us-east-1 unless a file is given. */
export function pricesOf(file: string | undefined): WorkspacePrices {
  if (file === undefined) return WorkspacePrices.usEast1();
  const prices = readJson(file);
  const missing = PRICES.filter(name => !isObject(prices) || prices[name] === undefined);
  if (missing.length > 0) throw new UsageError(`${file} does not contain prices: ${missing.join(', ')} missing`);
  try {
    return new WorkspacePrices(prices as WorkspacePricesProps);
  } catch (error) {
    throw new UsageError(`${file} does not contain prices: ${(error as Error).message}`);
  }
}

const PRICES = ['region', 'date', 'ingestion', 'storagePerGbMonth', 'collectorPerHour', 'queryPerBillionSamples'];
