import type { Context } from '../../decode/context';
import type { Check } from '../../decode/types';
import type { StructValue } from '../../decode/value';
import type { PrometheusRule } from '../../rule-ids';
import { trimSpace } from '../../values/trim-space';
import { parseUrl } from '../../values/url';

/** Parts that the checks of many structs are made of. */

/** All of the checks. */
export function all(...checks: readonly Check[]): Check {
  return (value, context) => {
    for (const check of checks) check(value, context);
  };
}

/** The field must have a value. */
export function needs(name: string, message: string, rule: PrometheusRule = 'invalid-discovery'): Check {
  return (value, context) => {
    const given = value.get(name);
    const isMissing = given === '' || given === null || (Array.isArray(given) && given.length === 0);
    if (isMissing) context.report(rule, value.placeOf(name), message);
  };
}

/** The text must be more than spaces. */
export function needsText(name: string, message: string): Check {
  return (value, context) => {
    const text = value.text(name);
    if (text !== undefined && trimSpace(text) === '') context.report('invalid-discovery', value.placeOf(name), message);
  };
}

/** The text must be one of a few. */
export function needsOneOf(name: string, choices: readonly string[], message: (text: string) => string): Check {
  return (value, context) => {
    const text = value.text(name);
    if (text !== undefined && !choices.includes(text)) context.report('invalid-discovery', value.placeOf(name), message(text));
  };
}

/** Exactly one of two fields must have a value. */
export function needsOneOfTwo(first: string, second: string): Check {
  return (value, context) => {
    const names = `${first} & ${second} must be configured`;
    if (!value.isSet(first) && !value.isSet(second)) context.report('invalid-discovery', value.placeOf(first), `one of ${names}`);
    if (value.isSet(first) && value.isSet(second)) context.report('invalid-discovery', value.placeOf(second), `at most one of ${names}`);
  };
}

interface ExclusiveFields {
  readonly fields: readonly string[];
  readonly message: string;
}

/** At most one of the fields may be set; the problem stands at the second. */
export function checkAtMostOne(value: StructValue, context: Context, rule: PrometheusRule, groups: readonly ExclusiveFields[]): void {
  for (const { fields, message } of groups) {
    const [, second] = fields.filter(name => value.isSet(name));
    if (second !== undefined) context.report(rule, value.placeOf(second), message);
  }
}

/** What else a URL must be, as the first of these that it is not. */
export interface UrlDemands {
  readonly schemes?: readonly string[];
  readonly schemeMessage?: (text: string) => string;
  readonly hostMessage?: (text: string) => string;
  readonly parseMessage?: (error: string, text: string) => string;
}

/** The text, unless it is empty, must be a URL that Go understands. */
export function isUrl(name: string, demands: UrlDemands = {}): Check {
  return (value, context) => {
    const text = value.text(name) ?? '';
    if (text === '') return;
    const { value: parsed, error } = parseUrl(text);
    const report = (message: string) => {
      context.report('invalid-url', value.placeOf(name), message);
    };
    if (parsed === undefined) report(demands.parseMessage?.(error, text) ?? error);
    else if (demands.schemeMessage !== undefined && !isScheme(parsed.scheme, demands.schemes)) report(demands.schemeMessage(text));
    else if (demands.hostMessage !== undefined && parsed.host === '') report(demands.hostMessage(text));
  };
}

function isScheme(scheme: string, schemes: readonly string[] | undefined): boolean {
  return schemes === undefined ? scheme !== '' : schemes.includes(scheme);
}
