import { containsToken } from '../../private/tokens';
import type { Place } from '../decode/place';
import type { Item, StructValue } from '../decode/value';
import { parseMatchers, type Matcher } from './matcher';
import { namedIntervals, type NamedInterval } from './time-interval';

/** A condition of a route or an inhibition, and its place. */
export interface PlacedMatcher extends Matcher {
  readonly place: Place;
  /** True unless a part of it is known only at deployment. */
  readonly isKnown: boolean;
}

/** A text of the configuration, and its place. */
export interface PlacedText {
  readonly text: string;
  readonly place: Place;
}

/** A route with its inherited settings. A value that is invalid or known only at deployment is `undefined`. */
export interface Route {
  readonly value: StructValue;
  readonly parent?: Route;
  readonly receiver?: string;
  readonly matchers?: readonly PlacedMatcher[];
  readonly continues: boolean;
  readonly groupBy: readonly string[];
  /** Intervals are in milliseconds. */
  readonly groupWait?: number;
  readonly groupInterval?: number;
  readonly repeatInterval?: number;
  readonly muteTimeIntervals: readonly PlacedText[];
  readonly activeTimeIntervals: readonly PlacedText[];
  readonly routes: readonly Route[];
}

export interface Inhibition {
  readonly value: StructValue;
  readonly name: string;
  readonly source?: readonly PlacedMatcher[];
  readonly target?: readonly PlacedMatcher[];
  readonly equal: readonly string[];
}

export interface Receiver {
  readonly value: StructValue;
  readonly name?: string;
  readonly sns: readonly StructValue[];
  readonly pagerDuty: readonly StructValue[];
}

/** A configuration of Alertmanager, every default filled in. */
export interface AlertmanagerConfiguration {
  readonly value: StructValue;
  readonly root?: Route;
  readonly receivers: readonly Receiver[];
  readonly inhibitions: readonly Inhibition[];
  readonly intervals: readonly NamedInterval[];
  /** The template files that are loaded, by pattern. */
  readonly templates: readonly PlacedText[];
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

type Inherited = Pick<Route, 'receiver' | 'groupBy' | 'groupWait' | 'groupInterval' | 'repeatInterval'>;

/** https://github.com/prometheus/alertmanager/blob/v0.35.0/dispatch/route.go */
const DEFAULTS: Inherited = { groupBy: [], groupWait: 30 * SECOND, groupInterval: 5 * MINUTE, repeatInterval: 4 * HOUR };

export function alertmanagerConfiguration(value: StructValue): AlertmanagerConfiguration {
  const root = value.struct('route');
  return {
    value,
    root: root && routeOf(root, DEFAULTS),
    receivers: value.structs('receivers').map(receiver => ({
      value: receiver, name: receiver.text('name'), sns: receiver.structs('sns_configs'), pagerDuty: receiver.structs('pagerduty_configs'),
    })),
    inhibitions: value.structs('inhibit_rules').map(rule => ({
      value: rule,
      name: rule.text('name') ?? '',
      source: matchersOf(rule, 'source_match', 'source_match_re', 'source_matchers'),
      target: matchersOf(rule, 'target_match', 'target_match_re', 'target_matchers'),
      equal: textsIn(rule, 'equal').map(({ text }) => text),
    })),
    intervals: namedIntervals(value),
    templates: textsIn(value, 'templates'),
  };
}

/** Every route of a tree, parents first, in the order of the text. */
export function routesIn(root: Route | undefined): Route[] {
  const found: Route[] = [];
  for (const open = root === undefined ? [] : [root]; open.length > 0;) {
    const route = open.pop();
    if (route === undefined) break;
    found.push(route);
    for (const child of route.routes.toReversed()) open.push(child);
  }
  return found;
}

/** Returns whether a receiver notifies anybody. One without an integration is how alerts are dropped on purpose. */
export function hasIntegration({ value }: Receiver): boolean {
  return [...value.names()].some(name => name.endsWith('_configs') && (value.items(name).length > 0 || typeof value.get(name) === 'symbol'));
}

function routeOf(value: StructValue, inherited: Inherited, parent?: Route): Route {
  const receiver = value.text('receiver');
  const interval = (name: string, given: number | undefined) => value.has(name) && value.get(name) !== null ? value.number(name) : given;
  const route: Route & { routes: Route[] } = {
    value,
    parent,
    receiver: receiver === '' ? inherited.receiver : receiver,
    matchers: matchersOf(value, 'match', 'match_re', 'matchers'),
    continues: value.flag('continue') === true,
    groupBy: value.has('group_by') && value.get('group_by') !== null ? textsIn(value, 'group_by').map(({ text }) => text) : inherited.groupBy,
    groupWait: interval('group_wait', inherited.groupWait),
    groupInterval: interval('group_interval', inherited.groupInterval),
    repeatInterval: interval('repeat_interval', inherited.repeatInterval),
    muteTimeIntervals: textsIn(value, 'mute_time_intervals'),
    activeTimeIntervals: textsIn(value, 'active_time_intervals'),
    routes: [],
  };
  for (const child of value.structs('routes')) route.routes.push(routeOf(child, route, route));
  return route;
}

/** The three forms of matchers together; nothing when one of them cannot be read. */
function matchersOf(value: StructValue, match: string, matchRe: string, matchers: string): PlacedMatcher[] | undefined {
  const parts = [...deprecated(value, match, '='), ...deprecated(value, matchRe, '=~'), ...value.items(matchers).map(listed)];
  const isWhole = [match, matchRe, matchers].every(name => typeof value.get(name) !== 'symbol');
  return isWhole && parts.every(part => part !== undefined) ? parts.flat() : undefined;
}

function deprecated(value: StructValue, field: string, operator: '=' | '=~'): Array<PlacedMatcher[] | undefined> {
  return [...value.entries(field)].map(([name, item]) => {
    const text = textOf(item);
    return text === undefined ? undefined : [{ name, operator, value: text, place: item.place, isKnown: typeof item.value === 'string' }];
  });
}

function listed(item: Item): PlacedMatcher[] | undefined {
  const { value } = parseMatchers(textOf(item) ?? '');
  const isKnown = typeof item.value === 'string';
  if (!isKnown && !isToken(item)) return undefined;
  return value?.map(matcher => ({ ...matcher, place: item.place, isKnown }));
}

function textsIn(value: StructValue, field: string): PlacedText[] {
  return value.items(field).map(item => ({ text: textOf(item) ?? '', place: item.place }));
}

/** The text, with tokens in it as they are. */
function textOf({ value, place: { node } }: Item): string | undefined {
  if (typeof value === 'string') return value;
  return node.kind === 'scalar' && containsToken(node.value) ? node.value : undefined;
}

function isToken(item: Item): boolean {
  return textOf(item) !== undefined;
}
