import { text } from 'node:stream/consumers';
import type { AmpClient, DescribeScraperCommand, Destination, ScraperDescription, ScraperSummary, Source } from '@aws-sdk/client-amp';

// What the service has, and the SDK in use does not know: https://docs.aws.amazon.com/prometheus/latest/APIReference/

/** What runs beside a scraper, for what has no metrics of its own. */
export interface Exporter {
  readonly openSearchConfiguration?: { readonly domainArn?: string };
}

/** Where a scraper writes. */
export interface NewerDestination extends Pick<Destination, 'ampConfiguration'> {
  readonly cloudWatchConfiguration?: { readonly datasetArn?: string };
}

export type NewerSource = Pick<Source, 'eksConfiguration' | 'vpcConfiguration'>;

interface SdkUnions {
  readonly source?: Source;
  readonly destination?: Destination;
}

/** The same with what is newer. */
interface Unions {
  readonly source?: NewerSource;
  readonly destination?: NewerDestination;
}

/** A scraper as lists have it. */
export type ListedScraper = Omit<ScraperSummary, keyof Unions> & Unions;

/** A scraper with all that the service tells of it. */
export type Scraper = Omit<ScraperDescription, keyof Unions> & Unions & { readonly exporters?: readonly Exporter[] };

/** The scraper with the members of its unions under their own names, where the SDK has `$unknown`. */
export function named<T extends SdkUnions>(scraper: T): Omit<T, keyof Unions> & Unions {
  return { ...scraper, source: plain(scraper.source), destination: plain(scraper.destination) };
}

function plain(union: Source | Destination | undefined): object | undefined {
  return union?.$unknown === undefined ? union : Object.fromEntries([union.$unknown]);
}

/** Sends the command, and reads what the SDK throws away: of structures, what it does not know. */
export async function describeScraperFully(
  client: AmpClient, command: DescribeScraperCommand, abortSignal: AbortSignal,
): Promise<Scraper | undefined> {
  let body = '{}';
  command.middlewareStack.add(next => async (args) => {
    const result = await next(args);
    const response = result.response as { body: NodeJS.ReadableStream | Buffer };
    body = await text(response.body as NodeJS.ReadableStream);
    response.body = Buffer.from(body);
    return result;
  }, { step: 'deserialize', priority: 'low' });
  const { scraper } = await client.send(command, { abortSignal });
  const { exporters } = (JSON.parse(body) as { scraper?: Pick<Scraper, 'exporters'> }).scraper ?? {};
  return scraper && { ...named(scraper), ...exporters === undefined ? {} : { exporters } };
}
