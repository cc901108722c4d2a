import { quote } from '../values/quote';
import type { YamlNode } from '../yaml/node';
import type { GoType } from './types';

/** The kinds of values that fields take, as users of YAML know them. */
const KINDS = {
  text: 'a string',
  flag: 'true or false',
  integer: 'a whole number',
  count: 'a whole number that is not negative',
  number: 'a number',
  list: 'a list, in which each item begins with a dash',
  mapping: 'a mapping, such as name: value',
};

export type ValueKind = keyof typeof KINDS;

const KIND_OF_TYPE: Readonly<Record<Exclude<GoType['kind'], 'pointer'>, ValueKind>> = {
  string: 'text', object: 'text', bool: 'flag', int: 'integer', uint: 'count', float: 'number', list: 'list', map: 'mapping', struct: 'mapping',
  // These take any value.
  any: 'text', unvalidated: 'text',
};

const LONGEST_EXCERPT = 40;

export function kindOfType(type: GoType): ValueKind {
  // Sizes and durations are numbers to Prometheus, and strings such as 10MB to users.
  if ('reading' in type && type.reading !== undefined) return 'text';
  return type.kind === 'pointer' ? kindOfType(type.to) : KIND_OF_TYPE[type.kind];
}

/**
 * Describes a value of a kind that its field does not take, without the names of Go's types, which Prometheus's message has.
 *
 * @param tag the tag of a scalar: `!!str`
 */
export function typeMismatch(expected: ValueKind, node: YamlNode, tag: string): string {
  return `must be ${KINDS[expected]}, got ${descriptionOf(node, tag)}`;
}

function descriptionOf(node: YamlNode, tag: string): string {
  if (node.kind === 'sequence') return 'a list';
  if (node.kind !== 'scalar') return 'a mapping';
  const text = node.value.length > LONGEST_EXCERPT ? `${node.value.slice(0, LONGEST_EXCERPT)}…` : node.value;
  switch (tag) {
    case '!!str': return `the string ${quote(text)}`;
    case '!!int':
    case '!!float': return `the number ${text}`;
    case '!!bool': return text;
    case '!!timestamp': return `the date ${text}`;
    default: return `${quote(text)} with the tag ${tag}`;
  }
}
