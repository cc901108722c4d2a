import type { AlertmanagerConfiguration, Route } from './configuration';
import { inhibitionOf, type AppliedInhibition } from './inhibiting';
import type { Labels } from './matcher';
import { matchingRoutes, UnknownConfiguration } from './routing';
import { containsTime } from './time-interval';

/** A route that an alert ends in, and the time intervals that keep it from notifying. */
export interface RoutedAlert {
  readonly route: Route;
  /** The mute time intervals that the moment is in. */
  readonly mutedBy: readonly string[];
  /** The active time intervals of the route when the moment is in none of them. */
  readonly outside: readonly string[];
}

/** The notifications that an alert leads to. */
export interface Notifications {
  readonly routed: readonly RoutedAlert[];
  readonly inhibition?: AppliedInhibition;
}

/** Returns where an alert goes at a moment while others fire. Throws {@link UnknownConfiguration} when that is known only at deployment. */
export function notificationsFor(
  configuration: AlertmanagerConfiguration, alert: Labels, moment: Date, firing: readonly Labels[] = [],
): Notifications {
  const { root, inhibitions } = configuration;
  if (root === undefined) throw new UnknownConfiguration('the configuration has no route');
  return {
    routed: matchingRoutes(root, alert).map(route => ({
      route,
      mutedBy: route.muteTimeIntervals.map(({ text }) => text).filter(name => isIn(configuration, name, moment)),
      outside: outsideOf(configuration, route, moment),
    })),
    inhibition: inhibitionOf(inhibitions, alert, firing),
  };
}

/** Returns whether any interval of this name contains the moment. */
export function isIn({ intervals }: AlertmanagerConfiguration, name: string, moment: Date): boolean {
  const named = intervals.find(interval => interval.name === name);
  if (named?.intervals === undefined) throw new UnknownConfiguration(`the time interval '${name}' cannot be evaluated`);
  return named.intervals.some(interval => containsTime(interval, moment));
}

function outsideOf(configuration: AlertmanagerConfiguration, { activeTimeIntervals }: Route, moment: Date): string[] {
  const names = activeTimeIntervals.map(({ text }) => text);
  return names.some(name => isIn(configuration, name, moment)) ? [] : names;
}
