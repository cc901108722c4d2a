import { KubectlV35Layer } from '@aws-cdk/lambda-layer-kubectl-v35';
import { App, Fn, Stack, Stage, Validations } from 'aws-cdk-lib';
import { CfnScraper, CfnWorkspace } from 'aws-cdk-lib/aws-aps';
import { AutoScalingGroup } from 'aws-cdk-lib/aws-autoscaling';
import { InstanceType, MachineImage, SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { CfnCluster, Cluster, FargateCluster, type IClusterRef, IpFamily, KubernetesVersion } from 'aws-cdk-lib/aws-eks';
import * as v2 from 'aws-cdk-lib/aws-eks-v2';
import { Construct } from 'constructs';
import {
  ClusterAccess, EksCollector, KubernetesRole, Relabeling, ScrapeConfiguration, ScrapeJob, Workspace, type EksCollectorProps,
} from '../../lib';
import { clusterOfV1, clusterOfV2, vpcOf } from '../helpers/clusters';
import { warnings } from '../helpers/problems';
import { anyStack } from '../helpers/stacks';
import { pluginViolations } from '../plugin/violations';

const AUTO_MODE = { defaultCapacityType: v2.DefaultCapacityType.AUTOMODE, defaultCapacity: undefined };

/** Cuts the address at its first colon, which is right for IPv4 addresses only. */
const FIRST_COLON = Relabeling.replace({ sourceLabels: ['__address__'], regex: '([^:]+)(?::\\d+)?', replacement: '$1:9100', targetLabel: '__address__' });

function podJob(...relabelings: Relabeling[]): ScrapeConfiguration {
  return new ScrapeConfiguration({
    externalLabels: { cluster: 'prod' },
    jobs: [new ScrapeJob({ jobName: 'job', kubernetesServiceDiscovery: [{ role: KubernetesRole.POD, namespaces: ['shop'] }], relabelings })],
  });
}

const KUBE_PROXY = new ScrapeConfiguration({ externalLabels: { cluster: 'prod' }, jobs: [ScrapeJob.kubeProxy()] });
const CORE_DNS = new ScrapeConfiguration({ externalLabels: { cluster: 'prod' }, jobs: [ScrapeJob.coreDns()] });
const NO_LABEL = new ScrapeConfiguration({ jobs: [ScrapeJob.cadvisor()] });

function collectorOf(stack: Stack, id: string, props: Omit<EksCollectorProps, 'vpc' | 'access'>): EksCollector {
  return new EksCollector(stack, id, { vpc: vpcOf(stack), access: ClusterAccess.none(), ...props });
}

/** The ids of a stack's warnings about scrape configurations. */
function rulesOf(stack: Stack): string[] {
  return warnings(stack).map(text => /cdk-managed-prometheus:([\w-]+)/.exec(text)?.[1] ?? '')
    .filter(id => ['ipv6-address', 'absent-component', 'no-cluster-label'].includes(id));
}

type Make = (stack: Stack) => IClusterRef;

const v1Version = (version: string): Make => stack => clusterOfV1(stack, { version: KubernetesVersion.of(version) });
const fargate = (stack: Stack) => new FargateCluster(stack, 'Cluster', {
  version: KubernetesVersion.V1_35, kubectlLayer: new KubectlV35Layer(stack, 'Kubectl'), vpc: vpcOf(stack),
});
const autoMode = (stack: Stack) => clusterOfV2(stack, AUTO_MODE);
const ipv6L1 = (stack: Stack) => new CfnCluster(stack, 'Cluster', {
  roleArn: 'arn:aws:iam::111122223333:role/Cluster', kubernetesNetworkConfig: { ipFamily: 'ipv6' },
  resourcesVpcConfig: { subnetIds: ['subnet-0', 'subnet-1'], endpointPrivateAccess: true },
});

describe('validation uses the facts about', () => {
  test.each<[string, Make, ScrapeConfiguration, string[]]>([
    ['an IPv6 cluster of aws-eks', stack => clusterOfV1(stack, { ipFamily: IpFamily.IP_V6 }), podJob(FIRST_COLON), ['ipv6-address']],
    ['an IPv6 cluster of aws-eks-v2', stack => clusterOfV2(stack, { ipFamily: v2.IpFamily.IP_V6 }), podJob(FIRST_COLON), ['ipv6-address']],
    ['an IPv6 cluster as an L1', ipv6L1, podJob(FIRST_COLON), ['ipv6-address']],
    ['an imported IPv6 cluster', stack => Cluster.fromClusterAttributes(stack, 'Cluster', { clusterName: 'prod', ipFamily: IpFamily.IP_V6 }), podJob(FIRST_COLON), ['ipv6-address']],
    ['an IPv4 cluster of aws-eks', stack => clusterOfV1(stack), podJob(FIRST_COLON), []],
    ['an IPv4 cluster of aws-eks-v2', stack => clusterOfV2(stack), podJob(FIRST_COLON), []],
    ['an imported cluster of an unknown family', stack => CfnCluster.fromClusterName(stack, 'Cluster', 'prod'), podJob(FIRST_COLON), []],
    ['an Auto Mode cluster without node groups', autoMode, KUBE_PROXY, ['absent-component']],
    ['an Auto Mode cluster without CoreDNS pods', autoMode, CORE_DNS, ['absent-component']],
    ['an Auto Mode cluster with a node group', (stack) => {
      const cluster = autoMode(stack);
      cluster.addNodegroupCapacity('Nodes', { desiredSize: 1 });
      return cluster;
    }, KUBE_PROXY, []],
    ['an Auto Mode cluster with an Auto Scaling group', (stack) => {
      const cluster = autoMode(stack);
      new AutoScalingGroup(stack, 'Nodes', {
        vpc: vpcOf(stack), instanceType: new InstanceType('m7g.large'), machineImage: MachineImage.latestAmazonLinux2023(),
        securityGroup: new SecurityGroup(stack, 'Group', { vpc: vpcOf(stack) }),
      });
      return cluster;
    }, KUBE_PROXY, []],
    ['an Auto Mode cluster with Karpenter', (stack) => {
      new Construct(stack, 'KarpenterChart');
      return autoMode(stack);
    }, KUBE_PROXY, []],
    ['a cluster of node groups', stack => clusterOfV2(stack), KUBE_PROXY, []],
    ['a Fargate cluster', fargate, KUBE_PROXY, ['absent-component']],
    ['a Fargate cluster with CoreDNS pods', fargate, CORE_DNS, []],
    ['a cluster of Kubernetes 1.27', v1Version('1.27'), new ScrapeConfiguration({ externalLabels: { cluster: 'prod' }, jobs: [ScrapeJob.kubeScheduler()] }), ['absent-component']],
    ['a cluster of Kubernetes 1.28', v1Version('1.28'), new ScrapeConfiguration({ externalLabels: { cluster: 'prod' }, jobs: [ScrapeJob.kubeScheduler()] }), []],
  ])('%s', (_, make, scrapeConfiguration, expected) => {
    const stack = anyStack();
    collectorOf(stack, 'Collector', { cluster: make(stack), scrapeConfiguration });

    expect(rulesOf(stack)).toEqual(expected);
  });

  test('validation includes a node group that is added after the collector', () => {
    const stack = anyStack();
    const cluster = autoMode(stack);
    collectorOf(stack, 'Collector', { cluster, scrapeConfiguration: KUBE_PROXY });
    cluster.addNodegroupCapacity('Nodes', { desiredSize: 1 });

    expect(rulesOf(stack)).toEqual([]);
  });

  test.each<[string, Make, ScrapeConfiguration, string[]]>([
    ['aws-eks', stack => clusterOfV1(stack, { ipFamily: IpFamily.IP_V6 }), podJob(FIRST_COLON), ['ipv6-address']],
    ['aws-eks-v2', stack => clusterOfV2(stack, { ipFamily: v2.IpFamily.IP_V6 }), podJob(FIRST_COLON), ['ipv6-address']],
    ['an L1', ipv6L1, podJob(FIRST_COLON), ['ipv6-address']],
    ['EKS Auto Mode', autoMode, KUBE_PROXY, ['absent-component']],
  ])('the plugin finds the cluster of a hand-written scraper: %s', (_, make, configuration, expected) => {
    const app = new App();
    const stack = new Stack(app, 'Stack', { env: { account: '111122223333', region: 'us-east-1' } });
    handWritten(stack, 'Scraper', make(stack).clusterRef.clusterArn, configuration, new CfnWorkspace(stack, 'Workspace').attrArn);

    expect(pluginViolations(app).map(({ ruleName }) => ruleName)).toEqual(expected);
  });
});

function handWritten(stack: Stack, id: string, clusterArn: string, configuration: ScrapeConfiguration, workspaceArn: string): CfnScraper {
  return new CfnScraper(stack, id, {
    source: { eksConfiguration: { clusterArn, subnetIds: ['subnet-a', 'subnet-b'] } },
    destination: { ampConfiguration: { workspaceArn } },
    scrapeConfiguration: { configurationBlob: configuration.toYaml() },
  });
}

describe('a workspace that receives the metrics', () => {
  const cluster = (stack: Stack, name: string) => CfnCluster.fromClusterName(stack, name, name);

  test('of one cluster needs no cluster label', () => {
    const stack = anyStack();
    const workspace = new Workspace(stack, 'Workspace');
    collectorOf(stack, 'Collector', { cluster: cluster(stack, 'prod'), workspace, scrapeConfiguration: NO_LABEL });

    expect(rulesOf(stack)).toEqual([]);
  });

  test('of two scrapers of one cluster needs no cluster label', () => {
    const stack = anyStack();
    const workspace = new Workspace(stack, 'Workspace');
    const prod = cluster(stack, 'prod');
    for (const id of ['First', 'Second']) collectorOf(stack, id, { cluster: prod, workspace, scrapeConfiguration: NO_LABEL });

    expect(rulesOf(stack)).toEqual([]);
  });

  test('of two clusters needs a cluster label in each configuration', () => {
    const stack = anyStack();
    const workspace = new Workspace(stack, 'Workspace');
    collectorOf(stack, 'Blue', { cluster: cluster(stack, 'blue'), workspace, scrapeConfiguration: NO_LABEL });
    collectorOf(stack, 'Green', { cluster: cluster(stack, 'green'), workspace, scrapeConfiguration: KUBE_PROXY });
    collectorOf(stack, 'Red', { cluster: cluster(stack, 'red'), workspace, scrapeConfiguration: NO_LABEL });

    expect(rulesOf(stack)).toEqual(['no-cluster-label', 'no-cluster-label']);
  });

  test('of clusters in two stacks needs a cluster label', () => {
    const app = new App();
    const env = { account: '111122223333', region: 'us-east-1' };
    const shared = new Stack(app, 'Shared', { env });
    const workspace = new Workspace(shared, 'Workspace');
    const stacks = ['Blue', 'Green'].map(name => new Stack(app, name, { env }));
    for (const stack of stacks) collectorOf(stack, 'Collector', { cluster: cluster(stack, stack.node.id), workspace, scrapeConfiguration: NO_LABEL });

    expect(stacks.map(rulesOf)).toEqual([['no-cluster-label'], ['no-cluster-label']]);
  });

  test.each<[string, (stack: Stack) => string]>([
    ['its ARN', () => 'arn:aws:aps:us-east-1:111122223333:workspace/ws-0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9'],
    ['an export', () => Fn.importValue('workspace')],
  ])('needs a cluster label if it is imported by %s, since it may receive others', (_, arn) => {
    const stack = new Stack(new App(), 'Stack', { env: { account: '111122223333', region: 'us-east-1' } });
    const workspace = Workspace.fromWorkspaceArn(stack, 'Workspace', arn(stack));
    collectorOf(stack, 'Collector', { cluster: cluster(stack, 'prod'), workspace, scrapeConfiguration: NO_LABEL });

    expect(rulesOf(stack)).toEqual(['no-cluster-label']);
  });

  test('causes no warning that is acknowledged', () => {
    const stack = new Stack(new App(), 'Stack', { env: { account: '111122223333', region: 'us-east-1' } });
    const workspace = Workspace.fromWorkspaceArn(stack, 'Workspace', 'arn:aws:aps:us-east-1:111122223333:workspace/ws-0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9');
    collectorOf(stack, 'Collector', { cluster: cluster(stack, 'prod'), workspace, scrapeConfiguration: NO_LABEL });
    Validations.of(stack).acknowledge({ id: 'cdk-managed-prometheus:no-cluster-label', reason: 'one cluster' });

    expect(rulesOf(stack)).toEqual([]);
  });

  test('from hand-written scrapers is validated by the plugin, also in a stage', () => {
    const app = new App();
    const stage = new Stage(app, 'Production', { env: { account: '111122223333', region: 'us-east-1' } });
    const stack = new Stack(stage, 'Stack');
    const workspace = new CfnWorkspace(stack, 'Workspace');
    for (const name of ['blue', 'green']) {
      handWritten(stack, name, `arn:aws:eks:us-east-1:111122223333:cluster/${name}`, NO_LABEL, workspace.attrArn);
    }

    expect(pluginViolations(app).map(({ ruleName }) => ruleName)).toEqual(['no-cluster-label', 'no-cluster-label']);
  });
});
