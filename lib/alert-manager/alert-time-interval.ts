import { toFields } from '../scrape-configuration/writer/fields';

/**
 * A named set of times, which routes use to mute notifications or to limit them.
 *
 * @see https://prometheus.io/docs/alerting/latest/configuration/#time_interval
 */
export interface AlertTimeInterval {
  /** The name by which routes use it. */
  readonly name: string;

  /** The times. A moment in one of them is in the interval. */
  readonly times: AlertTimes[];
}

/**
 * Times in which all of the given conditions hold.
 */
export interface AlertTimes {
  /**
   * Times of the day.
   *
   * @default - the whole day
   */
  readonly timesOfDay?: AlertTimeOfDay[];

  /**
   * Days of the week, such as `monday:friday` or `sunday`.
   *
   * @default - all days
   */
  readonly weekdays?: string[];

  /**
   * Days of the month, such as `1:5`; negative ones count from the end of the month: `-3:-1`.
   *
   * @default - all days
   */
  readonly daysOfMonth?: string[];

  /**
   * Months, such as `january:march` or `12`.
   *
   * @default - all months
   */
  readonly months?: string[];

  /**
   * Years, such as `2026:2028`.
   *
   * @default - all years
   */
  readonly years?: string[];

  /**
   * The time zone, by its name in the IANA database, such as `Europe/Paris`.
   *
   * @default - UTC
   */
  readonly location?: string;
}

/**
 * A time of the day.
 */
export interface AlertTimeOfDay {
  /** The start, such as `09:00`. */
  readonly start: string;

  /** The end, which is not part of it: `17:30`, or `24:00` for midnight. */
  readonly end: string;
}

const FIELDS = { weekdays: 'weekdays', daysOfMonth: 'days_of_month', months: 'months', years: 'years', location: 'location' } as const;

/** Renders a time interval with Alertmanager's field names. */
export function renderTimeInterval({ name, times }: AlertTimeInterval): object {
  return { name, time_intervals: times.map(renderTimes) };
}

function renderTimes({ timesOfDay, ...times }: AlertTimes): object {
  const ranges = timesOfDay?.map(({ start, end }) => ({ start_time: start, end_time: end }));
  return { ...ranges && { times: ranges }, ...toFields(times, FIELDS) };
}
