import { Stack } from 'aws-cdk-lib';
import type { CfnScraper, IWorkspaceRef } from 'aws-cdk-lib/aws-aps';
import type { IConstruct } from 'constructs';
import { KEY_ACTIONS, keyArnOf } from '../private/workspace-key';
import { CollectorDestination } from '../validation/collector-target';

/**
 * Which dataset of CloudWatch gets the metrics.
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
 * Where a scraper writes.
 *
 * @see https://docs.aws.amazon.com/prometheus/latest/APIReference/API_Destination.html
 */
export abstract class ScraperDestination {
  /**
   * A workspace of Amazon Managed Service for Prometheus, in the scraper's Region.
   *
   * @param workspace created or imported, or the L1
   */
  public static workspace(workspace: IWorkspaceRef): ScraperDestination {
    return new WorkspaceDestination(workspace);
  }

  /**
   * A dataset of CloudWatch, where metrics are queried with PromQL.
   *
   * It takes less than a workspace: a configuration with `authorization` or `bearer_token_file` has been seen refused, so jobs
   * that go by way of the Kubernetes API server do not fit, and `remote_write` is no part of it. Where the subnets have no way
   * to the internet, the VPC needs an interface endpoint for `monitoring`.
   *
   * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/managed-prometheus-collectors-scraper-configuration.html
   */
  public static cloudWatchDataset(options: CloudWatchDatasetOptions = {}): ScraperDestination {
    return new CloudWatchDestination(options);
  }

  /** @internal */
  public abstract readonly _kind: CollectorDestination;

  /** @internal */
  public abstract readonly _workspace?: IWorkspaceRef;

  /** @internal */
  public abstract _render(scraper: IConstruct): CfnScraper.DestinationProperty;

  /**
   * What a role of one's own needs to write there.
   *
   * @internal
   */
  public abstract _writePermissions(scope: IConstruct): WritePermission[];
}

interface WritePermission {
  readonly actions: string[];
  readonly resources: string[];
}

class WorkspaceDestination extends ScraperDestination {
  public readonly _kind = CollectorDestination.WORKSPACE;

  constructor(public readonly _workspace: IWorkspaceRef) {
    super();
  }

  public _render(): CfnScraper.DestinationProperty {
    return { ampConfiguration: { workspaceArn: this._workspace.workspaceRef.workspaceArn } };
  }

  public _writePermissions(): WritePermission[] {
    const keyArn = keyArnOf(this._workspace);
    return [
      { actions: ['aps:RemoteWrite'], resources: [this._workspace.workspaceRef.workspaceArn] },
      ...keyArn === undefined ? [] : [{ actions: [...KEY_ACTIONS.write], resources: [keyArn] }],
    ];
  }
}

class CloudWatchDestination extends ScraperDestination {
  public readonly _kind = CollectorDestination.CLOUD_WATCH;
  public readonly _workspace = undefined;

  constructor(private readonly options: CloudWatchDatasetOptions) {
    super();
  }

  public _render(scraper: IConstruct): CfnScraper.DestinationProperty {
    return { cloudWatchConfiguration: { datasetArn: this.datasetArn(scraper) } };
  }

  public _writePermissions(scope: IConstruct): WritePermission[] {
    return [{ actions: ['cloudwatch:PutMetricData'], resources: [this.datasetArn(scope)] }];
  }

  private datasetArn(scope: IConstruct): string {
    return this.options.datasetArn ?? Stack.of(scope).formatArn({ service: 'cloudwatch', resource: 'dataset', resourceName: 'default' });
  }
}
