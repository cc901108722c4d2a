import { existsSync, realpathSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { UsageError } from '../command-error';
import { isObject, type JsonObject } from '../../../lib/private/json';
import { AssemblyError, entriesAt, objectAt, readJsonObject, stringAt } from './json';

/** A stack of a cloud assembly. */
export interface AssemblyStack {
  readonly name: string;
  readonly templateFile: string;
  /** The files of the assembly's assets by their hashes: templates of nested stacks are assets. */
  readonly assets: ReadonlyMap<string, string>;
  readonly metadata: ConstructMetadata;
  readonly environment: StackEnvironment;
}

/** The account and the Region of a stack, if they are known. */
export interface StackEnvironment {
  readonly account?: string;
  readonly region?: string;
}

/** The metadata of constructs by their paths, which begin with a slash. */
export type ConstructMetadata = ReadonlyMap<string, readonly MetadataEntry[]>;

export interface MetadataEntry {
  readonly type: string;
  readonly data: unknown;
}

export function isAssembly(folder: string): boolean {
  return existsSync(join(folder, 'manifest.json'));
}

/**
 * Reads the stacks of a cloud assembly and of its stages. The manifest is read without aws-cdk-lib, which takes longer to load than
 * everything else here takes to run.
 */
export function readManifest(root: string): AssemblyStack[] {
  return stacksIn(root, root, new Set());
}

function stacksIn(root: string, folder: string, visited: ReadonlySet<string>): AssemblyStack[] {
  const file = join(folder, 'manifest.json');
  if (!existsSync(file)) throw new UsageError(`${folder} is not a cloud assembly: it has no manifest.json; run cdk synth first`);
  const path = realpathSync(folder);
  if (visited.has(path)) throw new AssemblyError(file, 'the assembly contains itself');
  const artifacts = entriesAt(file, 'artifacts', readJsonObject(file).artifacts).map(([id, artifact]) => ({
    id, artifact, type: stringAt(file, `artifacts.${id}.type`, artifact.type), properties: objectAt(file, `artifacts.${id}.properties`, artifact.properties),
  }));
  const assets = new Map(artifacts.filter(({ type }) => type === 'cdk:asset-manifest').flatMap(({ id, properties }) =>
    assetsOf(root, folder, fileAt(root, folder, file, `artifacts.${id}.properties.file`, properties.file))));
  return artifacts.flatMap(({ id, artifact, type, properties }) => {
    const place = `artifacts.${id}.properties`;
    if (type === 'cdk:cloud-assembly') {
      const nested = fileAt(root, folder, file, `${place}.directoryName`, properties.directoryName);
      return nested === undefined ? [] : stacksIn(root, nested, new Set([...visited, path]));
    }
    if (type !== 'aws:cloudformation:stack') return [];
    const templateFile = fileAt(root, folder, file, `${place}.templateFile`, properties.templateFile);
    if (templateFile === undefined) throw new AssemblyError(file, `${place}.templateFile is missing`);
    const name = stringAt(file, `artifacts.${id}.displayName`, artifact.displayName) ?? id;
    const metadata = metadataOf(root, folder, file, place, artifact);
    return [{ name, templateFile, assets, metadata, environment: environmentOf(artifact) }];
  });
}

/** `aws://111122223333/eu-central-1`, or `aws://unknown-account/unknown-region`. */
function environmentOf({ environment }: JsonObject): StackEnvironment {
  const [, account = '', region = ''] = typeof environment === 'string' ? /^aws:\/\/([^/]*)\/([^/]*)$/.exec(environment) ?? [] : [];
  return { ...account !== 'unknown-account' && account !== '' && { account }, ...region !== 'unknown-region' && region !== '' && { region } };
}

function assetsOf(root: string, folder: string, file: string | undefined): Array<[hash: string, path: string]> {
  if (file === undefined) return [];
  return entriesAt(file, 'files', readJsonObject(file).files).flatMap(([hash, asset]): Array<[string, string]> => {
    const source = objectAt(file, `files.${hash}.source`, asset.source);
    const path = stringAt(file, `files.${hash}.source.path`, source.path);
    // Assets other than templates are anywhere.
    return path === undefined || !isInside(root, join(folder, path)) ? [] : [[hash, join(folder, path)]];
  });
}

/** The metadata is in the manifest, or since aws-cdk-lib 2.240 in a separate file. */
function metadataOf(root: string, folder: string, manifest: string, place: string, artifact: JsonObject): ConstructMetadata {
  const file = fileAt(root, folder, manifest, place, artifact.additionalMetadataFile
    ?? objectAt(manifest, place, artifact.properties).additionalMetadataFile);
  const records = [artifact.metadata, file === undefined ? undefined : readJsonObject(file)].filter(isObject);
  return new Map(records.flatMap(record => Object.entries(record)).map(([path, entries]) => [
    path, (Array.isArray(entries) ? entries as unknown[] : []).filter(isObject).map(({ type, data }) => ({ type: String(type), data })),
  ]));
}

/** The path of a file or folder that must be inside of the assembly. */
function fileAt(root: string, folder: string, manifest: string, place: string, value: unknown): string | undefined {
  const name = stringAt(manifest, place, value);
  if (name === undefined) return undefined;
  const path = join(folder, name);
  if (!isInside(root, path)) throw new AssemblyError(manifest, `${place} is '${name}', which is outside of the assembly`);
  return path;
}

function isInside(root: string, path: string): boolean {
  const [outer, inner] = [root, path].map(entry => existsSync(entry) ? realpathSync(entry) : resolve(entry));
  const way = relative(outer ?? '', inner ?? '');
  return way !== '..' && !way.startsWith(`..${sep}`) && resolve(outer ?? '', way) === inner;
}
