import { routesIn, type PlacedText, type Route } from '../../../prometheus/alertmanager/configuration';
import { containsTime, type NamedInterval, type TimeInterval } from '../../../prometheus/alertmanager/time-interval';
import { enumerate, type LocatedMessage } from '../../located-message';
import type { DefinitionContext } from '../definition-context';
import { hasMoments } from './intervals';

const DAY = 86_400_000;
const MINUTE = 60_000;
const MINUTES_PER_DAY = DAY / MINUTE;

/** Routes are looked at for so long; leap years are in it. */
const YEARS = 4;

/** So many comparisons of a moment with an interval are made. Routes that people write take some hundreds. */
const MOST_COMPARISONS = 300_000;

/** Routes that never notify, since they are muted at every moment, or at every moment at which they are active. */
export function mutedRoutes({ configuration: { root, intervals }, year }: DefinitionContext): LocatedMessage[] {
  const search = new QuietSearch(new Map(intervals.map(interval => [interval.name, interval])), year);
  return routesIn(root).filter(route => search.isAlwaysMuted(route)).map(({ value, muteTimeIntervals, activeTimeIntervals }) => ({
    place: value.placeOf('mute_time_intervals'),
    message: `the route never notifies: it is muted in ${namesOf(muteTimeIntervals)}, `
      + (activeTimeIntervals.length === 0 ? 'which is always' : `whenever it is active in ${namesOf(activeTimeIntervals)}`),
  }));
}

/** The minutes of a day at which an interval begins or ends, and midnight. */
function minutesToCompare(intervals: readonly TimeInterval[]): number[] {
  const ends = intervals.flatMap(({ times = [] }) => times.flatMap(({ begin, end }) => [begin, end]));
  return [...new Set([0, ...ends])].filter(minute => minute < MINUTES_PER_DAY);
}

function namesOf(intervals: readonly PlacedText[]): string {
  return enumerate([...new Set(intervals.map(({ text }) => `'${text}'`))]);
}

class QuietSearch {
  private comparisons = 0;
  private readonly known = new Map<string, boolean>();

  public constructor(private readonly intervals: ReadonlyMap<string, NamedInterval>, private readonly year: number) {}

  public isAlwaysMuted({ muteTimeIntervals, activeTimeIntervals }: Route): boolean {
    if (muteTimeIntervals.length === 0) return false;
    const key = JSON.stringify([muteTimeIntervals, activeTimeIntervals].map(list => list.map(({ text }) => text)));
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const result = this.find(this.partsOf(muteTimeIntervals), this.partsOf(activeTimeIntervals), activeTimeIntervals.length > 0);
    this.known.set(key, result);
    return result;
  }

  /** Clocks of different time zones are not compared. */
  private find(mute: readonly TimeInterval[] | undefined, active: readonly TimeInterval[] | undefined, isLimited: boolean): boolean {
    if (mute === undefined || active === undefined || mute.length === 0) return false;
    const all = [...mute, ...active];
    if (new Set(all.map(({ location }) => location)).size > 1) return false;
    // Intervals without a moment are reported by another rule.
    if (isLimited && !active.some(part => hasMoments(part, this.year))) return false;
    const minutes = minutesToCompare(all);
    const contains = (moment: Date) => (part: TimeInterval) => {
      this.comparisons++;
      return containsTime({ ...part, location: 'UTC' }, moment);
    };
    for (let day = Date.UTC(this.year, 0, 1); day < Date.UTC(this.year + YEARS, 0, 1); day += DAY) {
      for (const minute of minutes) {
        const isInPart = contains(new Date(day + minute * MINUTE));
        if ((!isLimited || active.some(isInPart)) && !mute.some(isInPart)) return false;
        if (this.comparisons > MOST_COMPARISONS) return false;
      }
    }
    return true;
  }

  private partsOf(names: readonly PlacedText[]): TimeInterval[] | undefined {
    const parts = names.map(({ text }) => this.intervals.get(text)?.intervals);
    return parts.every(part => part !== undefined) ? parts.flat() : undefined;
  }
}
