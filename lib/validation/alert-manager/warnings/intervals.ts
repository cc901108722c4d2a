import { routesIn } from '../../../prometheus/alertmanager/configuration';
import { isDayOfMonth, isWeekday, type TimeInterval } from '../../../prometheus/alertmanager/time-interval';
import type { Range } from '../../../prometheus/alertmanager/time-ranges';
import type { LocatedMessage } from '../../located-message';
import type { DefinitionContext } from '../definition-context';

/** Dates and weekdays repeat after so many years. */
const CALENDAR_YEARS = 28;
const MONTHS = Array.from({ length: 12 }, (_, index) => index + 1);

/** Time intervals in which no moment of this year or a later one is. */
export function emptyIntervals({ configuration: { intervals }, year }: DefinitionContext): LocatedMessage[] {
  const empty = intervals.filter(({ intervals: parts }) => parts !== undefined && !parts.some(part => hasMoments(part, year)));
  return empty.map(({ name, place }) => ({
    place, message: `no moment is in the time interval '${name}': its conditions do not hold together, or its years are over`,
  }));
}

/** Returns whether any moment of this year or a later one is in the interval, whatever the time zone. */
export function hasMoments(interval: TimeInterval, year: number): boolean {
  if (interval.times?.every(({ begin, end }) => begin >= end) === true) return false;
  const first = firstYear(interval.years, year);
  const days = daysByLength(interval);
  const months = MONTHS.filter(month => isInOne(interval.months, month) && lengthsOf(month).some(length => days(length).length > 0));
  if (months.length === 0 || interval.weekdays?.length === 0 || interval.years?.length === 0) return false;
  for (let each = first; each < first + CALENDAR_YEARS; each++) {
    if (isInOne(interval.years, each) && months.some(month => hasDay(interval, days, each, month))) return true;
  }
  return false;
}

function hasDay({ weekdays }: TimeInterval, days: (length: number) => readonly number[], year: number, month: number): boolean {
  const matching = days(new Date(Date.UTC(year, month, 0)).getUTCDate());
  if (weekdays === undefined) return matching.length > 0;
  const before = new Date(Date.UTC(year, month - 1, 0)).getUTCDay();
  return matching.some(day => weekdays.some(range => isWeekday(range, (before + day) % 7)));
}

/** The days of a month that match, by the month's length. */
function daysByLength({ daysOfMonth }: TimeInterval): (length: number) => readonly number[] {
  const known = new Map<number, number[]>();
  return (length) => {
    const days = known.get(length) ?? Array.from({ length }, (_, index) => index + 1)
      .filter(day => daysOfMonth?.some(range => isDayOfMonth(range, day, length)) ?? true);
    known.set(length, days);
    return days;
  };
}

function lengthsOf(month: number): number[] {
  return month === 2 ? [28, 29] : [new Date(Date.UTC(2023, month, 0)).getUTCDate()];
}

function isInOne(ranges: readonly Range[] | undefined, value: number): boolean {
  return ranges?.some(({ begin, end }) => value >= begin && value <= end) ?? true;
}

function firstYear(years: readonly Range[] | undefined, year: number): number {
  const coming = (years ?? []).filter(({ end }) => end >= year).map(({ begin }) => Math.max(begin, year));
  return coming.reduce((first, each) => Math.min(first, each), coming.length === 0 ? year : 9999);
}

export function unusedIntervals({ configuration: { root, intervals } }: DefinitionContext): LocatedMessage[] {
  if (root === undefined) return [];
  const used = new Set(routesIn(root).flatMap(route => [...route.muteTimeIntervals, ...route.activeTimeIntervals]).map(({ text }) => text));
  return intervals.filter(({ name }) => !used.has(name)).map(({ name, place }) => ({ place, message: `no route uses the time interval '${name}'` }));
}
