import { Failure } from '../../../aws/failure';
import type { ProvisionedDataSource } from '../resource-properties';
import type { GrafanaApi } from './grafana-api';

/** The member of `jsonData` that names the construct which manages a data source. Grafana ignores it. */
const OWNER = 'managedBy';

/** A data source in an answer of Grafana. */
interface DataSource {
  readonly uid?: string;
  readonly name?: string;
  readonly jsonData?: Readonly<Record<string, unknown>>;
}

/** Creates data sources or updates them, and deletes the others that the owner manages. */
export async function provisionDataSources(
  grafana: GrafanaApi, wanted: readonly ProvisionedDataSource[], { owner, type }: { readonly owner: string; readonly type: string },
): Promise<void> {
  for (const dataSource of wanted) {
    const path = `/api/datasources/uid/${encodeURIComponent(dataSource.uid)}`;
    const find = async () => await grafana.find(path) as DataSource | undefined;
    const body = dataSourceBody(dataSource, owner, type);
    const existing = await find();
    if (existing === undefined && await grafana.create('/api/datasources', body)) continue;
    const { uid, jsonData } = existing ?? await find() ?? {};
    if (uid === undefined) throw new Failure(`a data source named '${dataSource.name}' exists; rename it in Grafana`);
    if (jsonData?.[OWNER] !== owner) throw new Failure(`the data source '${uid}' exists and is managed by something else; delete it in Grafana`);
    await grafana.request('PUT', path, body);
  }
  await deleteDataSources(grafana, owner, new Set(wanted.map(({ uid }) => uid)));
}

/** Deletes the data sources that the owner manages, except some. */
export async function deleteDataSources(grafana: GrafanaApi, owner: string, kept: ReadonlySet<string> = new Set()): Promise<void> {
  const all = await grafana.request('GET', '/api/datasources');
  for (const { uid = '', jsonData } of Array.isArray(all) ? all as DataSource[] : []) {
    if (jsonData?.[OWNER] === owner && uid !== '' && !kept.has(uid)) await grafana.delete(`/api/datasources/uid/${encodeURIComponent(uid)}`);
  }
}

function dataSourceBody({ uid, name, url, region }: ProvisionedDataSource, owner: string, type: string) {
  return {
    uid, name, url, type,
    access: 'proxy',
    jsonData: {
      httpMethod: 'POST', sigV4Auth: true, sigV4Region: region,
      sigV4AuthType: type === 'prometheus' ? 'ec2_iam_role' : 'workspace-iam-role',
      [OWNER]: owner,
    },
  };
}
