import type { DescribeScraperLoggingConfigurationResponse } from '@aws-sdk/client-amp';
import { EXIT, CommandError } from '../command-error';
import { parseArn } from '../aws/arn';
import type { Scraper } from '../aws/scraper-description';
import { configurationOf } from '../aws/scrapers';

/** A scraper as code needs it: every property that CloudFormation knows. */
export interface ScraperProperties {
  readonly arn: string;
  readonly scraperId: string;
  readonly region: string;
  readonly account: string;
  readonly alias?: string;
  /** Without one, its source is a VPC. */
  readonly clusterArn?: string;
  readonly subnetIds: readonly string[];
  readonly securityGroupIds: readonly string[];
  readonly destination: { readonly workspaceArn: string } | { readonly datasetArn: string };
  /** The OpenSearch domain that its exporter asks: a scraper has one exporter at most. */
  readonly domainArn?: string;
  readonly roles?: { readonly source: string; readonly target: string };
  readonly logging?: { readonly logGroupArn: string; readonly components: readonly LoggedComponent[] };
  readonly tags: Readonly<Record<string, string>>;
  readonly configuration: Buffer;
}

export interface LoggedComponent {
  readonly type: string;
  readonly options?: Readonly<Record<string, string>>;
}

/** What the API told, checked for what this version cannot write. */
export function scraperProperties(scraper: Scraper, logging: DescribeScraperLoggingConfigurationResponse | undefined): ScraperProperties {
  const { arn = '', scraperId = '', alias, source, tags = {} } = scraper;
  const network = source?.eksConfiguration ?? source?.vpcConfiguration;
  if (network === undefined) throw unwritable('a source', source);
  const { region = '', account = '' } = parseArn(arn) ?? {};
  return {
    arn, scraperId, region, account, alias,
    clusterArn: source?.eksConfiguration?.clusterArn,
    subnetIds: network.subnetIds ?? [],
    securityGroupIds: network.securityGroupIds ?? [],
    destination: destinationOf(scraper),
    domainArn: domainOf(scraper),
    roles: rolesOf(scraper),
    logging: loggingOf(logging),
    // CloudFormation sets tags of this kind itself, and lets nobody else.
    tags: Object.fromEntries(Object.entries(tags).filter(([key]) => !key.startsWith('aws:'))),
    configuration: configurationOf(scraper),
  };
}

function destinationOf({ destination }: Scraper): ScraperProperties['destination'] {
  const { ampConfiguration: { workspaceArn } = {}, cloudWatchConfiguration: { datasetArn } = {} } = destination ?? {};
  if (workspaceArn !== undefined) return { workspaceArn };
  if (datasetArn !== undefined) return { datasetArn };
  throw unwritable('a destination', destination);
}

function domainOf({ exporters: [exporter] = [] }: Scraper): string | undefined {
  if (exporter !== undefined && exporter.openSearchConfiguration?.domainArn === undefined) throw unwritable('an exporter', exporter);
  return exporter?.openSearchConfiguration?.domainArn;
}

function rolesOf({ roleConfiguration }: Scraper): ScraperProperties['roles'] {
  const { sourceRoleArn: source, targetRoleArn: target } = roleConfiguration ?? {};
  return source === undefined || target === undefined ? undefined : { source, target };
}

function loggingOf(logging: DescribeScraperLoggingConfigurationResponse | undefined): ScraperProperties['logging'] {
  const logGroupArn = logging?.loggingDestination?.cloudWatchLogs?.logGroupArn;
  if (logGroupArn === undefined) return undefined;
  const components = (logging?.scraperComponents ?? []).map(({ type = '', config }) => ({ type, options: config?.options }));
  return { logGroupArn, components };
}

function unwritable(what: string, value: object = {}): CommandError {
  const kinds = Object.keys(value);
  return new CommandError(`the scraper has ${what} that this version cannot write as code${kinds.length === 0 ? '' : ` (${kinds.join(', ')})`}`, EXIT.PROBLEMS);
}
