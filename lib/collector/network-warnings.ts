import { Stack } from 'aws-cdk-lib';
import type { CfnVPC, CfnVPCEndpoint, ISecurityGroup, ISubnet, IVpc } from 'aws-cdk-lib/aws-ec2';
import type { IConstruct } from 'constructs';
import { type AppModel, whenComplete } from '../private/app-model';
import { ownResource } from '../private/own-resource';
import { templateText } from '../private/template-text';
import { warn, WARNINGS } from '../private/warnings';
import { CollectorDestination } from '../validation/collector-target';
import type { ScraperDestination } from '../scraper/scraper-destination';
import { warnOfMissingEgress } from './security-group-warnings';

/** The network of a collector. */
export interface CollectorNetwork {
  readonly vpc?: IVpc;
  readonly subnets: readonly ISubnet[];
  readonly securityGroups: readonly ISecurityGroup[];
  readonly destination: ScraperDestination;
}

/** Warns about what a collector needs of its network and does not have, as far as the app knows. */
export function warnOfNetwork(collector: IConstruct, network: CollectorNetwork): void {
  warnOfDns(collector, network);
  if (network.destination._kind === CollectorDestination.CLOUD_WATCH) warnOfMissingEndpoint(collector, network);
  warnOfMissingEgress(collector, network.securityGroups);
}

/** @see https://docs.aws.amazon.com/prometheus/latest/userguide/AMP-collector-how-to.html */
function warnOfDns(collector: IConstruct, { vpc }: CollectorNetwork): void {
  const resource = ownResource(vpc, 'AWS::EC2::VPC') as CfnVPC | undefined;
  if (resource === undefined) return;
  const { enableDnsSupport = true, enableDnsHostnames = false } = resource;
  const missing = Object.entries({ enableDnsSupport, enableDnsHostnames }).filter(([, enabled]) => enabled === false).map(([name]) => name);
  if (missing.length === 0) return;
  warn(collector, WARNINGS.vpcDns, `a collector needs DNS to find its targets; enable ${missing.join(' and ')} in the VPC`);
}

/** Waits until the app has created everything, because the endpoint may be created after the collector. */
function warnOfMissingEndpoint(collector: IConstruct, { vpc, subnets }: CollectorNetwork): void {
  if (vpc === undefined || !subnets.some(subnet => vpc.isolatedSubnets.includes(subnet))) return;
  whenComplete(collector, (app) => {
    if (hasMonitoringEndpoint(app, vpc)) return;
    warn(collector, WARNINGS.monitoringEndpoint,
      'from isolated subnets a collector reaches CloudWatch through an interface endpoint for \'monitoring\', and the app creates none in '
      + 'this VPC; use CollectorEndpoints');
  });
}

function hasMonitoringEndpoint(app: AppModel, vpc: IVpc): boolean {
  return app.resourcesOfType('AWS::EC2::VPCEndpoint')
    .some(endpoint => endpoint.vpcId === vpc.vpcId && serviceOf(endpoint).endsWith('.monitoring'));
}

/** Returns the name of a service without the Region, which may be known only at deployment. */
function serviceOf(endpoint: CfnVPCEndpoint): string {
  return templateText(Stack.of(endpoint).resolve(endpoint.serviceName) ?? '', () => '');
}
