import type { Context } from '../../decode/context';
import { list, plainStruct, pointer, string, struct } from '../../decode/types';
import type { StructValue } from '../../decode/value';
import { quote } from '../../values/quote';
import { parseTime } from '../time-ranges';
import { daysOfMonth, location, months, weekdays, years } from './scalars';

// https://github.com/prometheus/alertmanager/blob/v0.35.0/timeinterval/timeinterval.go

const timeRange = struct('timeinterval.TimeRange', 'timeinterval.yamlTimeRange', { start_time: string, end_time: string }, (value, context) => {
  const [start, end] = [value.text('start_time'), value.text('end_time')];
  if (start === undefined || end === undefined) return;
  const report = (name: string, message: string) => {
    context.report('invalid-time-interval', value.placeOf(name), message);
  };
  if (start === '' || end === '') {
    report(start === '' ? 'start_time' : 'end_time', 'both start and end times must be provided');
    return;
  }
  const [from, to] = [parseTime(start), parseTime(end)];
  if (from.error !== undefined) report('start_time', from.error);
  if (to.error !== undefined) report('end_time', to.error);
  if (from.value === undefined || to.value === undefined) return;
  if (from.value >= to.value) report('start_time', 'start time cannot be equal or greater than end time');
});

const timeInterval = plainStruct('timeinterval.TimeInterval', {
  times: list(timeRange),
  weekdays: list(weekdays),
  days_of_month: list(daysOfMonth),
  months: list(months),
  years: list(years),
  location: pointer(location),
});

export const muteTimeInterval = struct('config.MuteTimeInterval', 'config.plain', { name: string, time_intervals: list(timeInterval) },
  checkName('mute time interval'));

export const namedTimeInterval = struct('config.TimeInterval', 'config.plain', { name: string, time_intervals: list(timeInterval) },
  checkName('time interval'));

function checkName(what: string): (value: StructValue, context: Context) => void {
  return (value, context) => {
    if (value.text('name') === '') context.report('missing-field', value.placeOf('name'), `missing name in ${what}`);
  };
}

/** Both lists together have each name once. */
export function checkUniqueIntervals(configuration: StructValue, context: Context): void {
  const seen = new Set<string>();
  for (const [field, what] of [['mute_time_intervals', 'mute time interval'], ['time_intervals', 'time interval']] as const) {
    for (const interval of configuration.structs(field)) {
      const name = interval.text('name');
      if (name === undefined) continue;
      if (seen.has(name)) context.report('name-duplicate', interval.placeOf('name'), `${what} ${quote(name)} is not unique`);
      seen.add(name);
    }
  }
}
