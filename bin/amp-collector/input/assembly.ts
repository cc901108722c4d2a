import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CollectorDestination, CollectorSource, type CollectorTarget } from '../../../lib/scrape-configuration/collector/target';
import { WrongUse } from '../failure';
import type { ConfigurationSource } from './configuration-source';
import { configurationText } from './template-configuration';

// The manifest is read here, without aws-cdk-lib, which takes longer to load than all of this takes to run.

interface Manifest {
  readonly artifacts?: Readonly<Record<string, Artifact>>;
}

interface Artifact {
  readonly type: string;
  readonly displayName?: string;
  readonly properties?: { readonly templateFile?: string; readonly directoryName?: string; readonly file?: string };
}

interface AssetManifest {
  readonly files?: Readonly<Record<string, { readonly source: { readonly path?: string } }>>;
}

interface Template {
  readonly Resources?: Readonly<Record<string, Resource>>;
}

interface Resource {
  readonly Type: string;
  readonly Properties?: ScraperProperties & { readonly TemplateURL?: unknown };
  readonly Metadata?: Readonly<Record<string, string>>;
}

interface ScraperProperties {
  readonly ScrapeConfiguration?: { readonly ConfigurationBlob?: unknown };
  readonly Source?: { readonly VpcConfiguration?: unknown };
  readonly Destination?: { readonly CloudWatchConfiguration?: unknown };
  readonly Exporters?: unknown;
}

/** Where the files of a folder of the assembly are, by their hashes. */
type Assets = ReadonlyMap<string, string>;

/** The configuration of every scraper in a cloud assembly, its stages and its nested stacks. */
export function readAssembly(directory: string): ConfigurationSource[] {
  const file = join(directory, 'manifest.json');
  if (!existsSync(file)) throw new WrongUse(`${directory} is no cloud assembly: it has no manifest.json; run cdk synth first`);
  const artifacts = Object.entries((readJson(file) as Manifest).artifacts ?? {});
  const assets = assetsOf(directory, artifacts.map(([, artifact]) => artifact));
  return artifacts.flatMap(([id, { type, displayName = id, properties = {} }]) => {
    const { directoryName, templateFile } = properties;
    if (type === 'cdk:cloud-assembly' && directoryName !== undefined) return readAssembly(join(directory, directoryName));
    if (type !== 'aws:cloudformation:stack' || templateFile === undefined) return [];
    return readTemplate(join(directory, templateFile), displayName, assets);
  });
}

function assetsOf(directory: string, artifacts: readonly Artifact[]): Assets {
  return new Map(artifacts.flatMap(({ type, properties: { file } = {} }) => {
    if (type !== 'cdk:asset-manifest' || file === undefined) return [];
    const { files = {} } = readJson(join(directory, file)) as AssetManifest;
    return Object.entries(files).map(([hash, { source }]) => [hash, join(directory, source.path ?? '')] as const);
  }));
}

function readTemplate(file: string, stackName: string, assets: Assets): ConfigurationSource[] {
  const { Resources = {} } = readJson(file) as Template;
  return Object.entries(Resources).flatMap(([logicalId, { Type, Properties: properties = {}, Metadata }]) => {
    if (Type === 'AWS::CloudFormation::Stack') return readNestedStack(properties.TemplateURL, `${stackName}/${logicalId}`, assets);
    if (Type !== 'AWS::APS::Scraper') return [];
    // The CDK's command line has every resource name its construct; an app that is run by itself does not.
    const constructPath = Metadata?.['aws:cdk:path']?.replace(/\/Resource$/, '') ?? `${stackName}/${logicalId}`;
    const text = configurationText(properties.ScrapeConfiguration?.ConfigurationBlob);
    return [{ name: constructPath, file, constructPath, target: targetOf(properties), text }];
  });
}

/** A nested stack's template is an asset, with its hash for a name. */
function readNestedStack(templateUrl: unknown, stackName: string, assets: Assets): ConfigurationSource[] {
  const [, hash = ''] = /([0-9a-f]{64})\.json/.exec(JSON.stringify(templateUrl ?? '')) ?? [];
  const file = assets.get(hash);
  return file === undefined ? [] : readTemplate(file, stackName, assets);
}

/** What the collector may read in the cluster is the app's own business, and was judged with the app. */
function targetOf({ Source: source, Destination: destination, Exporters: exporters }: ScraperProperties): CollectorTarget {
  const fromVpc = exporters === undefined ? CollectorSource.VPC : CollectorSource.OPEN_SEARCH;
  return {
    source: source?.VpcConfiguration === undefined ? CollectorSource.EKS : fromVpc,
    destination: destination?.CloudWatchConfiguration === undefined ? CollectorDestination.WORKSPACE : CollectorDestination.CLOUD_WATCH,
    grantsAccess: true,
  };
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new WrongUse(`${file} cannot be read: ${(error as Error).message}`);
  }
}
