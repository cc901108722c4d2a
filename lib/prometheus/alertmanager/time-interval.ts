import type { Place } from '../decode/place';
import type { Item, StructValue, Value } from '../decode/value';
import { parseDaysOfMonth, parseMonths, parseTime, parseWeekdays, parseYears, type Range } from './time-ranges';
import { localTime, type LocalTime } from './time-zone';
import type { Parsed } from '../values/parsed';

/** A time in which all given conditions hold. A condition without ranges never holds. */
export interface TimeInterval {
  /** In minutes of the day, without the end. */
  readonly times?: readonly Range[];
  readonly weekdays?: readonly Range[];
  readonly daysOfMonth?: readonly Range[];
  readonly months?: readonly Range[];
  readonly years?: readonly Range[];
  readonly location: string;
}

/** Time intervals under the name by which routes use them; a moment in one of them is in all of them. */
export interface NamedInterval {
  readonly name: string;
  readonly place: Place;
  /** Absent if a part is known only at deployment, or invalid. */
  readonly intervals?: readonly TimeInterval[];
}

/**
 * Returns whether a moment is in the interval.
 *
 * @see https://github.com/prometheus/alertmanager/blob/v0.35.0/timeinterval/timeinterval.go
 */
export function containsTime(interval: TimeInterval, moment: Date): boolean {
  const time = localTime(moment, interval.location);
  return holds(interval.times, ({ begin, end }) => time.minute >= begin && time.minute < end)
    && holds(interval.daysOfMonth, range => isDayOfMonth(range, time.day, lengthOfMonth(time)))
    && holds(interval.months, range => isIn(range, time.month))
    && holds(interval.weekdays, range => isWeekday(range, time.weekday))
    && holds(interval.years, range => isIn(range, time.year));
}

function holds(ranges: readonly Range[] | undefined, contains: (range: Range) => boolean): boolean {
  return ranges === undefined || ranges.some(contains);
}

function isIn({ begin, end }: Range, value: number): boolean {
  return value >= begin && value <= end;
}

/** Returns whether a day of the week is in a range; `friday:monday` goes over the end of the week. */
export function isWeekday({ begin, end }: Range, day: number): boolean {
  return begin <= end ? isIn({ begin, end }, day) : day >= begin || day <= end;
}

/**
 * Returns whether a day is in a range of days of a month. Negative days count from the month's end. A range that begins after the month
 * does not hold in it; the end is cut.
 */
export function isDayOfMonth(range: Range, day: number, length: number): boolean {
  const fromStart = (value: number) => value < 0 ? length + value + 1 : value;
  const [begin, end] = [fromStart(range.begin), fromStart(range.end)];
  return begin <= length && isIn({ begin, end: Math.min(end, length) }, day);
}

function lengthOfMonth({ year, month }: LocalTime): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** The intervals of both fields of a configuration. */
export function namedIntervals(configuration: StructValue): NamedInterval[] {
  return ['mute_time_intervals', 'time_intervals'].flatMap(field => configuration.structs(field)).flatMap((value) => {
    const name = value.text('name');
    return name === undefined ? [] : [{ name, place: value.place, intervals: intervalsOf(value) }];
  });
}

function intervalsOf(named: StructValue): TimeInterval[] | undefined {
  if (typeof named.get('time_intervals') === 'symbol') return undefined;
  const values = named.structs('time_intervals');
  const intervals = values.map(intervalOf).filter(interval => interval !== undefined);
  return intervals.length === named.items('time_intervals').length ? intervals : undefined;
}

type Ranges = Range[] | undefined | 'unknown';

function intervalOf(value: StructValue): TimeInterval | undefined {
  const [times, weekdays] = [timesOf(value), rangesOf(value, 'weekdays', parseWeekdays)];
  const [daysOfMonth, months] = [rangesOf(value, 'days_of_month', parseDaysOfMonth), rangesOf(value, 'months', parseMonths)];
  const years = rangesOf(value, 'years', parseYears);
  const location = value.get('location') ?? '';
  if (times === 'unknown' || weekdays === 'unknown' || daysOfMonth === 'unknown' || months === 'unknown' || years === 'unknown') return undefined;
  return typeof location === 'string' ? { times, weekdays, daysOfMonth, months, years, location } : undefined;
}

function timesOf(value: StructValue): Ranges {
  return listOf(value, 'times', ({ value: time }) => {
    if (typeof time !== 'object' || time === null || !('text' in time)) return undefined;
    // A null among the times stands for midnight, without a minute in it.
    if (!time.has('start_time') && !time.has('end_time')) return { begin: 0, end: 0 };
    const [start, end] = [parseTime(time.text('start_time') ?? ''), parseTime(time.text('end_time') ?? '')];
    return start.value === undefined || end.value === undefined ? undefined : { begin: start.value, end: end.value };
  });
}

/** A null in a list stands for zero. */
function rangesOf(value: StructValue, field: string, parse: (text: string) => Parsed<Range>): Ranges {
  return listOf(value, field, ({ value: text }) => text === '' ? { begin: 0, end: 0 } : typeof text === 'string' ? parse(text).value : undefined);
}

function listOf(value: StructValue, field: string, read: (item: Item) => Range | undefined): Ranges {
  const given: Value = value.get(field);
  if (given === null) return undefined;
  if (!Array.isArray(given)) return 'unknown';
  const ranges = value.items(field).map(read);
  return ranges.every(range => range !== undefined) ? ranges : 'unknown';
}
