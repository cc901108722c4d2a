import { createHash } from 'node:crypto';
import type { Answer, CustomResourceEvent } from '../../../aws/custom-resource';
import { Failure } from '../../../aws/failure';
import { redact } from '../../../aws/redact';
import { dataSourceType } from '../../data-source-type';
import type { ProvisionedDataSource, ProvisioningEnvironment, ProvisioningProperties } from '../resource-properties';
import { createAccessToken } from './access-token';
import { AwsError, callAws, serviceUrl } from './aws-json';
import { deleteDashboards, deleteEmptyFolder, provisionDashboards } from './dashboards';
import { deleteDataSources, provisionDataSources } from './data-sources';
import { GrafanaApi } from './grafana-api';

/** Kept for the deletion of the token when time runs out. */
const CLEAN_UP_MS = 15_000;

/** The ID of a resource whose creation left nothing behind: its deletion need not connect to Grafana, which may be what failed. */
const NOTHING_WRITTEN = 'nothing-written';

/** Carries out CloudFormation's request and returns the answer; an error is an answer too. */
export async function answerTo(event: CustomResourceEvent, deadline: number): Promise<Answer> {
  const owner = ownerOf(event);
  const PhysicalResourceId = event.PhysicalResourceId ?? owner;
  const progress = { hasConnected: false };
  try {
    if (event.RequestType !== 'Delete') await provision(event, owner, progress, deadline);
    else if (PhysicalResourceId !== NOTHING_WRITTEN) await remove(event, PhysicalResourceId, deadline);
    return { Status: 'SUCCESS', PhysicalResourceId };
  } catch (error) {
    const isEmpty = event.RequestType === 'Create' && !progress.hasConnected;
    return { Status: 'FAILED', PhysicalResourceId: isEmpty ? NOTHING_WRITTEN : PhysicalResourceId, Reason: reasonOf(error) };
  }
}

/** Returns the name of the construct in Grafana: the same in every deployment of the stack. */
export function ownerOf({ StackId, LogicalResourceId }: CustomResourceEvent): string {
  return createHash('sha256').update(`${StackId}/${LogicalResourceId}`).digest('hex').slice(0, 32);
}

async function provision(
  event: CustomResourceEvent, owner: string, progress: { hasConnected: boolean }, deadline: number,
): Promise<void> {
  const properties = event.ResourceProperties as unknown as ProvisioningProperties;
  const dataSources = listIn<ProvisionedDataSource>('DataSources', properties.DataSources);
  const dashboards = await readDashboards(properties, deadline);
  await withGrafana(event, deadline, async (grafana) => {
    progress.hasConnected = true;
    const { version } = await grafana.request('GET', '/api/health') as { readonly version?: string };
    const [major] = /^\d+/.exec(version ?? '') ?? [];
    const type = dataSourceType(major === undefined ? undefined : Number(major));
    await provisionDataSources(grafana, dataSources, { owner, type });
    await provisionDashboards(grafana, {
      owner, dashboards, dataSourceType: type,
      folder: { uid: properties.FolderUid, title: properties.FolderTitle },
      keepsUserChanges: properties.UserChanges === 'KEEP',
    });
  });
}

async function remove(event: CustomResourceEvent, owner: string, deadline: number): Promise<void> {
  const { FolderUid } = event.ResourceProperties as unknown as ProvisioningProperties;
  try {
    await withGrafana(event, deadline, async (grafana) => {
      await deleteDashboards(grafana, owner);
      await deleteEmptyFolder(grafana, FolderUid);
      await deleteDataSources(grafana, owner);
    });
  } catch (error) {
    if (!(error instanceof AwsError) || error.type !== 'ResourceNotFoundException') throw error;
    console.info(JSON.stringify({ log: 'nothing was removed: the Grafana workspace does not exist any more' }));
  }
}

/** Calls Grafana with a token of its own, which is deleted afterwards. */
async function withGrafana(event: CustomResourceEvent, deadline: number, use: (grafana: GrafanaApi) => Promise<void>): Promise<void> {
  const { GRAFANA_WORKSPACE_ID: workspaceId = '', GRAFANA_ENDPOINT: endpoint = '' } = process.env as Partial<ProvisioningEnvironment>;
  if (workspaceId === '' || endpoint === '') throw new Failure('the environment of the function names no Grafana workspace');
  const token = await createAccessToken(workspaceId, `cdk-managed-prometheus-${event.RequestId}`, deadline - CLEAN_UP_MS);
  try {
    await use(new GrafanaApi(grafanaUrl(endpoint), token.key, deadline - CLEAN_UP_MS));
  } finally {
    await token.delete(deadline).catch((error: unknown) => {
      console.error(JSON.stringify({ log: `the token could not be deleted and expires by itself: ${reasonOf(error)}` }));
    });
  }
}

/** Emulators have no certificates. The variable is the deployer's. */
function grafanaUrl(endpoint: string): string {
  return process.env.AWS_ENDPOINT_URL_GRAFANA_WORKSPACE ?? `https://${endpoint}`;
}

async function readDashboards({ DashboardsBucket: bucket, DashboardsKey: key }: ProvisioningProperties, deadline: number) {
  const text = await callAws({
    action: 's3:GetObject of the dashboards', service: 's3', method: 'GET', url: new URL(`/${bucket}/${key}`, serviceUrl('s3')), deadline,
  });
  return listIn<Readonly<Record<string, unknown>>>('the dashboards', text);
}

function listIn<T>(what: string, text: string): T[] {
  try {
    const value: unknown = JSON.parse(text);
    if (Array.isArray(value)) return value as T[];
  } catch {
    // It is no JSON.
  }
  throw new Failure(`${what} must be a list as JSON`);
}

/** Stack events show the reason without a stack trace, which is in the function's log. */
function reasonOf(error: unknown): string {
  if (error instanceof Failure) return redact(error.message);
  console.error(redact(error instanceof Error ? error.stack ?? error.message : String(error)));
  return `unexpected ${error instanceof Error ? error.name : 'error'} in the function that provisions Grafana; its log has the details`;
}
