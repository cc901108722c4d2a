import type { AlertRouting, RoutedAlert } from '../../../lib/alert-manager/alert-routing';
import { count } from '../count';
import type { Paint } from './terminal';

/**
 * Lays out the receivers of an alert, and each route that it ends in. The texts are already safe to print.
 *
 * @param silent the receivers without an integration
 */
export function alertRoutingText({ receivers, routes }: AlertRouting, silent: readonly string[], paint: Paint): string {
  const names = [...new Set(receivers)];
  const without = [...new Set(silent)];
  return [
    names.length === 0 ? paint.bad('notifies no receiver') : `notifies ${count(names.length, 'receiver')}: ${paint.strong(names.join(', '))}`,
    ...without.length === 0 ? [] : [`${without.join(', ')}: ${paint.bad('nobody is notified')}, since ${haveNone(without.length)}`],
    ...routes.map(route => routeText(route, paint)),
  ].join('\n\n');
}

function haveNone(receivers: number): string {
  return receivers === 1 ? 'the receiver has no integration' : 'the receivers have no integration';
}

function routeText({ receiver, path, groupBy, notifies, reason }: RoutedAlert, paint: Paint): string {
  const route = ['all alerts', ...path.slice(1)].join(' → ');
  return [
    `${route} → ${paint.strong(receiver === '' ? '(known at deployment)' : receiver)}`,
    `  ${notifies ? paint.good('notifies') : paint.bad('does not notify')}: ${reason}`,
    ...groupBy.length === 0 ? [] : [`  ${groupBy.includes('...') ? 'one notification for each alert: grouped by all labels' : `grouped by ${groupBy.join(', ')}`}`],
  ].join('\n');
}
