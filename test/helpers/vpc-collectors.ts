import type { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { DnsRecordType, ScrapeConfiguration, ScrapeJob, VpcCollector, type VpcCollectorProps } from '../../lib';
import { vpcOf } from './clusters';
import { evaluate } from './evaluate';

/** A configuration that a collector in a VPC may have. */
export const TASKS = new ScrapeConfiguration({
  jobs: [new ScrapeJob({ jobName: 'tasks', dnsServiceDiscovery: [{ names: ['shop.local'], type: DnsRecordType.A, port: 9090 }] })],
});

/** A collector in the stack's VPC. */
export function vpcCollector(stack: Stack, props: Partial<VpcCollectorProps> = {}): VpcCollector {
  return new VpcCollector(stack, 'Collector', { vpc: vpcOf(stack), scrapeConfiguration: TASKS, ...props });
}

/** The configuration of the one scraper of a stack, evaluated as CloudFormation would. */
export function configurationOf(stack: Stack, references: Record<string, unknown> = {}): string {
  const [scraper] = Object.values(Template.fromStack(stack).findResources('AWS::APS::Scraper')) as
    { Properties: { ScrapeConfiguration: { ConfigurationBlob: unknown } } }[];
  return String(evaluate(scraper?.Properties.ScrapeConfiguration.ConfigurationBlob, references));
}
