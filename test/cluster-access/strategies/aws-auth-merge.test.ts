import { App, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { SecurityGroup, Subnet, Vpc } from 'aws-cdk-lib/aws-ec2';
import * as eksV1 from 'aws-cdk-lib/aws-eks';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import { type IRole, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { KubectlV35Layer } from '@aws-cdk/lambda-layer-kubectl-v35';
import { type AwsAuthMergeOptions, ClusterAccess, EksCollector } from '../../../lib';
import { findCycle } from '../../helpers/cycles';

const env = { account: '111122223333', region: 'us-east-1' };
const MAPPING = 'Custom::AmpAwsAuthMapping';
const MANIFEST = 'Custom::AWSCDK-EKS-KubernetesResource';

let stack: Stack;
let role: IRole;

beforeEach(() => {
  stack = new Stack(new App(), 'Stack', { env });
  role = new Role(stack, 'Known', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
});

function subnets() {
  return ['a', 'b'].map(zone => Subnet.fromSubnetAttributes(stack, `Subnet${zone}`, {
    subnetId: `subnet-${zone}`, availabilityZone: `us-east-1${zone}`,
  }));
}

function collect(cluster: eks.ICluster | eksV1.IClusterRef, options: AwsAuthMergeOptions = { role }): Template {
  new EksCollector(stack, 'Collector', {
    cluster, access: ClusterAccess.awsAuthMerge(options), vpcSubnets: { subnets: subnets() },
  });
  return Template.fromStack(stack);
}

function imported(): eks.ICluster {
  return eks.Cluster.fromClusterAttributes(stack, 'Cluster', { clusterName: 'production', clusterSecurityGroupId: 'sg-cluster' });
}

describe('a collector of an imported cluster without kubectl', () => {
  test('creates the aws-auth entry, the ClusterRole and its binding by a Lambda function', () => {
    collect(imported()).hasResourceProperties(MAPPING, {
      RoleArn: { 'Fn::GetAtt': [Match.stringLikeRegexp('Scraper'), 'RoleArn'] },
      ClusterRoleName: 'aps-collector-role',
      ClusterRoleBindingName: 'aps-collector-user-role-binding',
      Rules: Match.arrayWith([{ apiGroups: [''], resources: ['nodes/proxy'], verbs: ['get'] }]),
    });
  });

  test('creates a function with the given role, which may describe this cluster and nothing more', () => {
    const template = collect(imported());

    template.hasResourceProperties('AWS::Lambda::Function', {
      Handler: 'index.handler',
      Runtime: 'nodejs24.x',
      Timeout: 180,
      MemorySize: 1024,
      Environment: { Variables: { CLUSTER_NAME: 'production', MANAGES_RBAC: 'true' } },
      Role: { 'Fn::GetAtt': [Match.stringLikeRegexp('^Known'), 'Arn'] },
    });
    template.hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: {
        Statement: [{
          Action: 'eks:DescribeCluster',
          Effect: 'Allow',
          Resource: { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':eks:us-east-1:111122223333:cluster/production']] },
        }],
      },
    });
  });

  test('creates the entry only after the function may describe the cluster', () => {
    collect(imported()).hasResource(MAPPING, { DependsOn: Match.arrayWith([Match.stringLikeRegexp('^KnownDefaultPolicy')]) });
  });

  test('names the ClusterRole as specified, and its binding after it', () => {
    collect(imported(), { role, clusterRoleName: 'shop-metrics' }).hasResourceProperties(MAPPING, {
      ClusterRoleName: 'shop-metrics', ClusterRoleBindingName: 'shop-metrics-binding',
    });
  });

  test('fails if no role is specified with which the function can enter the cluster', () => {
    expect(() => collect(imported(), {})).toThrow(/access: the merging function has no role that the cluster knows; pass .* such a role/);
  });
});

