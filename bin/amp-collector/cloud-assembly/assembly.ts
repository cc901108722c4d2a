import { existsSync, readFileSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';
import { collectorTarget, type ScraperProperties } from '../../../lib/plugin/scraper-properties';
import { EXIT, CommandError, UsageError } from '../command-error';
import type { Document } from '../input/document';
import { fileReason } from '../input/file-error';
import { configurationText } from './configuration-text';

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

/** Where the files of a folder of the assembly are, by their hashes. */
type Assets = ReadonlyMap<string, string>;

/** The configuration of every scraper in a cloud assembly, its stages and its nested stacks. */
export function readAssembly(directory: string): Document[] {
  const file = join(directory, 'manifest.json');
  if (!existsSync(file)) throw new UsageError(`${directory} is no cloud assembly: it has no manifest.json; run cdk synth first`);
  const artifacts = entries((readJson(file) as Manifest).artifacts);
  const assets = assetsOf(directory, artifacts.map(([, artifact]) => artifact));
  return artifacts.flatMap(([id, { type, displayName = id, properties = {} }]) => {
    const { directoryName, templateFile } = properties;
    if (type === 'cdk:cloud-assembly' && directoryName !== undefined) return readAssembly(below(directory, directoryName));
    if (type !== 'aws:cloudformation:stack' || templateFile === undefined) return [];
    return readTemplate(join(directory, templateFile), displayName, assets);
  });
}

function assetsOf(directory: string, artifacts: readonly Artifact[]): Assets {
  return new Map(artifacts.flatMap(({ type, properties: { file } = {} }) => {
    if (type !== 'cdk:asset-manifest' || file === undefined) return [];
    const { files } = readJson(join(directory, file)) as AssetManifest;
    return entries(files).map(([hash, { source }]) => [hash, join(directory, source.path ?? '')] as const);
  }));
}

function readTemplate(file: string, stackName: string, assets: Assets): Document[] {
  const { Resources } = readJson(file) as Template;
  return entries(Resources).flatMap(([logicalId, { Type, Properties: properties = {}, Metadata }]) => {
    if (Type === 'AWS::CloudFormation::Stack') return readNestedStack(properties.TemplateURL, `${stackName}/${logicalId}`, assets);
    if (Type !== 'AWS::APS::Scraper') return [];
    // The CDK's command line has every resource name its construct; an app that is run by itself does not.
    const constructPath = Metadata?.['aws:cdk:path']?.replace(/\/Resource$/, '') ?? `${stackName}/${logicalId}`;
    const blob = properties.ScrapeConfiguration?.ConfigurationBlob;
    if (blob === undefined) throw new CommandError(`${file}: the scraper ${constructPath} has no ScrapeConfiguration.ConfigurationBlob`, EXIT.PROBLEMS);
    const text = configurationText(blob);
    return [{ name: constructPath, file, constructPath, target: collectorTarget(properties), text }];
  });
}

/** A nested stack's template is an asset, with its hash for a name. */
function readNestedStack(templateUrl: unknown, stackName: string, assets: Assets): Document[] {
  const [, hash = ''] = /([0-9a-f]{64})\.json/.exec(JSON.stringify(templateUrl ?? '')) ?? [];
  const file = assets.get(hash);
  return file === undefined ? [] : readTemplate(file, stackName, assets);
}

/** The folder of a stage. One that is not below its assembly would lead round in circles. */
function below(directory: string, name: string): string {
  const nested = join(directory, name);
  if (!resolve(nested).startsWith(resolve(directory) + sep)) throw new UsageError(`${directory}/manifest.json names ${name} as a stage, which is not below it`);
  return nested;
}

/** What stands under each name, as far as it is an object: a file that the CDK did not write may hold anything. */
function entries<T extends object>(record: Readonly<Record<string, T>> | undefined): Array<[string, T]> {
  return Object.entries(record ?? {}).filter(([, value]) => typeof value === 'object');
}

function readJson(file: string): object {
  const value = parse(file);
  if (typeof value !== 'object' || value === null) throw new UsageError(`${file} is not what the CDK writes: it is no JSON object`);
  return value;
}

function parse(file: string): unknown {
  try {
    // What is null is as good as not there.
    return JSON.parse(readFileSync(file, 'utf8'), (_, value: unknown) => value ?? undefined);
  } catch (error) {
    throw new UsageError(`${file} cannot be read: ${error instanceof SyntaxError ? error.message : fileReason(error)}`);
  }
}
