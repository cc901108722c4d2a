import type { WorkspaceDescription } from '@aws-sdk/client-amp';
import { CommandError } from '../command-error';
import type { Connection } from './connection';
import { explainErrors } from './errors';
import { workspaceIdentifier } from './identifiers';
import { idInRegion } from './scrapers';

/** Returns the id of a workspace that is given by its id or ARN. */
export async function workspaceIdOf(connection: Connection, given: string): Promise<string> {
  return idInRegion(connection, workspaceIdentifier(given));
}

export async function describeWorkspace(connection: Connection, workspaceId: string): Promise<WorkspaceDescription> {
  const { sdk, client, region } = await connection.amp();
  const { workspace } = await explainErrors(`workspace ${workspaceId}`, region, () =>
    client.send(new sdk.DescribeWorkspaceCommand({ workspaceId }), { abortSignal: connection.signal }));
  if (workspace === undefined) throw new CommandError(`AWS returned no workspace ${workspaceId}`);
  return workspace;
}
