import type { Place } from '../../prometheus/decode/place';
import { readYaml, type YamlDocument } from '../../prometheus/yaml/read';
import type { YamlMapping, YamlNode, YamlScalar } from '../../prometheus/yaml/node';

/** A template file of a definition. */
export interface TemplateFile {
  readonly name: string;
  readonly text: string;
  readonly place: Place;
}

/** A definition taken apart: the configuration of Alertmanager, and what is around it. */
export interface DefinitionText {
  /** The configuration as a document; nothing where the text has none. */
  readonly configuration?: YamlDocument;
  /** The text of the configuration, if it is a part of the text. */
  readonly configurationText?: string;
  readonly templateFiles: readonly TemplateFile[];
  /** True if the text is a configuration of Alertmanager by itself, which has to be wrapped. */
  readonly isPlain: boolean;
  /** The node of the outer document that holds the configuration. */
  readonly container?: YamlNode;
  readonly root?: YamlNode;
  readonly failure?: YamlDocument['failure'];
  /** Returns the position in the whole text of a position in the configuration. */
  readonly locate: (position: Position) => Position;
}

export interface Position {
  readonly line: number;
  readonly column: number;
}

export const CONFIGURATION_KEY = 'alertmanager_config';
export const TEMPLATES_KEY = 'template_files';

/** The fields by which a configuration of Alertmanager is recognized. */
export const PLAIN_KEYS = new Set(['route', 'receivers', 'global', 'inhibit_rules', 'time_intervals', 'mute_time_intervals', 'templates']);

/** Takes a definition apart: either one of the service, or a plain configuration file of Alertmanager. */
export function readDefinition(text: string): DefinitionText {
  const document = readYaml(text);
  const { root, failure = document.forbidden } = document;
  const here = { root, failure, templateFiles: [], isPlain: false, locate: (position: Position) => position };
  if (root?.kind !== 'mapping') return here;
  const container = valueOf(root, CONFIGURATION_KEY);
  if (container === undefined) {
    const isPlain = root.entries.some(({ key }) => key.kind === 'scalar' && PLAIN_KEYS.has(key.value));
    return isPlain ? { ...here, isPlain, configuration: document } : here;
  }
  const templateFiles = templateFilesIn(root);
  if (container.kind !== 'scalar') return { ...here, templateFiles, container };
  const { value } = container;
  const configuration = readYaml(value);
  return { ...here, templateFiles, container, configuration, configurationText: value, locate: locatorFor(text, container) };
}

/** Returns the node of a key, through aliases. */
export function valueOf(mapping: YamlMapping, name: string): YamlNode | undefined {
  const value = mapping.entries.find(({ key }) => key.kind === 'scalar' && key.value === name)?.value;
  return value?.kind === 'alias' ? value.target : value;
}

function templateFilesIn(root: YamlMapping): TemplateFile[] {
  const files = valueOf(root, TEMPLATES_KEY);
  if (files?.kind !== 'mapping') return [];
  return files.entries.flatMap(({ key, value }) => {
    const node = value.kind === 'alias' ? value.target : value;
    if (key.kind !== 'scalar' || node.kind !== 'scalar') return [];
    return [{ name: key.value, text: node.value, place: { node, parent: { node: files, segment: TEMPLATES_KEY }, segment: key.value } }];
  });
}

/** In a block that keeps its lines, each line of the configuration is a line of the text. Otherwise the block is all that is known. */
function locatorFor(text: string, { style, line, column, value }: YamlScalar): (position: Position) => Position {
  if (style !== 'literal') return () => ({ line, column });
  const outer = text.split(/\r\n|[\n\r\u0085\u2028\u2029]/);
  const inner = value.split('\n');
  return (position) => {
    const indentation = outer[line + position.line - 1]?.indexOf(inner[position.line - 1] ?? '') ?? 0;
    return { line: line + position.line, column: Math.max(indentation, 0) + position.column };
  };
}
