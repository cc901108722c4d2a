import type { AlertIntegration } from './alert-integration';

/**
 * Properties of a receiver.
 */
export interface AlertReceiverProps {
  /**
   * The name by which routes use the receiver.
   */
  readonly name: string;

  /**
   * The integrations, each of which is notified.
   *
   * @default - none: alerts that go to this receiver are dropped
   */
  readonly integrations?: AlertIntegration[];
}

/**
 * A receiver of notifications.
 *
 * @see https://prometheus.io/docs/alerting/latest/configuration/#receiver
 */
export class AlertReceiver {
  /** The name by which routes use the receiver. */
  public readonly name: string;

  private readonly integrations: readonly AlertIntegration[];

  constructor(props: AlertReceiverProps) {
    this.name = props.name;
    this.integrations = [...props.integrations ?? []];
  }

  /** @internal */
  public _integrations(): readonly AlertIntegration[] {
    return this.integrations;
  }

  /** @internal */
  public _render(): object {
    const parts = this.integrations.map(integration => integration._render());
    const lists = ['sns_configs', 'pagerduty_configs'].map(list => [list, parts.filter(part => part.list === list).map(({ fields }) => fields)] as const);
    return { name: this.name, ...Object.fromEntries(lists.filter(([, fields]) => fields.length > 0)) };
  }
}
