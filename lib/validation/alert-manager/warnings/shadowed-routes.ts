import { routesIn, type PlacedMatcher, type Route } from '../../../prometheus/alertmanager/configuration';
import { matches, type Matcher } from '../../../prometheus/alertmanager/matcher';
import { pathOf } from '../../../prometheus/decode/place';
import { enumerate, type LocatedMessage } from '../../located-message';
import type { DefinitionContext } from '../definition-context';
import { areOpposite, conditionsByLabel, isImplied, namedValues, simplified, type LabelConditions } from './matcher-logic';

/** More siblings, or conditions on one alert, are not compared: the quota is 100 routes. */
const MOST_COMPARED = 300;

/** Stands for every value that no condition names. */
const ANY_OTHER = '\u{10FFFF}';

type Conditions = ReadonlyMap<string, LabelConditions>;

/** Routes that no alert reaches, since earlier ones take every alert that they match and do not continue. */
export function shadowedRoutes({ configuration: { root } }: DefinitionContext): LocatedMessage[] {
  return routesIn(root).flatMap(({ routes }) => routes.slice(0, MOST_COMPARED).flatMap((route, index) => {
    const shadowing = shadowingRoutes(routes.slice(0, index).filter(({ continues }) => !continues), conditionsOf(route));
    if (shadowing.length === 0) return [];
    const take = shadowing.length === 1 ? 'takes all of its alerts and does not continue' : 'together take all of its alerts and do not continue';
    const names = enumerate(shadowing.map(({ value }) => pathOf(value.place)));
    return [{ place: route.value.place, message: `no alert reaches this route: ${names} ${take}` }];
  }));
}

/** The known conditions of a route, and of those above it. */
export function matchersDownTo(route: Route): PlacedMatcher[] {
  const conditions: PlacedMatcher[] = [];
  for (let each: Route | undefined = route; each !== undefined && conditions.length < MOST_COMPARED; each = each.parent) {
    conditions.push(...(each.matchers ?? []).filter(({ isKnown }) => isKnown).slice(0, MOST_COMPARED));
  }
  return conditions.slice(0, MOST_COMPARED);
}

function conditionsOf(route: Route): Conditions {
  return conditionsByLabel(matchersDownTo(route));
}

function shadowingRoutes(earlier: readonly Route[], given: Conditions): Route[] {
  const alone = earlier.find(({ matchers }) => matchers?.every(matcher => matcher.isKnown && isImplied(matcher, given)) === true);
  return alone === undefined ? shadowingTogether(earlier, given) : [alone];
}

/** A route, and the one condition of it that the alerts of a later route need not fulfil. */
interface Share {
  readonly route: Route;
  readonly matcher: Matcher;
}

/** Routes that divide all values of one label among them. */
function shadowingTogether(earlier: readonly Route[], given: Conditions): Route[] {
  const shares = earlier.flatMap(route => shareOf(route, given) ?? []);
  for (const name of new Set(shares.map(({ matcher }) => matcher.name))) {
    const routes = dividing(shares.filter(({ matcher }) => matcher.name === name), given.get(name));
    if (routes.length > 0) return routes;
  }
  return [];
}

function shareOf(route: Route, given: Conditions): Share | undefined {
  if (route.matchers?.every(({ isKnown }) => isKnown) !== true || route.matchers.length > MOST_COMPARED) return undefined;
  const [open, ...others] = route.matchers.filter(matcher => !isImplied(matcher, given));
  return open === undefined || others.length > 0 ? undefined : { route, matcher: simplified(open) };
}

function dividing(shares: readonly Share[], given: LabelConditions | undefined): Route[] {
  for (const [index, { route, matcher }] of shares.entries()) {
    const opposite = shares.slice(0, index).find(earlier => areOpposite(earlier.matcher, matcher));
    if (opposite !== undefined) return [opposite.route, route];
  }
  const values = given?.values ?? possibleValues([...shares.map(({ matcher }) => matcher), ...given?.matchers ?? []]);
  const takers = values?.map(value => shares.find(({ matcher }) => matches(matcher, { [matcher.name]: value }))?.route) ?? [undefined];
  return takers.length === 0 || takers.includes(undefined) ? [] : [...new Set(takers.filter(route => route !== undefined))];
}

/** The values that conditions distinguish, if all of them name values. */
function possibleValues(matchers: readonly Matcher[]): string[] | undefined {
  const named = matchers.map(namedValues);
  return named.every(values => values !== undefined) ? [...new Set([...named.flat(), '', ANY_OTHER])] : undefined;
}
