import { routesIn, type PlacedMatcher, type Route } from '../../../prometheus/alertmanager/configuration';
import { formatMatcher, matches, type Labels, type Matcher } from '../../../prometheus/alertmanager/matcher';
import { pathOf } from '../../../prometheus/decode/place';
import { formatDuration } from '../../../prometheus/values/duration';
import type { LocatedMessage } from '../../located-message';
import type { DefinitionContext } from '../definition-context';

/** More siblings, or conditions on one alert, are not compared: the quota is 100 routes. */
const MOST_COMPARED = 300;

/** Routes that no alert reaches, since an earlier one takes every alert that they match and does not continue. */
export function shadowedRoutes({ configuration: { root } }: DefinitionContext): LocatedMessage[] {
  return routesIn(root).flatMap(({ routes }) => routes.slice(0, MOST_COMPARED).flatMap((route, index) => {
    const given = conditionsOf(route);
    const shadowing = routes.slice(0, index).find(earlier => !earlier.continues && isImplied(earlier, given));
    if (shadowing === undefined) return [];
    const message = `no alert reaches this route: ${pathOf(shadowing.value.place)} takes all of its alerts and does not continue`;
    return [{ place: route.value.place, message }];
  }));
}

/** The known conditions of a route, and of those above it. */
function conditionsOf(route: Route): PlacedMatcher[] {
  const conditions: PlacedMatcher[] = [];
  for (let each: Route | undefined = route; each !== undefined && conditions.length < MOST_COMPARED; each = each.parent) {
    conditions.push(...(each.matchers ?? []).filter(({ isKnown }) => isKnown).slice(0, MOST_COMPARED));
  }
  return conditions.slice(0, MOST_COMPARED);
}

function isImplied({ matchers }: Route, given: readonly Matcher[]): boolean {
  return matchers?.every(matcher => matcher.isKnown && given.some(each => implies(each, matcher))) === true;
}

/** Returns whether every label that fulfils the first condition fulfils the second, as far as that is easily told. */
function implies(first: Matcher, second: Matcher): boolean {
  if (first.name !== second.name) return false;
  if (first.operator === second.operator && first.value === second.value) return true;
  return first.operator === '=' && matches(second, { [first.name]: first.value });
}

/** Conditions that contradict each other, or those of the routes above. */
export function contradictoryMatchers({ configuration: { root, inhibitions } }: DefinitionContext): LocatedMessage[] {
  const routes = routesIn(root).flatMap(({ matchers, parent }) => contradiction(matchers ?? [], parent && conditionsOf(parent)));
  return [...routes, ...inhibitions.flatMap(({ source, target }) => [...contradiction(source ?? []), ...contradiction(target ?? [])])];
}

function contradiction(matchers: readonly PlacedMatcher[], above: readonly PlacedMatcher[] = []): LocatedMessage[] {
  const known = matchers.filter(({ isKnown }) => isKnown).slice(0, MOST_COMPARED);
  for (const [index, matcher] of known.entries()) {
    if (matcher.name === 'alertname' && matcher.operator === '=' && matcher.value === '') {
      return [{ place: matcher.place, message: 'no alert matches: every alert has a name' }];
    }
    const others = [...above, ...known.slice(0, index)];
    const other = others.find(each => excludes(each, matcher) || excludes(matcher, each));
    if (other !== undefined) {
      return [{ place: matcher.place, message: `no alert matches both ${formatMatcher(other)} and ${formatMatcher(matcher)}` }];
    }
  }
  return [];
}

function excludes(first: Matcher, second: Matcher): boolean {
  if (first.name !== second.name) return false;
  const opposite: Readonly<Record<string, string>> = { '=': '!=', '=~': '!~' };
  if (opposite[first.operator] === second.operator && first.value === second.value) return true;
  const labels: Labels = { [first.name]: first.value };
  return first.operator === '=' && !matches(second, labels);
}

export function unusedReceivers({ configuration: { root, receivers } }: DefinitionContext): LocatedMessage[] {
  const routes = routesIn(root);
  if (root === undefined || routes.some(({ receiver }) => receiver === undefined)) return [];
  const used = new Set(routes.map(({ receiver }) => receiver));
  return receivers.filter(({ name }) => name !== undefined && !used.has(name)).map(({ value, name }) => ({
    place: value.placeOf('name'), message: `no route uses the receiver '${name ?? ''}'`,
  }));
}

/** Receivers without an integration are how alerts are dropped on purpose, unless the root has one. */
export function silentRoot({ configuration: { root, receivers } }: DefinitionContext): LocatedMessage[] {
  const receiver = receivers.find(({ name }) => name !== undefined && name === root?.receiver);
  if (root === undefined || receiver === undefined || root.routes.length > 0 || hasIntegration(receiver.value)) return [];
  return [{ place: root.value.placeOf('receiver'), message: `no alert reaches anybody: the receiver '${receiver.name ?? ''}' has no integration` }];
}

export function hasIntegration(receiver: DefinitionContext['configuration']['value']): boolean {
  return [...receiver.names()].some(name => name.endsWith('_configs') && (receiver.items(name).length > 0 || typeof receiver.get(name) === 'symbol'));
}

export function longGroupWaits({ configuration: { root } }: DefinitionContext): LocatedMessage[] {
  return intervalProblems(root, 'group_wait', ({ groupWait = 0, groupInterval = Infinity }) => groupWait > groupInterval
    ? `group_wait ${formatDuration(groupWait)} is longer than group_interval ${formatDuration(groupInterval)}: alerts that join a group are `
    + 'notified sooner than its first one'
    : undefined, 'group_interval');
}

export function shortRepeatIntervals({ configuration: { root } }: DefinitionContext): LocatedMessage[] {
  return intervalProblems(root, 'repeat_interval', ({ repeatInterval = Infinity, groupInterval = 0 }) => repeatInterval < groupInterval
    ? `repeat_interval ${formatDuration(repeatInterval)} is shorter than group_interval ${formatDuration(groupInterval)}, which decides how often `
    + 'notifications are repeated'
    : undefined, 'group_interval');
}

/** Intervals are inherited: a problem belongs to the route that sets one of the two. */
function intervalProblems(
  root: Route | undefined, field: string, problem: (route: Route) => string | undefined, other: string,
): LocatedMessage[] {
  return routesIn(root).flatMap((route) => {
    const message = problem(route);
    const name = [field, other].find(each => route.value.has(each));
    return message === undefined || name === undefined ? [] : [{ place: route.value.placeOf(name), message }];
  });
}
