import type { Received, Reply } from '../../../aws/fakes/http-server';

type Json = Record<string, unknown>;

interface StoredDashboard {
  dashboard: Json;
  folderUid: string;
  versions: Array<{ message: string }>;
}

/** The members of a body that Grafana's client models know, by route; others are refused. */
const MEMBERS: Readonly<Record<string, readonly string[]>> = {
  dataSource: ['uid', 'name', 'type', 'url', 'access', 'jsonData', 'isDefault', 'basicAuth', 'database', 'user', 'secureJsonData', 'version', 'withCredentials'],
  dashboard: ['dashboard', 'folderUid', 'message', 'overwrite', 'isFolder', 'folderId', 'userId', 'UpdatedAt'],
  folder: ['uid', 'title', 'description', 'parentUid', 'version', 'overwrite'],
};

/** The routes of Grafana's HTTP API that provisioning uses, with the refusals of Grafana. */
export class FakeGrafana {
  readonly dataSources = new Map<string, Json>();
  readonly folders = new Map<string, { title: string; version: number; parentUid?: string }>();
  /** The status with which the deletion of a folder is refused. */
  folderRefusal?: number;
  readonly dashboards = new Map<string, StoredDashboard>();
  /** The tokens that are accepted. */
  readonly tokens = new Set<string>();
  version = '10.4.1';
  /** Answers in place of the next ones; `close` breaks the connection. */
  readonly faults: Array<Reply | 'close'> = [];
  /** The requests so far, as `METHOD path`. */
  readonly requests: string[] = [];
  /** The bodies so far, each with its route: `PUT /api/folders`. */
  readonly bodies: Array<{ readonly route: string; readonly body: string }> = [];

