import { text } from 'node:stream/consumers';
import type { AmpClient, DescribeScraperCommand, Destination, ScraperDescription, ScraperSummary, Source } from '@aws-sdk/client-amp';

// Members of the API that the SDK in use does not know: https://docs.aws.amazon.com/prometheus/latest/APIReference/

/** An exporter for a source that exposes no metrics itself. */
export interface Exporter {
  readonly openSearchConfiguration?: { readonly domainArn?: string };
  readonly kafkaConfiguration?: { readonly clusterArn?: string };
}

export interface ScraperDestination extends Pick<Destination, 'ampConfiguration'> {
  readonly cloudWatchConfiguration?: { readonly datasetArn?: string };
}

export type ScraperSource = Pick<Source, 'eksConfiguration' | 'vpcConfiguration'>;

interface SdkUnions {
  readonly source?: Source;
  readonly destination?: Destination;
}

interface KnownUnions {
  readonly source?: ScraperSource;
  readonly destination?: ScraperDestination;
}

/** A scraper in a list. */
export type ListedScraper = Omit<ScraperSummary, keyof KnownUnions> & KnownUnions;

/** A scraper with everything that the service returns. */
export type Scraper = Omit<ScraperDescription, keyof KnownUnions> & KnownUnions & { readonly exporters?: readonly Exporter[] };

/** The scraper with the members of its unions by their names, where the SDK has `$unknown`. */
export function withKnownUnions<T extends SdkUnions>(scraper: T): Omit<T, keyof KnownUnions> & KnownUnions {
  return { ...scraper, source: known(scraper.source), destination: known(scraper.destination) };
}

function known(union: Source | Destination | undefined): object | undefined {
  return union?.$unknown === undefined ? union : Object.fromEntries([union.$unknown]);
}

/** Sends the command, and also reads the members of the response that the SDK drops. */
export async function describeFully(
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
  // The SDK also loses a tag with the name __proto__.
  const { exporters, tags } = (JSON.parse(body) as { scraper?: Pick<Scraper, 'exporters' | 'tags'> | null }).scraper ?? {};
  return scraper && { ...withKnownUnions(scraper), tags, ...Array.isArray(exporters) ? { exporters } : {} };
}
