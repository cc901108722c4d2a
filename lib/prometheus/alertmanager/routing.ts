import type { Route } from './configuration';
import { matches, matchesAll, type Labels } from './matcher';

/** Thrown when a part of the configuration that decides is known only at deployment, or invalid. */
export class UnknownConfiguration extends Error {
  public override readonly name: string = 'UnknownConfiguration';
}

/**
 * Returns the routes that an alert ends in: depth first, a child before its parent, and after a child that matches only if it continues.
 *
 * @see https://github.com/prometheus/alertmanager/blob/v0.35.0/dispatch/route.go
 */
export function matchingRoutes(route: Route, labels: Labels): Route[] {
  if (!isMatch(route, labels)) return [];
  const found: Route[] = [];
  for (const child of route.routes) {
    const matching = matchingRoutes(child, labels);
    for (const each of matching) found.push(each);
    if (matching.length > 0 && !child.continues) break;
  }
  return found.length > 0 ? found : [route];
}

/** The routes from the root to this one. */
export function routePath(route: Route): Route[] {
  return route.parent === undefined ? [route] : [...routePath(route.parent), route];
}

function isMatch({ matchers, value }: Route, labels: Labels): boolean {
  if (matchers === undefined) throw new UnknownConfiguration(`the matchers of the route at line ${value.place.node.line} cannot be evaluated`);
  // A condition that is known not to hold decides, whatever the others are.
  if (matchers.some(matcher => matcher.isKnown && !matches(matcher, labels))) return false;
  return matchesAll(matchers, labels);
}
