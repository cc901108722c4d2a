import { isObject, typeOf } from './json';

/** A property of a template that is not a configuration. */
export class NotAConfiguration extends Error {}

/** One of the texts that a property may have at deployment. */
export interface ConfigurationText {
  /** Nothing if the whole text is known only at deployment. */
  readonly text?: string;
  /** The conditions of `Fn::If` under which the property has this text, empty without one. */
  readonly condition: string;
}

/** `${AWS::Region}` in a text for `Fn::Sub`; `${!…}` is literal. */
const SUB_VARIABLE = /\$\{(!?)([^{}]*)\}/g;

const DEEPEST = 50;
const DEEPEST_CONDITION = 6;

/**
 * Returns the texts of a configuration in a template: values that are known only at deployment become tokens in the CDK's notation, which
 * no rule of validation looks into. `Fn::If` gives two texts.
 */
export function configurationTexts(blob: unknown): ConfigurationText[] {
  return alternatives(blob, []).map(({ value, condition }) => {
    const text = textOf(value, 0);
    return { condition, text: /^\$\{Token\[[^\]]*\]\}$/.test(text) ? undefined : text };
  });
}

function alternatives(value: unknown, conditions: readonly string[]): Array<{ readonly value: unknown; readonly condition: string }> {
  const [name, argument] = functionOf(value);
  if (name !== 'Fn::If') return [{ value, condition: conditions.join(' and ') }];
  if (!Array.isArray(argument) || argument.length !== 3 || typeof argument[0] !== 'string') {
    throw new NotAConfiguration('Fn::If must have a condition and two values');
  }
  if (conditions.length === DEEPEST_CONDITION) throw new NotAConfiguration('Fn::If is nested too deeply');
  const [condition, whenTrue, whenFalse] = argument as [string, unknown, unknown];
  return [...alternatives(whenTrue, [...conditions, condition]), ...alternatives(whenFalse, [...conditions, `not ${condition}`])];
}

function textOf(value: unknown, depth: number): string {
  if (depth > DEEPEST) throw new NotAConfiguration('its functions are nested too deeply');
  if (typeof value === 'string') return value;
  const [name, argument] = functionOf(value);
  switch (name) {
    case undefined: throw new NotAConfiguration(`it must be a string, got ${typeOf(value)}`);
    case 'Fn::Base64': return textOf(argument, depth + 1);
    case 'Fn::Join': return join(argument, depth);
    case 'Fn::Sub': return substitute(argument);
    case 'Ref':
    case 'Fn::GetAtt': return placeholder([argument].flat().map(String).join('.'));
    default: return placeholder(name);
  }
}

function join(argument: unknown, depth: number): string {
  if (!Array.isArray(argument) || argument.length !== 2 || typeof argument[0] !== 'string') {
    throw new NotAConfiguration('Fn::Join must have a separator and a list');
  }
  const [separator, parts] = argument as [string, unknown];
  // A list that another function gives.
  if (!Array.isArray(parts)) return textOf(parts, depth + 1);
  return parts.map(part => typeof part === 'number' ? String(part) : textOf(part, depth + 1)).join(separator);
}

function substitute(argument: unknown): string {
  const [text] = [argument].flat();
  if (typeof text !== 'string') throw new NotAConfiguration(`Fn::Sub must have a string, got ${typeOf(text)}`);
  return text.replace(SUB_VARIABLE, (_, literal: string, name: string) => literal === '!' ? `\${${name}}` : placeholder(name));
}

/** The name and argument of an intrinsic function. */
function functionOf(value: unknown): [name?: string, argument?: unknown] {
  if (!isObject(value)) return [];
  const [first, second] = Object.entries(value);
  return first === undefined || second !== undefined || !/^(?:Ref$|Fn::)/.test(first[0]) ? [] : first;
}

function placeholder(name: string): string {
  return `\${Token[${name.replaceAll('::', '.').replaceAll(/[[\]{}]/g, '')}.0]}`;
}
