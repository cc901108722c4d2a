import type { WorkspaceDescription } from '@aws-sdk/client-amp';
import { serviceHost } from '../../../lib/aws/aws-request';
import { CommandError, EXIT } from '../command-error';
import { parseArn } from './arn';
import type { Connection } from './connection';
import type { Scraper } from './scraper-description';
import { describeWorkspace } from './workspace';

/** The API for the metrics of a scraper. */
export interface MetricsEndpoint {
  readonly kind: 'workspace' | 'CloudWatch';
  /** The name in messages. */
  readonly name: string;
  readonly status: string;
  /** The URL that `api/v1/query` is below; it ends with a slash. */
  readonly url: string;
  /** The service that requests are signed for. */
  readonly service: 'aps' | 'monitoring';
  /** The permissions that the caller needs. */
  readonly permissions: string;
  /** A reason why metrics that exist may not be found. */
  readonly limitation?: string;
}

/** Returns the endpoint for the destination of a scraper. */
export async function metricsEndpointOf(connection: Connection, { arn, destination }: Scraper): Promise<MetricsEndpoint> {
  const { ampConfiguration: { workspaceArn } = {}, cloudWatchConfiguration: { datasetArn } = {} } = destination ?? {};
  if (datasetArn !== undefined) return cloudWatchEndpoint(connection, datasetArn, arn ?? '');
  if (workspaceArn !== undefined) {
    return workspaceEndpoint(connection, await describeWorkspace(connection, parseArn(workspaceArn)?.name ?? workspaceArn));
  }
  throw new CommandError(`this version does not support the scraper's destination (${Object.keys(destination ?? {}).join(', ')}): its metrics cannot be queried`,
    EXIT.PROBLEMS);
}

export async function workspaceEndpoint(
  connection: Connection, { status, prometheusEndpoint }: WorkspaceDescription,
): Promise<MetricsEndpoint> {
  if (prometheusEndpoint === undefined) {
    throw new CommandError(`the workspace has no endpoint; its status is ${status?.statusCode ?? 'unknown'}`, EXIT.PROBLEMS);
  }
  const { region } = await connection.amp();
  if (!isTrusted(prometheusEndpoint, region, customEndpoint(connection, process.env.AWS_ENDPOINT_URL_AMP))) {
    throw new CommandError(`the endpoint of the workspace, ${prometheusEndpoint}, is not one of Amazon Managed Service for Prometheus in ${region}: no signed request is sent to it`);
  }
  return {
    kind: 'workspace', name: 'the workspace', status: status?.statusCode ?? '', url: prometheusEndpoint.replace(/\/?$/, '/'), service: 'aps',
    permissions: 'aps:QueryMetrics',
  };
}

/** Returns whether an endpoint may receive signed requests, which its receiver could repeat: hosts of the service, or the custom one. */
function isTrusted(endpoint: string, region: string, custom: string | undefined): boolean {
  if (!URL.canParse(endpoint)) return false;
  const { protocol, hostname, username, password } = new URL(endpoint);
  if (username !== '' || password !== '') return false;
  if (custom !== undefined) return hostname === new URL(custom).hostname;
  const hosts = ['aps-workspaces', 'aps-workspaces-fips']
    .flatMap(service => [serviceHost(service, region), `${service}.${region}.api.aws`]);
  return protocol === 'https:' && hosts.includes(hostname);
}

/** The endpoint that the user specified, in the order of the SDK's own clients. */
export function customEndpoint({ endpoint }: Connection, ofService: string | undefined): string | undefined {
  return [endpoint, ofService, process.env.AWS_ENDPOINT_URL].find(url => url !== undefined && URL.canParse(url));
}

/**
 * The endpoint of CloudWatch in a Region, which queries the account of the caller.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch-PromQL-API-QueryMetrics.html
 */
async function cloudWatchEndpoint(connection: Connection, datasetArn: string, scraperArn: string): Promise<MetricsEndpoint> {
  const { region } = await connection.amp();
  const account = parseArn(datasetArn)?.account;
  return {
    kind: 'CloudWatch',
    name: 'CloudWatch',
    status: 'ACTIVE',
    url: new URL('/', customEndpoint(connection, process.env.AWS_ENDPOINT_URL_CLOUDWATCH) ?? `https://${serviceHost('monitoring', region)}`).href,
    service: 'monitoring',
    permissions: 'cloudwatch:GetMetricData and cloudwatch:ListMetrics',
    limitation: account === parseArn(scraperArn)?.account
      ? 'AWS documents that CloudWatch takes the same queries as a workspace, but not for the metric up; look for a metric of the jobs in Query Studio'
      : `the dataset is in the account ${account ?? '?'}, and CloudWatch queries the account of the caller only`,
  };
}
