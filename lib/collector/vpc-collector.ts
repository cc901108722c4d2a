import { propertyInjectable } from 'aws-cdk-lib/core/lib/prop-injectable';
import type { Construct } from 'constructs';
import type { ScrapeConfiguration } from '../scrape-configuration/scrape-configuration';
import { warnOfMissingIngress } from './security-group-warnings';
import { VpcCollectorBase, type VpcCollectorOptions } from './vpc-collector-base';

/**
 * Properties for defining a collector of targets in a VPC.
 */
export interface VpcCollectorProps extends VpcCollectorOptions {
  /**
   * The scrape configuration: jobs with DNS service discovery, for example of Cloud Map names of Amazon ECS tasks or of private DNS names
   * of Amazon EC2 instances.
   */
  readonly scrapeConfiguration: ScrapeConfiguration;
}

/**
 * Agentless Prometheus monitoring of targets in a VPC that have a DNS name, such as Amazon ECS tasks and Amazon EC2 instances.
 *
 * The security groups of the targets must allow ingress from the collector: `service.connections.allowFrom(collector, Port.tcp(9090))`.
 *
 * @see https://docs.aws.amazon.com/prometheus/latest/userguide/AMP-collector.html
 */
@propertyInjectable
export class VpcCollector extends VpcCollectorBase {
  /** Uniquely identifies this class for property injection. */
  public static readonly PROPERTY_INJECTION_ID: string = 'cdk-managed-prometheus.VpcCollector';

  constructor(scope: Construct, id: string, props: VpcCollectorProps) {
    super(scope, id, props, { scrapeConfiguration: props.scrapeConfiguration });
    // Nothing outside of this app can refer to a new security group yet.
    if (!props.securityGroups) {
      warnOfMissingIngress(this, this.connections.securityGroups, undefined, 'target.connections.allowFrom(collector, Port.tcp(9090)) for each target');
    }
  }
}
