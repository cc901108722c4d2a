import type { AlertmanagerConfiguration, Route } from '../prometheus/alertmanager/configuration';
import { formatMatcher } from '../prometheus/alertmanager/format-matcher';
import { alertManagerLibrary } from '../validation/alert-manager-library';
import type { AlertRouting, AlertSimulationOptions, RoutedAlert } from './alert-routing';

type Labels = { readonly [label: string]: string };

/** Returns the receivers that are notified of an alert, and why. */
export function simulateRouting(
  configuration: AlertmanagerConfiguration, labels: Labels, { at = new Date(), firing = [] }: AlertSimulationOptions,
): AlertRouting {
  const { routed, inhibition } = alertManagerLibrary().notificationsFor(configuration, labels, at, firing);
  const routes = routed.map(({ route, mutedBy, outside }): RoutedAlert => {
    const obstacle = inhibition === undefined ? muting(mutedBy, outside) : `it is inhibited by the alert ${formatLabels(inhibition.source)}`;
    return {
      receiver: route.receiver ?? '',
      path: alertManagerLibrary().routePath(route).map(formatMatchers),
      groupBy: [...route.groupBy],
      notifies: obstacle === undefined,
      reason: obstacle === undefined ? `the alert matches ${described(route)}` : `the alert matches ${described(route)}, but ${obstacle}`,
    };
  });
  return {
    receivers: routes.filter(({ notifies }) => notifies).map(({ receiver }) => receiver),
    routes,
    ...inhibition && { inhibitedBy: inhibition.source },
  };
}

function muting(mutedBy: readonly string[], outside: readonly string[]): string | undefined {
  if (mutedBy.length > 0) return `the route is muted in ${[...new Set(mutedBy)].join(' and ')}`;
  return outside.length > 0 ? `the route is active only in ${outside.join(' and ')}` : undefined;
}

function described(route: Route): string {
  if (route.parent === undefined) return route.routes.length === 0 ? 'the root route' : 'no route below the root';
  return `the route ${formatMatchers(route)}`;
}

function formatMatchers({ matchers = [] }: Route): string {
  return `{${matchers.map(formatMatcher).join(', ')}}`;
}

function formatLabels(labels: Labels): string {
  return `{${Object.entries(labels).map(([name, value]) => formatMatcher({ name, operator: '=', value })).join(', ')}}`;
}
