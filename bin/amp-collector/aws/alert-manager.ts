import type { AlertManagerDefinitionDescription } from '@aws-sdk/client-amp';
import type { Connection } from './connection';
import { explainErrors, readIfExists } from './errors';
import type { MetricsEndpoint } from './metrics-endpoint';
import { sendSigned } from './signed-request';

/** An alert as Alertmanager takes it. */
export interface SentAlert {
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly startsAt: string;
  readonly endsAt: string;
}

/** Returns the text of a workspace's alert manager definition; nothing if it has none. */
export async function describeDefinition(connection: Connection, workspaceId: string): Promise<Uint8Array | undefined> {
  return (await describeAlertManager(connection, workspaceId))?.data;
}

/** Returns a workspace's alert manager definition with its status; nothing if it has none. */
export async function describeAlertManager(
  connection: Connection, workspaceId: string,
): Promise<AlertManagerDefinitionDescription | undefined> {
  const { sdk, client, region } = await connection.amp();
  const requested = `the alert manager definition of ${workspaceId} (aps:DescribeAlertManagerDefinition)`;
  const response = await readIfExists(requested, region, () =>
    client.send(new sdk.DescribeAlertManagerDefinitionCommand({ workspaceId }), { abortSignal: connection.signal }));
  return response?.alertManagerDefinition;
}

/**
 * Sends an alert to the alert manager of a workspace.
 *
 * @see https://docs.aws.amazon.com/prometheus/latest/userguide/AMP-APIReference-CreateAlertManagerAlerts.html
 */
export async function sendAlert(connection: Connection, endpoint: MetricsEndpoint, alert: SentAlert): Promise<void> {
  const { region } = await connection.amp();
  const request = { path: 'alertmanager/api/v2/alerts', contentType: 'application/json', body: JSON.stringify([alert]) };
  await explainErrors('the alert manager of the workspace (aps:CreateAlertManagerAlerts)', region, () => sendSigned(connection, endpoint, request));
}
