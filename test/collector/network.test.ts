import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { InterfaceVpcEndpointAwsService, SubnetType, Vpc } from 'aws-cdk-lib/aws-ec2';
import { CollectorEndpoint, CollectorEndpoints, ScraperDestination } from '../../lib';
import { vpcOf } from '../helpers/clusters';
import { errorOf, warnings } from '../helpers/problems';
import { ACCOUNT, anyStack, knownStack, REGION } from '../helpers/stacks';
import { vpcCollector } from '../helpers/vpc-collectors';

describe('the network of a collector', () => {
  const warned = (stack: Stack, id: string) => warnings(stack).filter(warning => warning.includes(`cdk-managed-prometheus:${id}`)).length;

  test.each([[true, true, 0], [false, false, 1], [true, false, 1]])('with DNS support %s and hostnames %s causes %s warnings', (support, hostnames, count) => {
    const stack = anyStack();
    vpcCollector(stack, { vpc: new Vpc(stack, 'Vpc', { enableDnsSupport: support, enableDnsHostnames: hostnames }) });

    expect(warned(stack, 'vpc-dns')).toBe(count);
  });

  test('causes no warning if its subnets come from a lookup', () => {
    const stack = knownStack();
    vpcCollector(stack, { vpc: Vpc.fromLookup(stack, 'Vpc', { vpcId: 'vpc-1' }) });

    expect(warnings(stack).join()).not.toContain('subnets');
  });

  const isolated = (stack: Stack) => new Vpc(stack, 'Vpc', {
    maxAzs: 2, natGateways: 0, subnetConfiguration: [{ name: 'Isolated', subnetType: SubnetType.PRIVATE_ISOLATED }],
  });
  const CLOUD_WATCH = { destination: ScraperDestination.cloudWatchDataset() };

  test.each<[string, number, (stack: Stack) => unknown]>([
    ['no way to CloudWatch', 1, stack => vpcCollector(stack, { ...CLOUD_WATCH, vpc: isolated(stack) })],
    ['no way to CloudWatch, and a workspace', 0, stack => vpcCollector(stack, { vpc: isolated(stack) })],
    ['a NAT gateway', 0, stack => vpcCollector(stack, CLOUD_WATCH)],
    ['an endpoint that is made later', 0, (stack) => {
      const vpc = isolated(stack);
      vpcCollector(stack, { ...CLOUD_WATCH, vpc });
      return new CollectorEndpoints(stack, 'Endpoints', { vpc, endpoints: [CollectorEndpoint.CLOUD_WATCH] });
    }],
    ['an endpoint for something else', 1, (stack) => {
      const vpc = isolated(stack);
      vpc.addInterfaceEndpoint('Other', { service: InterfaceVpcEndpointAwsService.CLOUDWATCH_LOGS });
      return vpcCollector(stack, { ...CLOUD_WATCH, vpc });
    }],
    ['an endpoint in another VPC', 1, (stack) => {
      new CollectorEndpoints(stack, 'Endpoints', { vpc: new Vpc(stack, 'Other'), endpoints: [CollectorEndpoint.CLOUD_WATCH] });
      return vpcCollector(stack, { ...CLOUD_WATCH, vpc: isolated(stack) });
    }],
  ])('with %s causes %s warnings', (_what, count, make) => {
    const stack = anyStack();
    make(stack);

    expect(warned(stack, 'monitoring-endpoint')).toBe(count);
  });

  test('has the VPC endpoints that are specified', () => {
    const stack = new Stack(new App(), 'Stack', { env: { account: ACCOUNT, region: REGION } });
    const { endpoints } = new CollectorEndpoints(stack, 'Endpoints', {
      vpc: vpcOf(stack), endpoints: [CollectorEndpoint.WORKSPACES, CollectorEndpoint.CONTROL, CollectorEndpoint.CLOUD_WATCH],
    });

    expect(endpoints).toHaveLength(3);
    for (const service of ['aps-workspaces', 'aps', 'monitoring']) {
      Template.fromStack(stack).hasResourceProperties('AWS::EC2::VPCEndpoint', { ServiceName: `com.amazonaws.${REGION}.${service}`, PrivateDnsEnabled: true });
    }
  });

  test('fails if an endpoint is specified twice or the VPC has no known CIDR; both are reported together', () => {
    const stack = anyStack();
    const vpc = Vpc.fromVpcAttributes(stack, 'Vpc', { vpcId: 'vpc-1', availabilityZones: ['a', 'b'], privateSubnetIds: ['subnet-0', 'subnet-1'] });
    const { CONTROL, WORKSPACES } = CollectorEndpoint;

    expect(errorOf(() => new CollectorEndpoints(stack, 'Endpoints', { vpc, endpoints: [CONTROL, WORKSPACES, CONTROL] })).message)
      .toBe('Stack/Endpoints has 2 problems:\n  - endpoints: must contain each endpoint once, got CONTROL twice\n'
        + '  - vpc: has no known CIDR, from which the endpoints allow HTTPS; import it with its vpcCidrBlock');
  });
});