describe('the function that merges the aws-auth entry', () => {
  test('keeps its logs for a month, and deletes them with itself', () => {
    const template = collect(imported());

    template.hasResource('AWS::Logs::LogGroup', { Properties: { RetentionInDays: 30 }, DeletionPolicy: 'Delete' });
    template.hasResourceProperties('AWS::Lambda::Function', { LoggingConfig: { LogGroup: { Ref: Match.stringLikeRegexp('Logs') } } });
  });

  test('runs once for each event, and not after CloudFormation stopped waiting for it', () => {
    const template = collect(imported());

    template.hasResourceProperties('AWS::Lambda::EventInvokeConfig', { MaximumRetryAttempts: 0, MaximumEventAgeInSeconds: 240 });
    template.hasResourceProperties(MAPPING, { ServiceTimeout: '240' });
  });

  test('serves one cluster: a cluster of another name has another function and another entry', () => {
    const idsOf = (clusterName: string) => {
      stack = new Stack(new App(), 'Stack', { env });
      role = new Role(stack, 'Known', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
      const template = collect(eks.Cluster.fromClusterAttributes(stack, 'Cluster', { clusterName }));
      return [...Object.keys(template.findResources('AWS::Lambda::Function')), ...Object.keys(template.findResources(MAPPING))];
    };

    expect(idsOf('production')).toEqual(idsOf('production'));
    expect(idsOf('production').filter(id => idsOf('staging').includes(id))).toEqual([]);
  });

  test('runs outside of any VPC by default', () => {
    collect(imported()).hasResourceProperties('AWS::Lambda::Function', { VpcConfig: Match.absent() });
  });

  test('may connect to the cluster\'s security group if it runs in a VPC', () => {
    const template = collect(imported(), { role, vpc: new Vpc(stack, 'Vpc') });

    template.hasResourceProperties('AWS::Lambda::Function', { VpcConfig: { SubnetIds: Match.anyValue() } });
    template.hasResourceProperties('AWS::EC2::SecurityGroupIngress', { GroupId: 'sg-cluster', FromPort: 443, ToPort: 443 });
  });

  test('connects to the security group of an imported cluster without a warning of the CDK', () => {
    const template = collect(imported(), { role, vpc: new Vpc(stack, 'Vpc') });

    template.resourceCountIs('AWS::EC2::SecurityGroupIngress', 1);
    template.resourceCountIs('AWS::EC2::SecurityGroupEgress', 0);
    expect(Annotations.fromStack(stack).findWarning('*', Match.stringLikeRegexp('[Ee]gress'))).toEqual([]);
  });

  test('may connect to the cluster before the entry is created and until it is deleted', () => {
    const vpc = new Vpc(stack, 'Vpc');
    const securityGroups = [new SecurityGroup(stack, 'Group', { vpc, allowAllOutbound: false })];
    const template = collect(imported(), { role, vpc, securityGroups });
    const rules = ['AWS::EC2::SecurityGroupIngress', 'AWS::EC2::SecurityGroupEgress'].flatMap(type => Object.keys(template.findResources(type)));

    expect(rules).toHaveLength(2);
    template.hasResource(MAPPING, { DependsOn: Match.arrayWith(rules.sort()) });
    expect(findCycle(template.toJSON())).toBeUndefined();
  });

  test('uses the given security groups', () => {
    const securityGroups = [SecurityGroup.fromSecurityGroupId(stack, 'Group', 'sg-function')];

    collect(imported(), { role, vpc: new Vpc(stack, 'Vpc'), securityGroups })
      .hasResourceProperties('AWS::Lambda::Function', { VpcConfig: { SecurityGroupIds: ['sg-function'] } });
  });
});

describe('a collector of an imported cluster with kubectl', () => {
  test('of aws-eks-v2 creates the ClusterRole by kubectl, and the entry by a function with kubectl\'s role', () => {
    const cluster = eks.Cluster.fromClusterAttributes(stack, 'Cluster', {
      clusterName: 'production',
      kubectlProvider: eks.KubectlProvider.fromKubectlProviderAttributes(stack, 'Kubectl', {
        serviceToken: 'arn:aws:lambda:us-east-1:111122223333:function:kubectl', role,
      }),
    });

    const template = collect(cluster, {});

    template.resourceCountIs(MANIFEST, 2);
    template.hasResourceProperties(MAPPING, { Rules: Match.absent(), ClusterRoleName: Match.absent() });
    template.hasResourceProperties('AWS::Lambda::Function', { Environment: { Variables: { MANAGES_RBAC: 'false' } } });
    template.hasResourceProperties('AWS::Lambda::Function', { Role: { 'Fn::GetAtt': [Match.stringLikeRegexp('^Known'), 'Arn'] } });
  });

  test('of aws-eks creates the ClusterRole by kubectl, and the entry by a function with the given role', () => {
    const cluster = eksV1.Cluster.fromClusterAttributes(stack, 'Cluster', {
      clusterName: 'production',
      kubectlRoleArn: 'arn:aws:iam::111122223333:role/kubectl',
      kubectlLayer: new KubectlV35Layer(stack, 'Layer'),
    });

    const template = collect(cluster);

    template.resourceCountIs(MANIFEST, 2);
    template.hasResourceProperties(MAPPING, { Rules: Match.absent() });
  });
});

describe('an aws-auth entry that is merged, in a cluster of the app,', () => {
  test('is created for an L1 cluster in CONFIG_MAP mode', () => {
    const cluster = new eksV1.CfnCluster(stack, 'Cluster', {
      roleArn: 'arn:aws:iam::111122223333:role/cluster', resourcesVpcConfig: { subnetIds: ['subnet-a'], endpointPrivateAccess: true },
    });

    collect(cluster).resourceCountIs(MAPPING, 1);
  });

  test('fails if aws-eks creates the nodes, since the app then writes the whole of aws-auth', () => {
    const cluster = new eksV1.Cluster(stack, 'Cluster', {
      version: eksV1.KubernetesVersion.V1_35, kubectlLayer: new KubectlV35Layer(stack, 'Layer'),
    });

    expect(() => collect(cluster)).toThrow(/access: this app writes the whole aws-auth of the cluster/);
  });

  test('fails if the cluster is in API mode, since EKS does not read aws-auth there', () => {
    const cluster = new eks.Cluster(stack, 'Cluster', { version: eks.KubernetesVersion.V1_35 });

    expect(() => collect(cluster)).toThrow(/access: the cluster has the authentication mode API/);
  });
});
