import type { Parsed } from '../values/parsed';

/** A range with both ends in it. */
export interface Range {
  readonly begin: number;
  readonly end: number;
}

type Member = (text: string) => Parsed<number>;
type Check = (range: Range, text: string) => string | undefined;

const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
const MONTHS = [
  'january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october', 'november', 'december',
];
const TIME = /^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/;
const INTEGER = /^[+-]?\d+$/;
const MAX_INT64 = 2n ** 63n - 1n;

/*
 * The texts in a time interval: https://github.com/prometheus/alertmanager/blob/v0.35.0/timeinterval/timeinterval.go
 */

/** `monday:friday`; 0 is Sunday. A range may wrap around the end of the week. */
export const parseWeekdays = (text: string): Parsed<Range> => parseRange(text, weekday, () => undefined);

/** `1:5`, or `-3:-1` from the month's end. */
export const parseDaysOfMonth = (text: string): Parsed<Range> => parseRange(text, integer, problemOfDays);

/** `january:march` or `1:3`; 1 is January. */
export const parseMonths = (text: string): Parsed<Range> => parseRange(text, month, problemOfMonths);

/** `2026:2028`. */
export const parseYears = (text: string): Parsed<Range> => parseRange(text, integer, ({ begin, end }) =>
  begin > end ? `end year ${end} is before start year ${begin}` : undefined);

/** `09:30` in minutes of the day. */
export function parseTime(text: string): Parsed<number> {
  if (!TIME.test(text)) return { error: `couldn't parse timestamp ${text}, invalid format` };
  const [hours, minutes] = text.split(':').map(Number);
  return { value: (hours ?? 0) * 60 + (minutes ?? 0) };
}

function parseRange(given: string, member: Member, check: Check): Parsed<Range> {
  const text = given.toLowerCase();
  const parts = text.split(':');
  if (parts.length > 2) return { error: `couldn't parse range ${text}, invalid format` };
  const [first = '', last = first] = parts;
  const begin = member(first);
  if (begin.error !== undefined) return begin;
  const end = member(last);
  if (end.error !== undefined) return end;
  const range = { begin: begin.value, end: end.value };
  const error = check(range, text);
  return error === undefined ? { value: range } : { error };
}

function integer(text: string): Parsed<number> {
  if (!INTEGER.test(text)) return { error: `strconv.Atoi: parsing ${JSON.stringify(text)}: invalid syntax` };
  const value = BigInt(text.replace('+', ''));
  const isInRange = value <= MAX_INT64 && value >= -MAX_INT64 - 1n;
  return isInRange ? { value: Number(value) } : { error: `strconv.Atoi: parsing "${text}": value out of range` };
}

function weekday(text: string): Parsed<number> {
  const day = WEEKDAYS.indexOf(text);
  return day === -1 ? { error: `${text} is not a valid weekday` } : { value: day };
}

function month(text: string): Parsed<number> {
  const named = MONTHS.indexOf(text);
  if (named !== -1) return { value: named + 1 };
  const { value } = integer(text);
  return value === undefined ? { error: `${text} is not a valid month` } : { value };
}

function problemOfDays({ begin, end }: Range): string | undefined {
  const outside = [begin, end].find(day => day === 0 || day < -31 || day > 31);
  if (outside !== undefined) return `${outside} is not a valid day of the month: out of range`;
  if (begin < 0 && end > 0) return 'end day must be negative if start day is negative';
  const inShortMonth = (day: number) => day < 0 ? 28 + day : day;
  return inShortMonth(begin) > inShortMonth(end) ? `end day ${end} is always before start day ${begin}` : undefined;
}

function problemOfMonths({ begin, end }: Range): string | undefined {
  const outside = [begin, end].find(number => number < 1 || number > 12);
  if (outside !== undefined) return `${outside} is not a valid month: out of range`;
  return begin > end ? `end month ${nameOf(end)} is before start month ${nameOf(begin)}` : undefined;
}

function nameOf(number: number): string {
  return MONTHS[number - 1] ?? '';
}
