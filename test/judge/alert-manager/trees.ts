import * as fc from 'fast-check';
import { emit, type Tree } from '../emit';

/*
 * Configurations that Alertmanager accepts, with trees that alerts of few labels and values run through in many ways.
 */

const leaf = (...values: string[]): fc.Arbitrary<string> => fc.constantFrom(...values);
const list = (item: fc.Arbitrary<Tree>, maxLength = 3, minLength = 0): fc.Arbitrary<Tree> => fc.array(item, { maxLength, minLength });
const maybe = (fields: Readonly<Record<string, fc.Arbitrary<Tree>>>): fc.Arbitrary<{ [key: string]: Tree }> =>
  fc.record(fields, { requiredKeys: [] }) as fc.Arbitrary<{ [key: string]: Tree }>;

const name = leaf('severity', 'alertname', 'team', 'cluster');
const matcher = fc.oneof(
  fc.tuple(name, leaf('=', '!='), leaf('critical', 'warning', 'Down', 'a', '""')).map(parts => parts.join('')),
  fc.tuple(name, leaf('=~', '!~'), leaf('"crit.*|warning"', '"a|b"', '".+"', '"a.b"', '"(?s)a.b"', '""', '".*"', '"[aD].*"')).map(parts => parts.join('')),
  leaf('"a b"=critical', '{severity="critical",team!="a"}', 'é="a"', 'x=""', 'severity=~"a|.*l"'),
).map(text => JSON.stringify(text));
const intervals = list(leaf('nights', 'weekends', 'office', 'never', 'monthends'), 2);
const duration = leaf('10s', '1m', '1h30m', '2d');
const groupBy = fc.oneof(list(leaf('severity', 'team', 'a b'), 1), leaf('["..."]', '[]', '~'));

const fields = {
  receiver: leaf('a', 'b', 'c', '""'), matchers: list(matcher, 2), match: fc.dictionary(name, leaf('critical', 'a', '""'), { maxKeys: 1 }),
  match_re: fc.dictionary(name, leaf('"crit.*"', '"a|b"', '""'), { maxKeys: 1 }), continue: leaf('true', 'false'), group_by: groupBy,
  mute_time_intervals: intervals, active_time_intervals: intervals, group_wait: fc.oneof(duration, leaf('0s', '~')), group_interval: duration,
  repeat_interval: duration,
};

function routes(depth: number): fc.Arbitrary<Tree> {
  const route = maybe(fields);
  return list(depth === 0 ? route : fc.tuple(route, routes(depth - 1)).map(([each, children]) => ({ ...each, routes: children })), 3);
}

const inhibition = maybe({
  source_matchers: list(matcher, 2), target_matchers: list(matcher, 2), source_match: fc.dictionary(name, leaf('critical', 'a'), { maxKeys: 1 }),
  target_match_re: fc.dictionary(name, leaf('"warning|info"', '"a|b"'), { maxKeys: 1 }), equal: list(leaf('cluster', 'team', 'a b'), 2),
});

const zone = leaf('UTC', 'Europe/Paris', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe', 'Pacific/Apia', 'America/St_Johns', '""');
const interval = maybe({
  times: list(leaf('{start_time: "09:00", end_time: "17:30"}', '{start_time: "00:00", end_time: "09:01"}', '{start_time: "17:30", end_time: "24:00"}', '{start_time: "12:00", end_time: "12:01"}'), 2),
  weekdays: list(leaf('"monday:friday"', 'saturday', '"friday:monday"', 'sunday'), 2),
  days_of_month: list(leaf('"1:5"', '"-1"', '"-5:-1"', '"31"', '"27:-1"', '"-31:-28"', '"30:31"', '"10:-5"', '"-31"'), 2),
  months: list(leaf('"january:march"', '"12"', 'may', '"4:10"'), 2),
  years: list(leaf('"2026"', '"2020:2025"', '"1999:2030"'), 2),
  location: zone,
});

export const trees: fc.Arbitrary<string> = fc.tuple(
  routes(2), fc.array(inhibition, { maxLength: 3 }), fc.array(fc.array(interval, { maxLength: 2 }), { minLength: 5, maxLength: 5 }),
  maybe({ group_by: groupBy, group_wait: duration, group_interval: duration }),
).map(([children, inhibitions, named, root]) => emit({
  route: { receiver: 'a', ...root, routes: children },
  receivers: ['a', 'b', 'c'].map(each => ({ name: each })),
  inhibit_rules: inhibitions,
  time_intervals: ['nights', 'weekends', 'office', 'never', 'monthends'].map((each, index) => ({ name: each, time_intervals: named[index] ?? [] })),
}));
