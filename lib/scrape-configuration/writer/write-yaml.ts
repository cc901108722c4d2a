import { Fn, Token, Tokenization } from 'aws-cdk-lib';
import type { Scalar, ToStringOptions } from 'yaml';
import { throwValueProblems } from '../../private/errors';
import { unwritable } from './unwritable';
import { yamlLibrary } from './yaml-library';

/** Strings that neither YAML 1.1 nor 1.2 reads as anything else stay plain; lines are never folded. */
const OPTIONS = { schema: 'core', compat: 'yaml-1.1', aliasDuplicateObjects: false } as const;
const LAYOUT = { lineWidth: 0, doubleQuotedMinMultiLineLength: Number.MAX_SAFE_INTEGER } as const;

/** Characters that Go's reader reads as a line break, drops or refuses unless they are escaped. */
const NEEDS_ESCAPES = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

/** Characters that need escapes and that the YAML library does not escape. */
const UNESCAPED = /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g;

/** A blank at the edge of one of many lines, or an empty first one: the YAML library loses it, or Go takes it for an indentation. */
const BLANK_EDGE = /^\n|\n[ \t]|[ \t]\n/;
const BLANK_END = /^[ \t]|[ \t]$/;

/**
 * Writes a document as YAML that Go's reader, which follows YAML 1.1, reads as given.
 *
 * A string with a token is always in double quotes: what it resolves to (an account id, `yes`) must stay a string.
 *
 * @param subject the subject of an error
 */
export function writeYaml(value: unknown, subject?: string): string {
  return write(value, LAYOUT, subject);
}

/** Writes a document in flow style, on one line. */
export function writeYamlInline(value: unknown): string {
  return write(value, { ...LAYOUT, collectionStyle: 'flow', flowCollectionPadding: false }).trimEnd();
}

/** Indents lines; empty ones stay empty. */
export function indent(lines: string, columns: number): string {
  return lines.replace(/^(?=.)/gm, ' '.repeat(columns));
}

function write(value: unknown, layout: ToStringOptions, subject = 'the scrape configuration'): string {
  throwValueProblems(subject, unwritable(value));

  const { Document, visit } = yamlLibrary();
  const document = new Document(toNodes(value), OPTIONS);
  if (layout.collectionStyle === 'flow') visit(document, { Scalar: quoteInline });
  return document.toString(layout)
    .replace(UNESCAPED, character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/**
 * Inside brackets, Go's reader ends a plain text at a `?` and takes a colon at its edge for one between key and value; a text of many
 * lines is on one line in double quotes only.
 */
function quoteInline(_key: unknown, node: Scalar): void {
  if (typeof node.value === 'string' && /[?\n]|^:|:$/.test(node.value)) node.type = 'QUOTE_DOUBLE';
}

/** Replaces scalars that must be written in a certain style by nodes with this style. */
function toNodes(value: unknown): unknown {
  switch (typeof value) {
    case 'string': return toStringNode(value);
    case 'number': return Token.isUnresolved(value) ? scalar(Tokenization.stringifyNumber(value), 'PLAIN') : value;
    case 'object': return value === null ? value : toCollection(value);
    default: return value;
  }
}

function toCollection(value: object): unknown {
  if (Array.isArray(value)) return Token.isUnresolved(value) ? deferredList(value as string[]) : value.map(toNodes);
  if (Token.isUnresolved(value)) return scalar(Token.asString(value), 'QUOTE_DOUBLE');
  if (value instanceof Date) return value.toISOString();
  const entries = value instanceof Map ? [...value as Map<string, unknown>] : Object.entries(value);
  return new Map(entries.filter(([, item]) => item !== undefined).map(([key, item]) => [toNodes(key), toNodes(item)]));
}

function toStringNode(text: string): unknown {
  return Token.isUnresolved(text) || NEEDS_ESCAPES.test(text) || hasBlankEdge(text) ? scalar(text, 'QUOTE_DOUBLE') : text;
}

function hasBlankEdge(text: string): boolean {
  return BLANK_EDGE.test(text) || (text.includes('\n') && BLANK_END.test(text));
}

/** A list that is known only at deployment: its items are joined there so that each is in quotes. */
function deferredList(list: string[]): unknown {
  const { YAMLSeq } = yamlLibrary();
  const items = new YAMLSeq();
  items.flow = true;
  items.add(scalar(Fn.join('", "', list), 'QUOTE_DOUBLE'));
  return items;
}

function scalar(text: string, type: 'PLAIN' | 'QUOTE_DOUBLE'): Scalar<string> {
  const { Scalar } = yamlLibrary();
  return Object.assign(new Scalar(text), { type });
}