  readonly respond = ({ method, url, headers, body }: Received): Reply | undefined => {
    this.requests.push(`${method} ${url.pathname}`);
    if (body !== '') this.bodies.push({ route: `${method} ${url.pathname.replace(/(?<=\/(?:uid|folders))\/[^/]+$/, '')}`, body });
    const fault = this.faults.shift();
    if (fault !== undefined) return fault === 'close' ? undefined : fault;
    if (url.pathname === '/api/health') return json(200, { database: 'ok', version: this.version });
    const [, token = ''] = /^Bearer (.+)$/.exec(headers.authorization ?? '') ?? [];
    if (!this.tokens.has(token)) return json(401, { message: `Invalid API key ${token}` });
    const [area, ...rest] = url.pathname.replace(/^\/api\//, '').split('/').map(decodeURIComponent);
    const given = body === '' ? {} : JSON.parse(body) as Json;
    switch (area) {
      case 'datasources': return this.dataSource(method, rest, given);
      case 'folders': return this.folder(method, rest, given);
      case 'dashboards': return this.dashboard(method, rest, given);
      case 'search': return this.search(url.searchParams);
      default: return notFound();
    }
  };

  private dataSource(method: string, [kind, uid = '']: string[], body: Json): Reply {
    if (kind === undefined) {
      if (method === 'GET') return json(200, [...this.dataSources.values()]);
      const refusal = refuseUnknown('dataSource', body) ?? (isText(body.name) && isText(body.type) && isText(body.access) ? undefined : json(400, { message: 'bad request data' }));
      if (refusal !== undefined) return refusal;
      if (this.dataSources.has(String(body.uid)) || this.hasName(body.name)) return json(409, { message: 'data source with the same name already exists' });
      this.dataSources.set(String(body.uid), body);
      return json(200, { message: 'Datasource added', datasource: body });
    }
    const existing = this.dataSources.get(uid);
    if (existing === undefined) return notFound('Data source not found');
    if (method === 'GET') return json(200, existing);
    if (method === 'DELETE') this.dataSources.delete(uid);
    else {
      const refusal = refuseUnknown('dataSource', body);
      if (refusal !== undefined) return refusal;
      this.dataSources.set(uid, body);
    }
    return json(200, { message: 'done' });
  }

  private hasName(name: unknown): boolean {
    return [...this.dataSources.values()].some(other => other.name === name);
  }

  private folder(method: string, [uid]: string[], body: Json): Reply {
    if (uid === undefined) {
      const refusal = refuseUnknown('folder', body);
      if (refusal !== undefined) return refusal;
      if (this.folders.has(String(body.uid))) return json(409, { message: 'a folder with the same uid already exists' });
      if (this.hasUniqueTitles && [...this.folders.values()].some(({ title }) => title === body.title)) {
        return json(409, { message: 'a folder with the same name already exists in the current location' });
      }
      this.folders.set(String(body.uid), { title: String(body.title), version: 1 });
      return json(200, { uid: body.uid });
    }
    const existing = this.folders.get(uid);
    if (existing === undefined) return notFound('folder not found');
    if (method === 'GET') return json(200, { uid, ...existing });
    if (method === 'DELETE') {
      if (this.folderRefusal !== undefined) return json(this.folderRefusal, { message: 'the folder is not empty' });
      this.deleteFolder(uid);
      return json(200, { message: 'Folder deleted' });
    }
    if (body.overwrite !== true && body.version !== existing.version) return json(412, { message: 'the folder has been changed by someone else' });
    this.folders.set(uid, { title: String(body.title), version: existing.version + 1 });
    return json(200, { uid });
  }

  /** Grafana deletes the dashboards and the folders in it, too. */
  private deleteFolder(uid: string): void {
    for (const [dashboard, { folderUid }] of this.dashboards) if (folderUid === uid) this.dashboards.delete(dashboard);
    for (const [folder, { parentUid }] of this.folders) if (parentUid === uid) this.deleteFolder(folder);
    this.folders.delete(uid);
  }

  /** Folders of one place and dashboards of one folder have different titles before version 11. */
  private get hasUniqueTitles(): boolean {
    return Number(this.version.split('.', 1).join('')) < 11;
  }

  private dashboard(method: string, [kind, uid = '', part]: string[], body: Json): Reply {
    if (kind === 'db') return this.saveDashboard(body);
    const existing = this.dashboards.get(uid);
    if (existing === undefined) return notFound('Dashboard not found');
    if (part === 'versions') return json(200, this.version.startsWith('12') ? { versions: existing.versions } : existing.versions);
    if (method === 'DELETE') this.dashboards.delete(uid);
    return json(200, { dashboard: { ...existing.dashboard, version: existing.versions.length }, meta: { folderUid: existing.folderUid } });
  }

  private saveDashboard(body: Json): Reply {
    const { dashboard, folderUid, overwrite, message } = body as Partial<StoredDashboard> & { overwrite?: boolean; message?: string };
    const refusal = refuseUnknown('dashboard', body);
    if (refusal !== undefined) return refusal;
    if (dashboard === undefined || !isText(dashboard.title) || dashboard.id !== null) return json(400, { message: 'Dashboard title cannot be empty' });
    if (!this.folders.has(folderUid ?? '')) return json(400, { message: 'folder not found' });
    const uid = String(dashboard.uid);
    const existing = this.dashboards.get(uid);
    if (existing !== undefined && overwrite !== true && dashboard.version !== existing.versions.length) {
      return json(412, { status: 'version-mismatch', message: 'The dashboard has been changed by someone else' });
    }
    const [namesake] = [...this.dashboards].find(([other, board]) =>
      this.hasUniqueTitles && other !== uid && board.folderUid === folderUid && board.dashboard.title === dashboard.title) ?? [];
    if (namesake !== undefined && overwrite !== true) {
      return json(412, { status: 'name-exists', message: 'A dashboard with the same name in the folder already exists' });
    }
    // Grafana takes the other one for the same, and replaces it.
    if (namesake !== undefined) this.dashboards.delete(namesake);
    const versions = [{ message: message ?? '' }, ...existing?.versions ?? []];
    this.dashboards.set(uid, { dashboard, folderUid: folderUid ?? '', versions });
    return json(200, { uid, status: 'success' });
  }

  private search(query: URLSearchParams): Reply {
    const [limit, page] = [Number(query.get('limit')), Number(query.get('page'))];
    if (limit > 5000) return json(422, { message: 'Limit is above maximum allowed (5000)' });
    const tag = query.get('tag');
    const found = [...this.dashboards].filter(([, { dashboard: { tags = [] } }]) => tag === null || (tags as string[]).includes(tag));
    const dashboards = found.map(([uid, { folderUid }]) => ({ uid, folderUid, type: 'dash-db' }));
    const folders = [...this.folders].map(([uid, { parentUid }]) => ({ uid, folderUid: parentUid, type: 'dash-folder' }));
    const all = [...dashboards, ...tag === null ? folders : []].filter(({ type }) => [null, type].includes(query.get('type')));
    return json(200, all.slice((page - 1) * limit, page * limit));
  }
}

export function json(status: number, body: unknown): Reply {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}

function notFound(message = 'Not found'): Reply {
  return json(404, { message });
}

function refuseUnknown(kind: string, body: Json): Reply | undefined {
  const unknown = Object.keys(body).filter(key => MEMBERS[kind]?.includes(key) !== true);
  return unknown.length === 0 ? undefined : json(400, { message: `unknown members ${unknown.join()}` });
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}
