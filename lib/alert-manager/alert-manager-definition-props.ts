import type { Duration } from 'aws-cdk-lib';
import type { AlertInhibition } from './alert-inhibition';
import type { AlertReceiver } from './alert-receiver';
import type { AlertRoute } from './alert-route';
import type { AlertTemplate } from './alert-template';
import type { AlertTimeInterval } from './alert-time-interval';

/**
 * Properties of an alert manager definition.
 */
export interface AlertManagerDefinitionProps {
  /**
   * The receivers of notifications.
   */
  readonly receivers: AlertReceiver[];

  /**
   * The root route, which takes all alerts, and the routes below it.
   */
  readonly route: AlertRoute;

  /**
   * Inhibitions, by which some alerts silence others.
   *
   * @default - none
   */
  readonly inhibitions?: AlertInhibition[];

  /**
   * Time intervals that routes use by name.
   *
   * @default - none
   */
  readonly timeIntervals?: AlertTimeInterval[];

  /**
   * Template files, all of which are loaded.
   *
   * @default - none
   */
  readonly templates?: AlertTemplate[];

  /**
   * The time after which an alert without an end counts as resolved if it is not sent again.
   *
   * @default - 5 minutes
   */
  readonly resolveTimeout?: Duration;
}
