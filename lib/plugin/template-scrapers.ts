import { readFileSync } from 'node:fs';
import { templateText } from '../private/template-text';
import { type CollectorTarget, CollectorDestination, CollectorSource } from '../validation/collector-target';

/** A scraper as it stands in a template. */
export interface TemplateScraper {
  readonly logicalId: string;
  readonly properties: ScraperProperties;
}

/** What is read of the properties of AWS::APS::Scraper. */
interface ScraperProperties {
  readonly Source?: {
    readonly EksConfiguration?: { readonly ClusterArn?: unknown } & Network;
    readonly VpcConfiguration?: Network;
  };
  readonly Destination?: {
    readonly AmpConfiguration?: { readonly WorkspaceArn?: unknown };
    readonly CloudWatchConfiguration?: object;
  };
  readonly Exporters?: unknown;
  readonly ScrapeConfiguration?: { readonly ConfigurationBlob?: unknown };
}

/** Lists, or functions that give them at deployment. */
export interface Network {
  readonly SubnetIds?: unknown;
  readonly SecurityGroupIds?: unknown;
}

/** All scrapers of a template, whoever wrote them. */
export function scrapersOfTemplate(path: string): TemplateScraper[] {
  const { Resources = {} } = JSON.parse(readFileSync(path, 'utf8')) as { Resources?: Record<string, { Type: string; Properties?: object }> };
  return Object.entries(Resources)
    .filter(([, { Type }]) => Type === 'AWS::APS::Scraper')
    .map(([logicalId, { Properties = {} }]) => ({ logicalId, properties: Properties }));
}

/** The text that the service gets, with a token for each part that only the deployment knows; nothing where all of it is one. */
export function configurationText({ ScrapeConfiguration }: ScraperProperties): string | undefined {
  const text = templateText(ScrapeConfiguration?.ConfigurationBlob ?? '', (name, argument) =>
    name === 'Fn::Base64' ? templateText(argument, token) : token());
  return text === token() ? undefined : text;
}

function token(): string {
  return '${Token[]}';
}

/** What a template says of the access to a cluster is not told by its scraper. */
export function targetOf({ Source, Destination, Exporters }: ScraperProperties): CollectorTarget {
  const vpcSource = Exporters === undefined ? CollectorSource.VPC : CollectorSource.OPEN_SEARCH;
  return {
    source: Source?.VpcConfiguration === undefined ? CollectorSource.EKS : vpcSource,
    destination: Destination?.CloudWatchConfiguration === undefined ? CollectorDestination.WORKSPACE : CollectorDestination.CLOUD_WATCH,
    grantsAccess: true,
  };
}
