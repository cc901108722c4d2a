import { routesIn } from '../../../prometheus/alertmanager/configuration';
import { containsTime, type TimeInterval } from '../../../prometheus/alertmanager/time-interval';
import type { Range } from '../../../prometheus/alertmanager/time-ranges';
import type { LocatedMessage } from '../../located-message';
import type { DefinitionContext } from '../definition-context';

const DAY = 86_400_000;

/** Dates and weekdays repeat after so many years. */
const CALENDAR_YEARS = 28;

/** Time intervals in which no moment of this year or a later one is. */
export function emptyIntervals({ configuration: { intervals }, year }: DefinitionContext): LocatedMessage[] {
  const empty = intervals.filter(({ intervals: parts }) => parts !== undefined && !parts.some(part => hasMoments(part, year)));
  return empty.map(({ name, place }) => ({
    place, message: `no moment is in the time interval '${name}': its conditions do not hold together, or its years are over`,
  }));
}

function hasMoments(interval: TimeInterval, year: number): boolean {
  if (interval.times?.every(({ begin, end }) => begin >= end) === true) return false;
  const first = firstYear(interval.years, year);
  // What the clock shows is looked for, so that the time zone does not matter.
  const calendar = { ...interval, times: undefined, location: 'UTC' };
  for (let day = Date.UTC(first, 0, 1); day < Date.UTC(first + CALENDAR_YEARS, 0, 1); day += DAY) {
    if (containsTime(calendar, new Date(day))) return true;
  }
  return false;
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
