import type { WorkspaceDescription } from '@aws-sdk/client-amp';
import { serviceHost } from '../../../lib/aws/aws-request';
import { EXIT, CommandError } from '../command-error';
import { parseArn } from './arn';
import type { Connection } from './connection';
import type { Scraper } from './scraper-description';
import { describeWorkspace } from './workspace';

/** Where a scraper's metrics are, and how they are asked for. */
export interface MetricsEndpoint {
  readonly kind: 'workspace' | 'CloudWatch';
  /** What it is called in a sentence. */
  readonly name: string;
  readonly status: string;
  /** Below which `api/v1/query` is; it ends in a slash. */
  readonly endpoint: string;
  /** For which requests are signed. */
  readonly service: 'aps' | 'monitoring';
  /** What the caller must be allowed. */
  readonly permissions: string;
  /** Why metrics may be there and still not be found. */
  readonly doubt?: string;
}

/** The place that a scraper writes to. */
export async function metricsEndpointOf(connection: Connection, { arn, destination }: Scraper): Promise<MetricsEndpoint> {
  const { ampConfiguration: { workspaceArn } = {}, cloudWatchConfiguration: { datasetArn } = {} } = destination ?? {};
  if (datasetArn !== undefined) return cloudWatch(connection, datasetArn, arn ?? '');
  if (workspaceArn !== undefined) {
    return workspaceEndpoint(await describeWorkspace(connection, parseArn(workspaceArn)?.name ?? workspaceArn));
  }
  throw new CommandError(`the scraper writes to a destination that this version does not know (${Object.keys(destination ?? {}).join(', ')}), `
    + 'so its metrics cannot be asked for', EXIT.PROBLEMS);
}

export function workspaceEndpoint({ status, prometheusEndpoint: endpoint }: WorkspaceDescription): MetricsEndpoint {
  if (endpoint === undefined) throw new CommandError(`the workspace has no endpoint; it is ${status?.statusCode ?? '?'}`, EXIT.PROBLEMS);
  return { kind: 'workspace', name: 'the workspace', status: status?.statusCode ?? '', endpoint, service: 'aps', permissions: 'aps:QueryMetrics' };
}

/**
 * CloudWatch has one door for each Region, which asks in the account of the caller.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch-PromQL-API-QueryMetrics.html
 */
async function cloudWatch(connection: Connection, datasetArn: string, scraperArn: string): Promise<MetricsEndpoint> {
  const { region } = await connection.amp();
  // As the SDK's own clients have it.
  const { AWS_ENDPOINT_URL_CLOUDWATCH, AWS_ENDPOINT_URL } = process.env;
  const account = parseArn(datasetArn)?.account;
  return {
    kind: 'CloudWatch',
    name: 'CloudWatch',
    status: 'ACTIVE',
    endpoint: new URL('/', connection.endpoint ?? AWS_ENDPOINT_URL_CLOUDWATCH ?? AWS_ENDPOINT_URL ?? `https://${serviceHost('monitoring', region)}`).href,
    service: 'monitoring',
    permissions: 'cloudwatch:GetMetricData and cloudwatch:ListMetrics',
    doubt: account === parseArn(scraperArn)?.account
      ? 'AWS documents that CloudWatch takes the same queries as a workspace, and not that it keeps up; look for a metric of the jobs in Query Studio'
      : `the dataset is in the account ${account ?? '?'}, and CloudWatch only tells of the caller's own`,
  };
}
