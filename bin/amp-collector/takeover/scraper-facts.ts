import type { ScraperDescription, DescribeScraperLoggingConfigurationResponse } from '@aws-sdk/client-amp';
import { EXIT, Failure } from '../failure';
import { parseArn } from '../aws/arn';
import { configurationOf } from '../aws/scrapers';

/** A scraper as code needs it: every property that CloudFormation knows. */
export interface ScraperFacts {
  readonly arn: string;
  readonly scraperId: string;
  readonly region: string;
  readonly account: string;
  readonly alias?: string;
  /** Without one, its source is a VPC. */
  readonly clusterArn?: string;
  readonly subnetIds: readonly string[];
  readonly securityGroupIds: readonly string[];
  readonly workspaceArn: string;
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
export function scraperFacts(scraper: ScraperDescription, logging: DescribeScraperLoggingConfigurationResponse | undefined): ScraperFacts {
  const { arn = '', scraperId = '', alias, source, destination, tags = {} } = scraper;
  const network = source?.eksConfiguration ?? source?.vpcConfiguration;
  const workspaceArn = destination?.ampConfiguration?.workspaceArn;
  if (network === undefined) throw unwritable('source', source?.$unknown);
  if (workspaceArn === undefined) throw unwritable('destination', destination?.$unknown);
  const { region = '', account = '' } = parseArn(arn) ?? {};
  return {
    arn, scraperId, region, account, alias, workspaceArn,
    clusterArn: source?.eksConfiguration?.clusterArn,
    subnetIds: network.subnetIds ?? [],
    securityGroupIds: network.securityGroupIds ?? [],
    roles: rolesOf(scraper),
    logging: loggingOf(logging),
    // CloudFormation sets tags of this kind itself, and lets nobody else.
    tags: Object.fromEntries(Object.entries(tags).filter(([key]) => !key.startsWith('aws:'))),
    configuration: configurationOf(scraper),
  };
}

function rolesOf({ roleConfiguration }: ScraperDescription): ScraperFacts['roles'] {
  const { sourceRoleArn: source, targetRoleArn: target } = roleConfiguration ?? {};
  return source === undefined || target === undefined ? undefined : { source, target };
}

function loggingOf(logging: DescribeScraperLoggingConfigurationResponse | undefined): ScraperFacts['logging'] {
  const logGroupArn = logging?.loggingDestination?.cloudWatchLogs?.logGroupArn;
  if (logGroupArn === undefined) return undefined;
  const components = (logging?.scraperComponents ?? []).map(({ type = '', config }) => ({ type, options: config?.options }));
  return { logGroupArn, components };
}

function unwritable(what: string, unknown: readonly unknown[] | undefined): Failure {
  const kind = unknown === undefined ? '' : ` (${String(unknown[0])})`;
  return new Failure(`the scraper has a ${what} that this version cannot write as code${kind}`, EXIT.PROBLEMS);
}
