import { containsTime } from '../../../lib/prometheus/alertmanager/time-interval';
import { loaded, withReceivers } from './load';

function isIn(fields: string, moment: string): boolean {
  const [named] = loaded(withReceivers('route: {receiver: a}', `time_intervals: [{name: t, time_intervals: [${fields}]}]`)).intervals;
  const [interval] = named?.intervals ?? [];
  if (interval === undefined) throw new Error('there is no interval');
  return containsTime(interval, new Date(moment));
}

test.each([
  ['{}', '2026-01-01T00:00Z', true],
  ['null', '2026-01-01T00:00Z', true],
  ['{times: []}', '2026-01-01T00:00Z', false],
  ['{times: null}', '2026-01-01T00:00Z', true],
  ['{times: [null]}', '2026-01-01T00:00Z', false],
  ['{times: [{start_time: "09:00", end_time: "17:00"}]}', '2026-01-01T09:00Z', true],
  ['{times: [{start_time: "09:00", end_time: "17:00"}]}', '2026-01-01T16:59:59Z', true],
  ['{times: [{start_time: "09:00", end_time: "17:00"}]}', '2026-01-01T17:00Z', false],
  ['{weekdays: [null]}', '2026-01-04T00:00Z', true], // A Sunday.
  ['{weekdays: ["friday:monday"]}', '2026-01-05T00:00Z', true],
  ['{weekdays: ["friday:monday"]}', '2026-01-06T00:00Z', false],
  ['{weekdays: ["friday:monday"]}', '2026-01-09T00:00Z', true],
  ['{days_of_month: ["-1"]}', '2024-02-29T12:00Z', true],
  ['{days_of_month: ["-1"]}', '2026-02-28T12:00Z', true],
  ['{days_of_month: ["-1"]}', '2026-03-30T12:00Z', false],
  ['{days_of_month: ["31"]}', '2026-02-28T12:00Z', false],
  ['{days_of_month: ["25:31"]}', '2026-02-28T12:00Z', true],
  ['{days_of_month: ["-31:-28"]}', '2026-04-03T12:00Z', true],
  ['{months: ["march:5"]}', '2026-05-31T23:59Z', true],
  ['{months: ["march:5"]}', '2026-06-01T00:00Z', false],
  ['{years: ["2026:2027"]}', '2027-12-31T23:59Z', true],
  ['{years: ["2026:2027"]}', '2028-01-01T00:00Z', false],
  ['{years: ["2026"], months: ["1"]}', '2026-02-01T00:00Z', false],
  ['{weekdays: [saturday], location: Pacific/Apia}', '2026-01-02T12:00Z', true],
  ['{times: [{start_time: "00:00", end_time: "00:01"}], location: Asia/Kolkata}', '2026-01-01T18:30Z', true],
  ['{location: America/Coyhaique, times: [{start_time: "09:00", end_time: "09:01"}]}', '2026-06-01T12:00Z', true],
])('the interval %s contains %s: %s', (fields, moment, expected) => {
  expect(isIn(fields, moment)).toBe(expected);
});
