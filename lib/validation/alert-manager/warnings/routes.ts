import { hasIntegration, routesIn, type PlacedMatcher, type Route } from '../../../prometheus/alertmanager/configuration';
import { formatMatcher } from '../../../prometheus/alertmanager/matcher';
import { formatDuration } from '../../../prometheus/values/duration';
import type { LocatedMessage } from '../../located-message';
import type { DefinitionContext } from '../definition-context';
import { excludeEachOther } from './matcher-logic';
import { matchersDownTo } from './shadowed-routes';

/** More conditions of one route are not compared. */
const MOST_COMPARED = 300;

/** Conditions that contradict each other, or those of the routes above. */
export function contradictoryMatchers({ configuration: { root, inhibitions } }: DefinitionContext): LocatedMessage[] {
  const routes = routesIn(root).flatMap(({ matchers, parent }) => contradiction(matchers ?? [], parent && matchersDownTo(parent)));
  return [...routes, ...inhibitions.flatMap(({ source, target }) => [...contradiction(source ?? []), ...contradiction(target ?? [])])];
}

function contradiction(matchers: readonly PlacedMatcher[], above: readonly PlacedMatcher[] = []): LocatedMessage[] {
  const known = matchers.filter(({ isKnown }) => isKnown).slice(0, MOST_COMPARED);
  for (const [index, matcher] of known.entries()) {
    if (matcher.name === 'alertname' && matcher.operator === '=' && matcher.value === '') {
      return [{ place: matcher.place, message: 'no alert matches: every alert has a name' }];
    }
    const other = [...above, ...known.slice(0, index)].find(each => excludeEachOther(each, matcher));
    if (other !== undefined) {
      return [{ place: matcher.place, message: `no alert matches both ${formatMatcher(other)} and ${formatMatcher(matcher)}` }];
    }
  }
  return [];
}

export function unusedReceivers({ configuration: { root, receivers } }: DefinitionContext): LocatedMessage[] {
  const routes = routesIn(root);
  if (root === undefined || routes.some(({ receiver }) => receiver === undefined)) return [];
  const used = new Set(routes.map(({ receiver }) => receiver));
  return receivers.filter(({ name }) => name !== undefined && !used.has(name)).map(({ value, name }) => ({
    place: value.placeOf('name'), message: `no route uses the receiver '${name ?? ''}'`,
  }));
}

/** Receivers without an integration are how alerts are dropped on purpose, unless no receiver has one. */
export function silentRoot({ configuration: { root, receivers } }: DefinitionContext): LocatedMessage[] {
  const names = new Set(routesIn(root).map(({ receiver }) => receiver));
  const used = receivers.filter(({ name }) => name !== undefined && names.has(name));
  if (root === undefined || names.has(undefined) || used.length < names.size || used.some(hasIntegration)) return [];
  const subject = used.length === 1 ? `the receiver '${used[0]?.name ?? ''}' has no integration` : 'no receiver of its routes has an integration';
  return [{ place: root.value.placeOf('receiver'), message: `no alert reaches anybody: ${subject}` }];
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
