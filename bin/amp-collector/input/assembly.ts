import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CollectorDestination, CollectorSource, type CollectorTarget } from '../../../lib/scrape-configuration/collector/target';
import { WrongUse } from '../failure';
import type { ConfigurationSource } from './configuration-source';
import { configurationText } from './template-configuration';

// The manifest is read here, without aws-cdk-lib, which takes longer to load than all of this takes to run.

interface Manifest {
  readonly artifacts?: Readonly<Record<string, { readonly type: string; readonly properties?: { readonly templateFile?: string; readonly directoryName?: string } }>>;
}

interface Template {
  readonly Resources?: Readonly<Record<string, Resource>>;
}

interface Resource {
  readonly Type: string;
  readonly Properties?: ScraperProperties;
  readonly Metadata?: Readonly<Record<string, string>>;
}

interface ScraperProperties {
  readonly ScrapeConfiguration?: { readonly ConfigurationBlob?: unknown };
  readonly Source?: { readonly VpcConfiguration?: unknown };
  readonly Destination?: { readonly CloudWatchConfiguration?: unknown };
  readonly Exporters?: unknown;
}

/** The configuration of every scraper in a cloud assembly, its stages and its nested stacks. */
export function readAssembly(directory: string): ConfigurationSource[] {
  const manifest = join(directory, 'manifest.json');
  if (!existsSync(manifest)) throw new WrongUse(`${directory} is no cloud assembly: it has no manifest.json; run cdk synth first`);
  return Object.values(readJson<Manifest>(manifest).artifacts ?? {}).flatMap(({ type, properties = {} }) => {
    if (type === 'cdk:cloud-assembly' && properties.directoryName !== undefined) return readAssembly(join(directory, properties.directoryName));
    if (type === 'aws:cloudformation:stack' && properties.templateFile !== undefined) return readTemplate(directory, properties.templateFile);
    return [];
  });
}

function readTemplate(directory: string, templateFile: string): ConfigurationSource[] {
  const file = join(directory, templateFile);
  return Object.entries(readJson<Template>(file).Resources ?? {}).flatMap(([logicalId, resource]) => {
    if (resource.Type === 'AWS::CloudFormation::Stack') return readNestedStack(directory, resource);
    if (resource.Type !== 'AWS::APS::Scraper') return [];
    const constructPath = resource.Metadata?.['aws:cdk:path']?.replace(/\/Resource$/, '') ?? logicalId;
    const { Properties: properties = {} } = resource;
    return [{
      name: constructPath, file, constructPath, target: targetOf(properties), text: configurationText(properties.ScrapeConfiguration?.ConfigurationBlob),
    }];
  });
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

function readNestedStack(directory: string, { Metadata }: Resource): ConfigurationSource[] {
  const templateFile = Metadata?.['aws:asset:path'];
  return templateFile === undefined ? [] : readTemplate(directory, templateFile);
}

function readJson<T>(file: string): T {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as T;
  } catch (error) {
    throw new WrongUse(`${file} cannot be read: ${(error as Error).message}`);
  }
}
