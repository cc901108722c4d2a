import type { ScalarType } from '../../decode/types';
import { compileAlertmanagerRegex } from '../../relabel/regex';
import { isValidTimeZone } from '../time-zone';
import type { Parsed } from '../../values/parsed';
import { quote } from '../../values/quote';
import { parseUrl } from '../../values/url';
import { parseDaysOfMonth, parseMonths, parseWeekdays, parseYears } from '../time-ranges';

/** Takes the text as it is when the parser accepts it. Values are parsed again where they are used. */
function checked(parse: (value: string) => Parsed<unknown>): (value: string) => Parsed<string> {
  return (value) => {
    const { error } = parse(value);
    return error === undefined ? { value } : { error };
  };
}

/** Null becomes an absent expression, which is refused later. */
export const matchRegex: ScalarType = {
  kind: 'object', name: 'common.Regexp', inner: 'string', zero: null, reading: { rule: 'invalid-regex', parse: checked(compileRegex) },
};

export const url: ScalarType = {
  kind: 'object', name: 'common.URL', inner: 'string', zero: null, reading: { rule: 'invalid-url', parse: checked(parseHttpUrl) },
};

/** Null becomes an empty text. */
function range(name: string, parse: (value: string) => Parsed<unknown>): ScalarType {
  return { kind: 'object', name, inner: 'string', zero: '', reading: { rule: 'invalid-time-interval', parse: checked(parse) } };
}

export const weekdays = range('timeinterval.WeekdayRange', parseWeekdays);
export const daysOfMonth = range('timeinterval.DayOfMonthRange', parseDaysOfMonth);
export const months = range('timeinterval.MonthRange', parseMonths);
export const years = range('timeinterval.YearRange', parseYears);
export const location = range('timeinterval.Location', parseTimeZone);

function compileRegex(value: string): Parsed<string> {
  const { error } = compileAlertmanagerRegex(value);
  return error === undefined ? { value } : { error };
}

function parseTimeZone(value: string): Parsed<string> {
  if (/^[/\\]|\.\./.test(value)) return { error: 'time: invalid location name' };
  return isValidTimeZone(value) ? { value } : { error: `unknown time zone ${value}` };
}

function parseHttpUrl(value: string): Parsed<string> {
  const { value: parsed, error } = parseUrl(value);
  if (parsed === undefined) return { error };
  if (parsed.scheme !== 'http' && parsed.scheme !== 'https') return { error: `unsupported scheme ${quote(parsed.scheme)} for URL` };
  return parsed.host === '' ? { error: 'missing host for URL' } : { value };
}
