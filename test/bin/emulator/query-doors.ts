import type { Api } from './aws';
import type { Received, Reply } from './http-service';
import { Refusal } from './signature';

const WORKSPACE_PATH = /^\/workspaces\/([^/]+)(\/api\/v1\/\w+)(\?.*)?$/;

/** The endpoint of a workspace: requests with a valid signature are forwarded to its Prometheus. */
export const workspaceDoor: Api = (request, { workspaces }) => {
  const [, workspaceId, api, query = ''] = WORKSPACE_PATH.exec(request.path) ?? [];
  if (api === undefined) return undefined;
  const prometheus = workspaces.find(workspace => workspace.workspaceId === workspaceId)?.prometheus;
  if (prometheus === undefined) throw new Refusal('ResourceNotFoundException', 'Workspace not found');
  return forward(request, `${prometheus}${api}${query}`);
};

/**
 * The door of a workspace's alert manager, which takes alerts.
 *
 * @see https://github.com/prometheus/alertmanager/blob/v0.35.0/api/v2/openapi.yaml
 */
export const alertManagerDoor: Api = ({ path, method, headers, body }, { workspaces }) => {
  const [, workspaceId] = /^\/workspaces\/([^/]+)\/alertmanager\/api\/v2\/alerts$/.exec(path) ?? [];
  if (workspaceId === undefined || method !== 'POST') return undefined;
  const alerts = workspaces.find(workspace => workspace.workspaceId === workspaceId)?.alerts;
  if (alerts === undefined) throw new Refusal('ResourceNotFoundException', 'Workspace not found');
  const sent = headers['content-type'] === 'application/json' ? JSON.parse(body) as Array<{ readonly labels?: object } | null> : undefined;
  if (!Array.isArray(sent) || !sent.every(alert => isLabelled(alert))) throw new Refusal('ValidationException', 'parsing alerts body failed');
  alerts.push(...sent);
  return { status: 200, body: '' };
};

function isLabelled(alert: { readonly labels?: object } | null): boolean {
  const values = Object.values(alert?.labels ?? {});
  return values.length > 0 && values.every(value => typeof value === 'string');
}

/**
 * The door of CloudWatch, which refuses a query that names no metric.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch-PromQL-API-QueryMetrics.html
 */
export const cloudWatchDoor: Api = (request, { cloudWatch }) => {
  const { path, method, headers, body } = request;
  if (path !== '/api/v1/query' || method !== 'POST' || headers['content-type'] !== 'application/x-www-form-urlencoded') return undefined;
  const query = new URLSearchParams(body).get('query') ?? '';
  if (/(?:^|[(,\s])\{(?![^}]*__name__)/.test(query)) throw new Refusal('ValidationException', 'The expression must select a metric by name.');
  return forward(request, `${cloudWatch ?? ''}${path}`);
};

async function forward({ method, headers, body }: Received, url: string): Promise<Reply> {
  const contentType = headers['content-type'] ?? '';
  const response = await fetch(url, { method, body: method === 'GET' ? undefined : body, headers: { 'content-type': contentType } });
  return { status: response.status, body: await response.text() };
}
