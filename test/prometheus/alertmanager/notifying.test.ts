import type { Labels } from '../../../lib/prometheus/alertmanager/matcher';
import { notificationsFor } from '../../../lib/prometheus/alertmanager/notifying';
import { routesIn } from '../../../lib/prometheus/alertmanager/configuration';
import { loaded, withReceivers } from './load';

const NOON = new Date('2026-06-15T12:00:00Z'); // A Monday.

const TREE = withReceivers(`
route:
  receiver: a
  group_by: [alertname]
  group_wait: 10s
  routes:
  - matchers: [severity="critical"]
    receiver: b
    continue: true
    routes:
    - matchers: [team="x"]
      group_by: [...]
      receiver: c
  - matchers: [team=~"x|y"]
    mute_time_intervals: [nights]
  - matchers: [job=""]
    receiver: c
    active_time_intervals: [office]
time_intervals:
- name: nights
  time_intervals: [{times: [{start_time: "00:00", end_time: "06:00"}]}]
- name: office
  time_intervals: [{weekdays: ["monday:friday"], times: [{start_time: "09:00", end_time: "17:00"}], location: America/New_York}]
inhibit_rules:
- source_matchers: [alertname="ClusterDown"]
  target_matchers: [severity=~"warning|info"]
  equal: [cluster]
- source_matchers: [severity="critical"]
  target_matchers: [team="x"]`);

const routesOf = (labels: Labels, at = NOON) => notificationsFor(loaded(TREE), labels, at).routed;
const receiversOf = (labels: Labels, at?: Date) => routesOf(labels, at).map(({ route }) => route.receiver);

test.each<[labels: Labels, ...receivers: string[]]>([
  [{ severity: 'critical', team: 'x', job: 'j' }, 'c', 'a'],
  [{ severity: 'critical', team: 'z', job: 'j' }, 'b'],
  [{ severity: 'critical' }, 'b', 'c'],
  [{ team: 'y' }, 'a'],
  [{ team: 'xy', job: 'j' }, 'a'],
  [{ job: '' }, 'c'],
])('an alert with %j goes to the receivers of its routes', (labels, ...receivers) => {
  expect(receiversOf(labels)).toEqual(receivers);
});

test('children inherit what they do not set, but not time intervals', () => {
  const [, critical, team] = routesIn(loaded(TREE).root);
  expect(critical).toMatchObject({ receiver: 'b', groupBy: ['alertname'], groupWait: 10_000, groupInterval: 300_000, repeatInterval: 14_400_000 });
  expect(team).toMatchObject({ receiver: 'c', groupBy: ['...'], muteTimeIntervals: [] });
});

test.each([
  ['2026-06-15T05:59:59Z', ['nights']], ['2026-06-15T06:00:00Z', []], ['2026-06-15T00:00:00Z', ['nights']], ['2026-06-14T23:59:59Z', []],
])('the time interval of a route mutes it at %s: %j', (at, mutedBy) => {
  expect(routesOf({ team: 'x' }, new Date(at)).at(0)).toMatchObject({ mutedBy, outside: [] });
});

test.each([
  ['2026-06-15T13:00:00Z', []], ['2026-06-15T12:59:00Z', ['office']], ['2026-06-15T21:00:00Z', ['office']],
  ['2026-01-15T14:00:00Z', []], ['2026-01-15T13:59:00Z', ['office']], ['2026-06-13T15:00:00Z', ['office']],
])('a route is outside its active time intervals at %s, by the clock of their time zone: %j', (at, outside) => {
  expect(routesOf({}, new Date(at)).at(0)).toMatchObject({ outside });
});

test.each<[title: string, alert: Labels, firing: Labels[], expected: boolean]>([
  ['the source fires in the same cluster', { severity: 'warning', cluster: 'c' }, [{ alertname: 'ClusterDown', cluster: 'c' }], true],
  ['the source fires in another cluster', { severity: 'warning', cluster: 'c' }, [{ alertname: 'ClusterDown', cluster: 'd' }], false],
  ['neither has a cluster', { severity: 'info' }, [{ alertname: 'ClusterDown' }], true],
  ['nothing fires', { severity: 'warning' }, [], false],
  ['the alert is not a target', { severity: 'critical', cluster: 'c' }, [{ alertname: 'ClusterDown', cluster: 'c' }], false],
  ['the alert is on both sides, and so is the other', { severity: 'critical', team: 'x' }, [{ severity: 'critical', team: 'x' }], false],
  ['the alert is on both sides, and the other is not', { severity: 'critical', team: 'x' }, [{ severity: 'critical' }], true],
])('an alert is inhibited if %s', (_, alert, firing, expected) => {
  expect(notificationsFor(loaded(TREE), alert, NOON, firing).inhibition !== undefined).toBe(expected);
});

test('fails to simulate a matcher that is known only at deployment', () => {
  const configuration = loaded(withReceivers('route: {receiver: a, routes: [{matchers: ["${Token[A.1]}"]}]}'));
  expect(() => notificationsFor(configuration, {}, NOON)).toThrow('cannot be evaluated');
});

test('a token in a matcher matches itself', () => {
  const configuration = loaded(withReceivers('route: {receiver: a, routes: [{receiver: b, matchers: [\'cluster="${Token[A.1]}"\']}]}'));
  expect(notificationsFor(configuration, { cluster: '${Token[A.1]}' }, NOON).routed.map(({ route }) => route.receiver)).toEqual(['b']);
  expect(notificationsFor(configuration, { cluster: 'c' }, NOON).routed.map(({ route }) => route.receiver)).toEqual(['a']);
});
