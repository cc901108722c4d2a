import { YamlSyntaxError } from './cursor';
import type { YamlNode } from './node';
import { Parser } from './parser';
import { readSource } from './source';
import type { ReadOptions } from './read-options';

/** Why a text is not YAML, and where. */
export interface YamlFailure {
  /** In the words of Go's reader. */
  readonly message: string;
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number;
}

/** The first document of a text; the others do not count. */
export interface YamlDocument {
  /** Absent for an empty document and for one that cannot be read. */
  readonly root?: YamlNode;
  readonly failure?: YamlFailure;
  /** The first character that YAML does not allow, if it comes after the failure or the document. Go's reader may report it first. */
  readonly forbidden?: YamlFailure;
}

/** Go's yaml.v3 reads so many tokens ahead, for the sake of comments, and so may find a wrong one earlier. */
export const YAML_V3_LOOKAHEAD = 2;

/** Reads YAML as Prometheus does. Bytes, unlike text, may turn out not to be UTF-8. */
export function readYaml(input: string | Uint8Array, options?: ReadOptions): YamlDocument {
  const source = readSource(input);
  const forbidden = source.failure && yamlFailure(source.failure);
  try {
    return { root: new Parser(source, options).parse(), forbidden };
  } catch (error) {
    if (!(error instanceof YamlSyntaxError)) throw error;
    return error === source.failure ? { failure: forbidden } : { failure: yamlFailure(error), forbidden };
  }
}

function yamlFailure({ message, mark }: YamlSyntaxError): YamlFailure {
  return { message: `yaml: ${message}`, line: mark.line + 1, column: mark.column + 1 };
}
