import { propertyInjectable } from 'aws-cdk-lib/core/lib/prop-injectable';
import type { Construct } from 'constructs';
import type { ScrapeConfiguration } from '../scrape-configuration/scrape-configuration';
import { VpcCollectorBase, type VpcCollectorOptions } from './vpc-collector-base';

/**
 * Properties of a collector of whatever answers in a VPC.
 */
export interface VpcCollectorProps extends VpcCollectorOptions {
  /**
   * What is scraped, and how: jobs with DNS service discovery, for example of Cloud Map names of Amazon ECS tasks or of the
   * private DNS names of Amazon EC2 instances.
   */
  readonly scrapeConfiguration: ScrapeConfiguration;
}

/**
 * Agentless Prometheus monitoring of what has a DNS name in a VPC, such as Amazon ECS tasks and Amazon EC2 instances.
 *
 * What is scraped must let the collector in: `service.connections.allowFrom(collector, Port.tcp(9090))`.
 *
 * @see https://docs.aws.amazon.com/prometheus/latest/userguide/AMP-collector.html
 */
@propertyInjectable
export class VpcCollector extends VpcCollectorBase {
  /** The name by which an organisation injects defaults into every collector in a VPC. */
  public static readonly PROPERTY_INJECTION_ID: string = 'cdk-managed-prometheus.VpcCollector';

  constructor(scope: Construct, id: string, props: VpcCollectorProps) {
    super(scope, id, props, { scrapeConfiguration: props.scrapeConfiguration });
  }
}
