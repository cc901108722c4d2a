import type { YamlEntry, YamlNode } from '../../prometheus/yaml/node';
import { isFields } from '../source-document';

/** No kind of file is recognized by anything deeper. */
const DEEPEST = 4;

const NOWHERE = { line: 1, column: 1, start: 0, end: 0 };

/** The upper levels of a value as nodes of a document, by which kinds of files are recognized. */
export function yamlNodeOf(value: unknown, depth = 0): YamlNode {
  if (depth < DEEPEST && Array.isArray(value)) {
    return { ...NOWHERE, kind: 'sequence', isFlow: false, items: value.slice(0, 1).map(item => yamlNodeOf(item, depth + 1)) };
  }
  if (depth < DEEPEST && isFields(value)) {
    const entries = Object.entries(value).map(([key, item]): YamlEntry => ({ key: scalar(key), value: yamlNodeOf(item, depth + 1) }));
    return { ...NOWHERE, kind: 'mapping', isFlow: false, entries };
  }
  return scalar(typeof value === 'string' ? value : '');
}

function scalar(value: string): YamlNode {
  return { ...NOWHERE, kind: 'scalar', tag: '', value, style: 'plain', isImplicit: true };
}
