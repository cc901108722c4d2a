import { Stack } from 'aws-cdk-lib';
import type { CfnScraper, IWorkspaceRef } from 'aws-cdk-lib/aws-aps';
import type { IConstruct } from 'constructs';
import { KEY_ACTIONS, keyArnOf } from '../private/workspace-key';
import { CollectorDestination } from '../validation/collector-target';

/**
 * Options of a CloudWatch dataset as the destination of a scraper.
 */
export interface CloudWatchDatasetOptions {
  /**
   * The ARN of the dataset: `arn:aws:cloudwatch:us-east-1:111122223333:dataset/default`.
   *
   * @default - the dataset `default` of the scraper's account and Region
   */
  readonly datasetArn?: string;
}

/**
 * The destination of a scraper: a workspace or a CloudWatch dataset.
 *
 * @see https://docs.aws.amazon.com/prometheus/latest/APIReference/API_Destination.html
 */
export class ScraperDestination {
  /**
   * Writes to a workspace of Amazon Managed Service for Prometheus in the scraper's Region.
   *
   * @param workspace the workspace, created or imported, or an L1
   */
  public static workspace(workspace: IWorkspaceRef): ScraperDestination {
    const { workspaceArn } = workspace.workspaceRef;
    return new ScraperDestination(
      CollectorDestination.WORKSPACE, () => ({ ampConfiguration: { workspaceArn } }), () => workspacePermissions(workspace), workspace,
    );
  }

  /**
   * Writes to a CloudWatch dataset, whose metrics are queried with PromQL.
   *
   * CloudWatch refuses configurations that a workspace accepts: `authorization` and `bearer_token_file` were refused, so jobs that scrape
   * through the Kubernetes API server cannot be used. From isolated subnets the scraper needs an interface endpoint for `monitoring`.
   *
   * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/managed-prometheus-collectors-scraper-configuration.html
   */
  public static cloudWatchDataset(options: CloudWatchDatasetOptions = {}): ScraperDestination {
    const datasetArn = (scope: IConstruct) =>
      options.datasetArn ?? Stack.of(scope).formatArn({ service: 'cloudwatch', resource: 'dataset', resourceName: 'default' });
    return new ScraperDestination(
      CollectorDestination.CLOUD_WATCH,
      scope => ({ cloudWatchConfiguration: { datasetArn: datasetArn(scope) } }),
      scope => [{ actions: ['cloudwatch:PutMetricData'], resources: [datasetArn(scope)] }],
    );
  }

  private constructor(
    /** @internal */
    public readonly _kind: CollectorDestination,
    private readonly property: (scope: IConstruct) => CfnScraper.DestinationProperty,
    private readonly permissions: (scope: IConstruct) => WritePermission[],
    /** @internal */
    public readonly _workspace?: IWorkspaceRef,
  ) {}

  /** @internal */
  public _render(scraper: IConstruct): CfnScraper.DestinationProperty {
    return this.property(scraper);
  }

  /**
   * Returns the permissions that a role needs to write to the destination.
   *
   * @internal
   */
  public _writePermissions(scope: IConstruct): WritePermission[] {
    return this.permissions(scope);
  }
}

interface WritePermission {
  readonly actions: string[];
  readonly resources: string[];
}

function workspacePermissions(workspace: IWorkspaceRef): WritePermission[] {
  const keyArn = keyArnOf(workspace);
  return [
    { actions: ['aps:RemoteWrite'], resources: [workspace.workspaceRef.workspaceArn] },
    ...keyArn === undefined ? [] : [{ actions: [...KEY_ACTIONS.write], resources: [keyArn] }],
  ];
}
