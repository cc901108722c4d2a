import type { AlertRouting, RoutedAlert } from '../../../lib/alert-manager/alert-routing';
import { count } from '../count';
import type { Paint } from './terminal';

/** Lays out the receivers of an alert, and each route that it ends in. The routing is already safe to print. */
export function alertRoutingText({ receivers, routes }: AlertRouting, paint: Paint): string {
  const names = [...new Set(receivers)];
  return [
    names.length === 0 ? paint.bad('notifies no receiver') : `notifies ${count(names.length, 'receiver')}: ${paint.strong(names.join(', '))}`,
    ...routes.map(route => routeText(route, paint)),
  ].join('\n\n');
}

function routeText({ receiver, path, groupBy, notifies, reason }: RoutedAlert, paint: Paint): string {
  const route = ['all alerts', ...path.slice(1)].join(' → ');
  return [
    `${route} → ${paint.strong(receiver === '' ? '(known at deployment)' : receiver)}`,
    `  ${notifies ? paint.good('notifies') : paint.bad('does not notify')}: ${reason}`,
    ...groupBy.length === 0 ? [] : [`  ${groupBy.includes('...') ? 'one notification for each alert: grouped by all labels' : `grouped by ${groupBy.join(', ')}`}`],
  ].join('\n');
}
