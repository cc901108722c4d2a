import { CollectorDestination, CollectorExporter, CollectorSource, type CollectorTarget } from '../validation/collector-target';

/** The properties of AWS::APS::Scraper in a template, as far as validation reads them. Each may be an intrinsic function. */
export interface ScraperProperties {
  readonly Source?: unknown;
  readonly Destination?: unknown;
  readonly Exporters?: unknown;
}

/** Lists, or intrinsic functions that return them. */
export interface NetworkProperties {
  readonly ClusterArn?: unknown;
  readonly SubnetIds?: unknown;
  readonly SecurityGroupIds?: unknown;
}

const SOURCES: Readonly<Record<CollectorSource, string>> = {
  [CollectorSource.EKS]: 'EksConfiguration',
  [CollectorSource.VPC]: 'VpcConfiguration',
};

const DESTINATIONS: Readonly<Record<CollectorDestination, string>> = {
  [CollectorDestination.WORKSPACE]: 'AmpConfiguration',
  [CollectorDestination.CLOUD_WATCH]: 'CloudWatchConfiguration',
};

const EXPORTERS: Readonly<Record<CollectorExporter, string>> = {
  [CollectorExporter.OPEN_SEARCH]: 'OpenSearchConfiguration',
};

/**
 * Returns the collector for which a configuration is validated. Undefined if the source or the destination is known only at deployment, or
 * is one that this version does not know.
 *
 * The access to the cluster is granted by other resources of the app.
 */
export function collectorTarget({ Source, Destination, Exporters }: ScraperProperties): CollectorTarget | undefined {
  const source = memberOf(SOURCES, Source);
  const destination = memberOf(DESTINATIONS, Destination);
  if (source === undefined || destination === undefined) return undefined;
  const [exporter] = Array.isArray(Exporters) ? Exporters as unknown[] : [];
  return { source, destination, exporter: memberOf(EXPORTERS, exporter), grantsAccess: true };
}

/** Returns the name and the value of the member of `Source` that is set. */
export function networkOf({ Source }: ScraperProperties): { readonly name: string; readonly properties: NetworkProperties } | undefined {
  const source = memberOf(SOURCES, Source);
  if (source === undefined) return undefined;
  const name = SOURCES[source];
  const properties = (Source as Record<string, unknown>)[name];
  return typeof properties === 'object' && properties !== null ? { name, properties } : undefined;
}

function memberOf<Kind extends string>(properties: Readonly<Record<Kind, string>>, value: unknown): Kind | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  return (Object.keys(properties) as Kind[]).find(kind => properties[kind] in value);
}
