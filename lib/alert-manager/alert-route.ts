import type { Duration } from 'aws-cdk-lib';
import { toFields } from '../scrape-configuration/writer/fields';
import type { AlertMatcher } from './alert-matcher';

/**
 * A route: the alerts that it takes, and the receiver that is notified of them.
 *
 * An alert goes through the routes in their order, and stops at the first that matches unless that continues. A route inherits the
 * receiver, the grouping and the intervals of the route around it, but not its time intervals.
 *
 * @see https://prometheus.io/docs/alerting/latest/configuration/#route
 */
export interface AlertRoute {
  /**
   * The name of the receiver.
   *
   * @default - the receiver of the route around it; the root route requires one
   */
  readonly receiver?: string;

  /**
   * The conditions that alerts must fulfil, all of them.
   *
   * @default - all alerts; the root route has no matchers
   */
  readonly matchers?: AlertMatcher[];

  /**
   * The labels by which alerts are put together into one notification; `['...']` for one notification per alert.
   *
   * @default - the labels of the route around it; of the root route, none: all alerts are in one notification
   */
  readonly groupBy?: string[];

  /**
   * Lets an alert that matches go on to the routes after this one.
   *
   * @default false
   */
  readonly continue?: boolean;

  /**
   * The routes below this one.
   *
   * @default - none
   */
  readonly routes?: AlertRoute[];

  /**
   * The time to wait for more alerts of a new group before the first notification.
   *
   * @default - of the route around it; of the root route, 30 seconds
   */
  readonly groupWait?: Duration;

  /**
   * The time to wait before a notification about a change to a group.
   *
   * @default - of the route around it; of the root route, 5 minutes
   */
  readonly groupInterval?: Duration;

  /**
   * The time after which a notification is repeated while alerts still fire. The service repeats after 5 days at the latest.
   *
   * @default - of the route around it; of the root route, 4 hours
   */
  readonly repeatInterval?: Duration;

  /**
   * The names of time intervals in which the route does not notify.
   *
   * @default - none
   */
  readonly muteTimeIntervals?: string[];

  /**
   * The names of time intervals outside of which the route does not notify.
   *
   * @default - the route notifies at any time
   */
  readonly activeTimeIntervals?: string[];
}

const FIELDS = {
  receiver: 'receiver',
  matchers: 'matchers',
  groupBy: 'group_by',
  groupWait: 'group_wait',
  groupInterval: 'group_interval',
  repeatInterval: 'repeat_interval',
  muteTimeIntervals: 'mute_time_intervals',
  activeTimeIntervals: 'active_time_intervals',
  continue: 'continue',
} as const;

/** Renders a route and those below it with Alertmanager's field names. */
export function renderRoute({ routes = [], ...route }: AlertRoute): object {
  return { ...toFields(route, FIELDS), ...routes.length > 0 && { routes: routes.map(renderRoute) } };
}
