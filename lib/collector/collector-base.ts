import type { Connections, IConnectable } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import type { Scraper } from '../scraper/scraper';
import type { IWorkspace } from '../workspace/workspace-interface';

/**
 * The members that all collectors share.
 *
 * @internal
 */
export abstract class CollectorBase extends Construct implements IConnectable {
  /** The scraper of the collector. */
  public abstract readonly scraper: Scraper;

  /** The workspace that the collector writes to; undefined if the destination is CloudWatch. */
  public abstract readonly workspace?: IWorkspace;

  /**
   * The security groups of the scraper's network interfaces.
   *
   * The security groups of the targets must allow ingress from them: `service.connections.allowFrom(collector, Port.tcp(9090))`.
   */
  public get connections(): Connections {
    return this.scraper.connections;
  }

  /** The ARN of the scraper. */
  public get scraperArn(): string {
    return this.scraper.scraperArn;
  }

  /** The ID of the scraper: `s-…`. */
  public get scraperId(): string {
    return this.scraper.scraperId;
  }

  /** The ARN of the service-linked role with which the scraper reaches its source. */
  public get roleArn(): string {
    return this.scraper.roleArn;
  }
}
