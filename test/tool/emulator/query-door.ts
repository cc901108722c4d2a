import type { Api } from './aws';
import { Refusal } from './signature';

const PATH = /^\/workspaces\/([^/]+)(\/api\/v1\/\w+)(\?.*)?$/;

/** The door of a workspace: what was signed well goes on to the Prometheus behind it. */
export const queryDoor: Api = async ({ method, path, body, headers }, { workspaces }) => {
  const [, workspaceId, api, query = ''] = PATH.exec(path) ?? [];
  if (api === undefined) return undefined;
  const prometheus = workspaces.find(workspace => workspace.workspaceId === workspaceId)?.prometheus;
  if (prometheus === undefined) throw new Refusal('ResourceNotFoundException', 'Workspace not found');
  const contentType = headers['content-type'] ?? '';
  const response = await fetch(`${prometheus}${api}${query}`, { method, body: method === 'GET' ? undefined : body, headers: { 'content-type': contentType } });
  return { status: response.status, body: await response.text() };
};
