import type { DescribeScraperLoggingConfigurationResponse } from '@aws-sdk/client-amp';
import { EXIT, CommandError } from '../command-error';
import { parseArn } from '../aws/arn';
import type { Scraper } from '../aws/scraper-description';
import { configurationOf } from '../aws/scrapers';

/** The properties of a scraper that CloudFormation has. */
export interface ScraperProperties {
  readonly arn: string;
  readonly scraperId: string;
  readonly region: string;
  readonly account: string;
  readonly alias?: string;
  /** Absent if the source is a VPC. */
  readonly clusterArn?: string;
  readonly subnetIds: readonly string[];
  readonly securityGroupIds: readonly string[];
  readonly destination: { readonly workspaceArn: string } | { readonly datasetArn: string };
  /** The OpenSearch domain of its exporter: a scraper has at most one exporter. */
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

/** Returns the properties of a scraper; throws if it has one that this version cannot write. */
export function scraperProperties(scraper: Scraper, logging: DescribeScraperLoggingConfigurationResponse | undefined): ScraperProperties {
  const { arn = '', scraperId = '', alias, source, tags = {} } = scraper;
  const network = source?.eksConfiguration ?? source?.vpcConfiguration;
  if (network === undefined) throw unwritable('the source', source);
  const parsed = parseArn(arn);
  if (parsed === undefined) throw new CommandError(`AWS returned a scraper with the ARN '${arn}'`);
  const { region, account } = parsed;
  return {
    arn, scraperId, region, account, alias,
    clusterArn: source?.eksConfiguration?.clusterArn,
    subnetIds: network.subnetIds ?? [],
    securityGroupIds: network.securityGroupIds ?? [],
    destination: destinationOf(scraper),
    domainArn: domainOf(scraper),
    roles: rolesOf(scraper),
    logging: loggingOf(logging),
    // CloudFormation sets these tags itself, and allows nobody else to.
    tags: Object.fromEntries(Object.entries(tags).filter(([key]) => !key.startsWith('aws:'))),
    configuration: configurationOf(scraper),
  };
}

function destinationOf({ destination }: Scraper): ScraperProperties['destination'] {
  const { ampConfiguration: { workspaceArn } = {}, cloudWatchConfiguration: { datasetArn } = {} } = destination ?? {};
  if (workspaceArn !== undefined) return { workspaceArn };
  if (datasetArn !== undefined) return { datasetArn };
  throw unwritable('the destination', destination);
}

function domainOf({ exporters: [exporter] = [] }: Scraper): string | undefined {
  if (exporter !== undefined && exporter.openSearchConfiguration?.domainArn === undefined) throw unwritable('the exporter', exporter);
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
  return new CommandError(`this version cannot write ${what} of the scraper as code${kinds.length === 0 ? '' : ` (${kinds.join(', ')})`}`, EXIT.PROBLEMS);
}
