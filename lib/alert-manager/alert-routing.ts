/**
 * Circumstances of a simulation.
 */
export interface AlertSimulationOptions {
  /**
   * The moment, which decides about time intervals.
   *
   * @default - now
   */
  readonly at?: Date;

  /**
   * The labels of the alerts that fire at the same time, which decide about inhibitions.
   *
   * @default - no other alert fires
   */
  readonly firing?: Array<{ readonly [label: string]: string }>;
}

/**
 * A route that an alert ends in.
 */
export interface RoutedAlert {
  /** The receiver of the route. */
  readonly receiver: string;

  /** The matchers of the routes from the root to this one; the root's are empty. */
  readonly path: string[];

  /** The labels by which the notification is grouped; `...` stands for all labels. */
  readonly groupBy: string[];

  /** True if the receiver is notified: the alert is not inhibited, and no time interval mutes the route. */
  readonly notifies: boolean;

  /** Why the receiver is notified or not, in a sentence. */
  readonly reason: string;
}

/**
 * The receivers that are notified of an alert, and why.
 */
export interface AlertRouting {
  /** The names of the receivers that are notified, in the order of their routes. */
  readonly receivers: string[];

  /** All routes that the alert ends in. */
  readonly routes: RoutedAlert[];

  /**
   * The labels of the firing alert that inhibits this one.
   *
   * @default - the alert is not inhibited
   */
  readonly inhibitedBy?: { readonly [label: string]: string };
}
