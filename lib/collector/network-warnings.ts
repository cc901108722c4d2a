import { Aspects, type CfnResource, Stack } from 'aws-cdk-lib';
import type { CfnVPC, CfnVPCEndpoint, ISubnet, IVpc, SubnetSelection } from 'aws-cdk-lib/aws-ec2';
import type { IConstruct } from 'constructs';
import { ownResource } from '../private/own-resource';
import { templateText } from '../private/template-text';
import { warn, WARNINGS } from '../private/warnings';
import { CollectorDestination } from '../validation/collector-target';
import type { ScraperDestination } from '../scraper/scraper-destination';

/** The part of a network that is worth a look. */
export interface NetworkFacts {
  readonly vpc?: IVpc;
  readonly vpcSubnets?: SubnetSelection;
  readonly subnets: readonly ISubnet[];
  readonly destination: ScraperDestination;
}

/** What a collector needs of a network and lacks there, as far as the app knows it. */
export function warnOfNetwork(collector: IConstruct, facts: NetworkFacts): void {
  warnOfDns(collector, facts);
  if (facts.destination._kind === CollectorDestination.CLOUD_WATCH) warnOfMissingEndpoint(collector, facts);
}

/** @see https://docs.aws.amazon.com/prometheus/latest/userguide/AMP-collector-how-to.html */
function warnOfDns(collector: IConstruct, { vpc }: NetworkFacts): void {
  const resource = ownResource(vpc, 'AWS::EC2::VPC') as CfnVPC | undefined;
  if (resource === undefined) return;
  const { enableDnsSupport = true, enableDnsHostnames = false } = resource;
  const missing = Object.entries({ enableDnsSupport, enableDnsHostnames }).filter(([, enabled]) => enabled === false).map(([name]) => name);
  if (missing.length === 0) return;
  warn(collector, WARNINGS.vpcDns, `a collector finds nothing in a VPC without DNS, and the VPC has not set ${missing.join(' and ')}`);
}

/** The endpoint may be made after the collector, so this waits until all is made. */
function warnOfMissingEndpoint(collector: IConstruct, { vpc, subnets }: NetworkFacts): void {
  if (vpc === undefined || !subnets.some(subnet => vpc.isolatedSubnets.includes(subnet))) return;
  Aspects.of(collector).add({
    visit: (construct) => {
      if (construct !== collector || hasMonitoringEndpoint(collector.node.root, vpc)) return;
      warn(collector, WARNINGS.monitoringEndpoint,
        'a collector in subnets without a way to the internet reaches CloudWatch by an interface endpoint for \'monitoring\', and the app '
        + 'makes none in this VPC; use CollectorEndpoints');
    },
  });
}

function hasMonitoringEndpoint(root: IConstruct, vpc: IVpc): boolean {
  return root.node.findAll().some((construct) => {
    const endpoint = construct as Partial<CfnResource> as CfnVPCEndpoint;
    return endpoint.cfnResourceType === 'AWS::EC2::VPCEndpoint' && endpoint.vpcId === vpc.vpcId && serviceOf(endpoint).endsWith('.monitoring');
  });
}

/** The name of a service holds the Region, which only the deployment may know. */
function serviceOf(endpoint: CfnVPCEndpoint): string {
  return templateText(Stack.of(endpoint).resolve(endpoint.serviceName), () => '');
}
