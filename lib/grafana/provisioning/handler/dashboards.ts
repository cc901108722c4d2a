import { Failure } from '../../../aws/failure';
import { type GrafanaApi, GrafanaError } from './grafana-api';

/** The message in the history of a dashboard. A newer version with another message is a user's. */
const MESSAGE = 'Provisioned by cdk-managed-prometheus';

/** The dashboards of a construct, and their folder. */
export interface ProvisionedDashboards {
  /** The construct that manages the dashboards. */
  readonly owner: string;
  readonly folder: { readonly uid: string; readonly title: string };
  readonly dashboards: ReadonlyArray<Readonly<Record<string, unknown>>>;
  /** True if changes that users made are kept. */
  readonly keepsUserChanges: boolean;
  /** The type of the data sources, which the dashboards offer to their readers. */
  readonly dataSourceType: string;
}

/** A dashboard or a folder in an answer of Grafana. */
interface Found {
  readonly uid?: string;
  readonly folderUid?: string;
  readonly title?: string;
  readonly version?: number;
  readonly dashboard?: { readonly tags?: readonly string[]; readonly version?: number };
}

/** Returns the tag of the dashboards that a construct manages. */
export function ownerTag(owner: string): string {
  return `cdk-managed-prometheus-${owner.slice(0, 12)}`;
}

/** Creates the dashboards or updates them in their folder, and deletes the others that the owner manages. */
export async function provisionDashboards(grafana: GrafanaApi, provisioned: ProvisionedDashboards): Promise<void> {
  const { owner, folder, dashboards } = provisioned;
  if (dashboards.length > 0) await provisionFolder(grafana, folder);
  for (const dashboard of dashboards) {
    const save = () => saveDashboard(grafana, dashboard, provisioned);
    try {
      await save().catch((error: unknown) => {
        // Somebody saved the dashboard meanwhile, perhaps a request of ours whose answer was lost.
        if (error instanceof GrafanaError && error.status === 412) return save();
        throw error;
      });
    } catch (error) {
      throw error instanceof GrafanaError ? new Failure(`the dashboard '${String(dashboard.uid)}': ${error.message}`) : error;
    }
  }
  await deleteDashboards(grafana, owner, new Set(dashboards.map(({ uid }) => String(uid))));
}

/** Saves a dashboard unless it is somebody else's. Overwriting would also replace another dashboard of the title, so it is not allowed. */
async function saveDashboard(
  grafana: GrafanaApi, dashboard: Readonly<Record<string, unknown>>, provisioned: ProvisionedDashboards,
): Promise<void> {
  const path = pathOf(String(dashboard.uid));
  const existing = await grafana.find(path) as Found | undefined;
  if (existing !== undefined && existing.dashboard?.tags?.includes(ownerTag(provisioned.owner)) !== true) {
    throw new Failure(`the dashboard '${String(dashboard.uid)}' exists and is managed by something else; delete it in Grafana, or give yours another uid`);
  }
  if (existing !== undefined && provisioned.keepsUserChanges && await isChangedByUser(grafana, path)) return;
  await grafana.request('POST', '/api/dashboards/db', {
    dashboard: { ...bodyOf(dashboard, provisioned), version: existing?.dashboard?.version }, folderUid: provisioned.folder.uid,
    message: MESSAGE, overwrite: false,
  });
}

function pathOf(uid: string): string {
  return `/api/dashboards/uid/${encodeURIComponent(uid)}`;
}

/** Deletes the dashboards that the owner manages, except some. */
export async function deleteDashboards(grafana: GrafanaApi, owner: string, kept: ReadonlySet<string> = new Set()): Promise<void> {
  for (const { uid = '' } of await search(grafana, { type: 'dash-db', tag: ownerTag(owner) })) {
    // A copy that a user saved has the tag too, and none of our versions.
    if (uid !== '' && !kept.has(uid) && (await versionMessages(grafana, pathOf(uid))).includes(MESSAGE)) await grafana.delete(pathOf(uid));
  }
}

/** Deletes a folder, unless users put something into it. */
export async function deleteEmptyFolder(grafana: GrafanaApi, folderUid: string): Promise<void> {
  // Folders in it count as well: Grafana would delete them with all that they contain.
  if ((await search(grafana, {})).some(found => found.folderUid === folderUid)) return;
  try {
    await grafana.delete(`/api/folders/${encodeURIComponent(folderUid)}`);
  } catch (error) {
    // It contains alert rules, or panels of the library that are in use.
    if (!(error instanceof GrafanaError) || ![400, 403, 412].includes(error.status)) throw error;
  }
}

async function provisionFolder(grafana: GrafanaApi, { uid, title }: ProvisionedDashboards['folder']): Promise<void> {
  const path = `/api/folders/${encodeURIComponent(uid)}`;
  const existing = await grafana.find(path) as Found | undefined;
  if (existing === undefined && await grafana.create('/api/folders', { uid, title })) return;
  const folder = existing ?? await grafana.find(path) as Found | undefined;
  if (folder === undefined) throw new Failure(`a folder named '${title}' exists; rename it in Grafana, or specify another folderTitle`);
  if (folder.title !== title) await grafana.request('PUT', path, { title, version: folder.version, overwrite: true });
}

async function isChangedByUser(grafana: GrafanaApi, path: string): Promise<boolean> {
  const messages = await versionMessages(grafana, path);
  return messages.length > 0 && messages[0] !== MESSAGE;
}

/** More than Grafana keeps of a dashboard by default. */
const VERSIONS = 100;

/** Returns the messages of a dashboard's versions, the newest first. Grafana answers with a list, and since version 11 with an object. */
async function versionMessages(grafana: GrafanaApi, path: string): Promise<unknown[]> {
  const answer = await grafana.find(`${path}/versions?limit=${VERSIONS}`) as { readonly versions?: unknown } | null | undefined;
  const versions = Array.isArray(answer) ? answer : answer?.versions;
  return Array.isArray(versions) ? (versions as Array<{ readonly message?: unknown }>).map(({ message }) => message) : [];
}

const PAGE = 1000;

async function search(grafana: GrafanaApi, filter: Readonly<Record<string, string>>): Promise<Found[]> {
  const query = new URLSearchParams(filter);
  const found: Found[] = [];
  for (let page = 1; ; page++) {
    query.set('limit', String(PAGE));
    query.set('page', String(page));
    const answer = await grafana.request('GET', `/api/search?${query.toString()}`);
    const items = Array.isArray(answer) ? answer as Found[] : [];
    found.push(...items);
    if (items.length < PAGE) return found;
  }
}

/** The dashboard with the tag of its owner, and without an ID, which another Grafana assigned. */
function bodyOf(dashboard: Readonly<Record<string, unknown>>, { owner, dataSourceType }: ProvisionedDashboards): object {
  const tags = Array.isArray(dashboard.tags) ? dashboard.tags as unknown[] : [];
  return { ...dashboard, id: null, tags: [...tags, ownerTag(owner)], templating: withDataSourceType(dashboard.templating, dataSourceType) };
}

/** Makes the variables for Prometheus data sources offer those of the type that this Grafana has. */
function withDataSourceType(templating: unknown, type: string): unknown {
  if (typeof templating !== 'object' || templating === null) return templating;
  const { list } = templating as { readonly list?: unknown };
  if (!Array.isArray(list)) return templating;
  return {
    ...templating,
    list: (list as Array<Readonly<Record<string, unknown>>>).map(variable =>
      variable.type === 'datasource' && variable.query === 'prometheus' ? { ...variable, query: type } : variable),
  };
}
