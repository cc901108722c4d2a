import type { CfnScraper, IWorkspaceRef } from 'aws-cdk-lib/aws-aps';

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

  /** @internal */
  public abstract readonly _workspace?: IWorkspaceRef;

  /** @internal */
  public abstract _render(): CfnScraper.DestinationProperty;
}

class WorkspaceDestination extends ScraperDestination {
  constructor(public readonly _workspace: IWorkspaceRef) {
    super();
  }

  public _render(): CfnScraper.DestinationProperty {
    return { ampConfiguration: { workspaceArn: this._workspace.workspaceRef.workspaceArn } };
  }
}
