import { isObject } from './json';

/** A value of a template that is neither a string nor a function that returns one. */
export class NotAText extends Error {}

/** One of the texts that a property may have at deployment. */
export interface TemplateText {
  /** The text, with a token for each part that is known only at deployment. Undefined if nothing is known. */
  readonly text?: string;
  /** The conditions of `Fn::If` under which the property has this text; empty without one. */
  readonly condition: string;
  /** True if the property is left out then. */
  readonly isLeftOut?: true;
}

/** Returns the placeholder of a part that is known only at deployment, by the name and the argument of its function. */
export type Placeholder = (name: string, argument: unknown) => string;

/** `${AWS::Region}` in a text for `Fn::Sub`; `${!…}` is literal. */
const SUB_VARIABLE = /\$\{(!?)([^{}]*)\}/g;

const TOKEN = /^\$\{Token\[[^\]]*\]\}$/;

const DEEPEST = 50;
const DEEPEST_CONDITION = 6;
const TOO_DEEP = 'Fn::If is nested too deeply';

/**
 * Returns the texts that a property of a template may have: `Fn::If` has two. Parts that are known only at deployment become tokens in
 * the notation of the CDK, which no rule of validation looks into.
 *
 * @throws NotAText if the value is not text
 */
export function templateTexts(value: unknown): TemplateText[] {
  return alternatives(value, []).map(({ value: alternative, condition }) => {
    if (isNoValue(alternative)) return { condition, text: undefined, isLeftOut: true };
    if (typeof alternative === 'number' || typeof alternative === 'boolean') throw notAString(alternative);
    const text = templateText(alternative, tokenPlaceholder);
    return { condition, text: TOKEN.test(text) ? undefined : text };
  });
}

/**
 * Returns a property of a template as one text, with a placeholder for each part that is known only at deployment.
 *
 * @throws NotAText if the value is not text
 */
export function templateText(value: unknown, placeholder: Placeholder): string {
  return textOf(value, placeholder, 0);
}

/** Returns a token in the notation of the CDK, such as `${Token[Cluster.Arn.0]}`. */
export function tokenPlaceholder(name: string, argument: unknown): string {
  const reference = referenceOf(name, argument) ?? name;
  return `\${Token[${reference.replaceAll('::', '.').replaceAll(/[[\]{}]/g, '')}.0]}`;
}

/** Returns a reference in the notation of `Fn::Sub`, such as `${Cluster.Arn}`, and the name of any other function. */
export function readablePlaceholder(name: string, argument: unknown): string {
  return `\${${referenceOf(name, argument) ?? name}}`;
}

/** Returns the type of a value of a template, with an article. */
export function typeOf(value: unknown): string {
  if (value === undefined || value === null) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  return { string: 'a string', number: 'a number', boolean: 'a boolean' }[typeof value as string] ?? 'an object';
}

/**
 * Returns a nested property of a template. A property of an object that `Fn::If` chooses is a choice itself; a property of what another
 * function returns is known only at deployment, like the function.
 *
 * @throws NotAText if Fn::If is nested too deeply
 */
export function memberAt(value: unknown, [key, ...others]: readonly string[], conditions = 0): unknown {
  if (key === undefined) return value;
  const [name, argument] = functionOf(value);
  if (name === undefined) return isObject(value) ? memberAt(value[key], others, conditions) : undefined;
  if (isNoValue(value)) return undefined;
  if (name !== 'Fn::If' || !Array.isArray(argument) || argument.length !== 3) return value;
  if (conditions === DEEPEST_CONDITION) throw new NotAText(TOO_DEEP);
  const [condition, ...branches] = argument as unknown[];
  return { [name]: [condition, ...branches.map(branch => memberAt(branch, [key, ...others], conditions + 1) ?? NO_VALUE)] };
}

const NO_VALUE = { Ref: 'AWS::NoValue' };

/** Returns whether a value represents a property that is left out. */
export function isNoValue(value: unknown): boolean {
  return isObject(value) && value.Ref === NO_VALUE.Ref;
}

function alternatives(value: unknown, conditions: readonly string[]): Array<{ readonly value: unknown; readonly condition: string }> {
  const [name, argument] = functionOf(value);
  if (name !== 'Fn::If') return [{ value, condition: conditions.join(' and ') }];
  if (!Array.isArray(argument) || argument.length !== 3 || typeof argument[0] !== 'string') {
    throw new NotAText('Fn::If must have a condition and two values');
  }
  if (conditions.length === DEEPEST_CONDITION) throw new NotAText(TOO_DEEP);
  const [condition, whenTrue, whenFalse] = argument as [string, unknown, unknown];
  return [...alternatives(whenTrue, [...conditions, condition]), ...alternatives(whenFalse, [...conditions, `not ${condition}`])];
}

function textOf(value: unknown, placeholder: Placeholder, depth: number): string {
  if (depth > DEEPEST) throw new NotAText('its functions are nested too deeply');
  // CloudFormation converts scalars to strings.
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return String(value);
  const [name, argument] = functionOf(value);
  switch (name) {
    case undefined: throw notAString(value);
    case 'Fn::Base64': return textOf(argument, placeholder, depth + 1);
    case 'Fn::Join': return join(argument, placeholder, depth);
    case 'Fn::Sub': return substitute(argument, placeholder, depth);
    default: return placeholder(name, argument);
  }
}

function join(argument: unknown, placeholder: Placeholder, depth: number): string {
  if (!Array.isArray(argument) || argument.length !== 2 || typeof argument[0] !== 'string') {
    throw new NotAText('Fn::Join must have a separator and a list');
  }
  const [separator, parts] = argument as [string, unknown];
  // A list that another function returns.
  if (!Array.isArray(parts)) return textOf(parts, placeholder, depth + 1);
  return parts.map(part => textOf(part, placeholder, depth + 1)).join(separator);
}

function substitute(argument: unknown, placeholder: Placeholder, depth: number): string {
  const [text, given]: unknown[] = [argument].flat();
  if (typeof text !== 'string') throw new NotAText(`Fn::Sub must have a string, got ${typeOf(text)}`);
  const variables = new Map(isObject(given) ? Object.entries(given) : []);
  return text.replace(SUB_VARIABLE, (_, literal: string, name: string) => {
    if (literal === '!') return `\${${name}}`;
    return variables.has(name) ? textOf(variables.get(name), placeholder, depth + 1) : placeholder('Ref', name);
  });
}

/** Returns whether a value of a template is an intrinsic function. */
export function isFunction(value: unknown): boolean {
  return functionOf(value).length > 0;
}

/** Returns the name and the argument of an intrinsic function. */
function functionOf(value: unknown): [name?: string, argument?: unknown] {
  if (!isObject(value)) return [];
  const [first, second] = Object.entries(value);
  return first === undefined || second !== undefined || !/^(?:Ref$|Fn::)/.test(first[0]) ? [] : first;
}

function referenceOf(name: string, argument: unknown): string | undefined {
  if (name === 'Fn::ImportValue' && typeof argument === 'string') return `${name}.${argument}`;
  return name === 'Ref' || name === 'Fn::GetAtt' ? [argument].flat().map(String).join('.') : undefined;
}

function notAString(value: unknown): NotAText {
  return new NotAText(`it must be a string, got ${typeOf(value)}`);
}
