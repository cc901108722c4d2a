import { definition, problemsOf } from './definitions';

const route = (fields: string) => definition(`route: {receiver: a, ${fields}}`);
const child = (fields: string) => route(`routes: [{${fields}}]`);
const interval = (fields: string) =>
  definition('route: {receiver: a, routes: [{mute_time_intervals: [night]}]}', `time_intervals: [{name: night, time_intervals: [{${fields}}]}]`);

test.each<[string, string, string]>([
  ['matchers of the root', route('matchers: [a=b]'), 'move them to a route below the root'],
  ['a quote that is not closed', child('matchers: [\'a="b\']'), 'put the whole value into double quotes'],
  ['a matcher without an operator', child('matchers: [critical]'), 'write NAME="VALUE"'],
  ['lookahead', child('matchers: [\'a=~"(?!b)"\']'), 'RE2 has neither lookaround nor backreferences'],
  ['a negative duration', route('group_wait: -5s'), 'a duration cannot be negative'],
  ['units in the wrong order', route('group_wait: 30s5m'), 'write units from the largest to the smallest'],
  ['a duration in words', route('group_wait: soon'), 'write a number with a unit'],
  ['a duration without a unit', route('group_wait: 30'), 'specify the unit, such as 5m'],
  ['a time with one digit', interval('times: [{start_time: "9:00", end_time: "17:00"}]'), 'write hours and minutes as HH:MM'],
  ['a time over midnight', interval('times: [{start_time: "22:00", end_time: "06:00"}]'), 'for a time over midnight write two'],
  ['an abbreviated weekday', interval('weekdays: [mon]'), 'write full English names'],
  ['a day zero', interval('days_of_month: ["0"]'), 'write 1 to 31, or -31 to -1'],
  ['a range over the end of the year', interval('months: ["december:january"]'), 'for a range over the end of the year write two ranges'],
  ['an unknown time zone', interval('location: Berlin'), 'write a name of the IANA database'],
  ['a misspelled receiver', child('receiver: aa'), 'undefined receiver "aa" used in route; did you mean \'a\'?'],
  ['a misspelled time interval', definition('route: {receiver: a, routes: [{mute_time_intervals: [nigth]}]}', 'time_intervals: [{name: night, time_intervals: [{}]}]'), 'did you mean \'night\'?'],
  ['a topic without a target', 'receivers: [{name: a, sns_configs: [{sigv4: {region: a}}]}]\nroute: {receiver: a}', 'specify topic_arn, and no other target'],
])('%s is reported with advice', (_, text, advice) => {
  expect(problemsOf(text).join('\n')).toContain(advice);
});

test.each<[string, string]>([
  ['a repeat_interval of zero', route('repeat_interval: 0s')],
  ['a receiver without a name', 'receivers: [{name: ""}]\nroute: {receiver: a}'],
  ['a time that ends before it starts', interval('times: [{start_time: "22:00", end_time: "06:00"}]')],
])('fails for %s, without a warning', (_, text) => {
  expect(problemsOf(text).filter(problem => /^(?:short-repeat|unused|empty-time|muted)/.test(problem))).toEqual([]);
});
