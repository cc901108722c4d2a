import { Stack, Stage, Tags, Validations } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { InstanceType } from 'aws-cdk-lib/aws-ec2';
import {
  AuthenticationMode, CfnCluster, CfnFargateProfile, CfnNodegroup, Cluster, type ClusterProps, FargateCluster, type IClusterRef,
  KubernetesVersion,
} from 'aws-cdk-lib/aws-eks';
import * as v2 from 'aws-cdk-lib/aws-eks-v2';
import { AccountRootPrincipal, type IRole, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { KubectlV35Layer } from '@aws-cdk/lambda-layer-kubectl-v35';
import { ClusterAccess, EksCollector, type EksCollectorProps } from '../../lib';
import { clusterOfL1, clusterOfV1, clusterOfV2, vpcOf } from '../helpers/clusters';
import { findCycle } from '../helpers/cycles';
import { errorOf, warnings } from '../helpers/problems';
import { manifests, roleMappings } from '../helpers/manifests';
import { subnetsIn } from '../helpers/networks';
import { anyStack, knownStack, stackBeside } from '../helpers/stacks';

const KUBERNETES = 'Custom::AWSCDK-EKS-KubernetesResource';
const MERGE = 'Custom::AmpAwsAuthMapping';
const UNKNOWN_ACCESS = 'cdk-managed-prometheus:cluster-access-unknown';
const ROLE = 'AWSServiceRoleForAmazonPrometheusScraper_94e9c92f-32c2-4';
const ROLE_ARN = `arn:aws:iam::111122223333:role/aws-service-role/scraper.aps.amazonaws.com/${ROLE}`;
const MAPPED_ARN = `arn:aws:iam::111122223333:role/${ROLE}`;

function collector(stack: Stack, cluster: IClusterRef, props: Partial<EksCollectorProps> = {}, id = 'Collector'): EksCollector {
  return new EksCollector(stack, id, { cluster, ...props });
}

function imported(stack: Stack): IClusterRef {
  return Cluster.fromClusterAttributes(stack, 'Imported', { clusterName: 'prod', vpc: vpcOf(stack) });
}

function l1Props(stack: Stack): Partial<EksCollectorProps> {
  return { vpcSubnets: { subnets: subnetsIn(stack, 'a', 'b') } };
}

/** The values of GetAtt for the roles of a template's scrapers, and for its other roles. */
function roleArns(template: Template, ...arns: string[]): Record<string, string> {
  const scrapers = Object.keys(template.findResources('AWS::APS::Scraper'));
  const roles = Object.keys(template.findResources('AWS::IAM::Role'));
  return Object.fromEntries([
    ...scrapers.map((id, index) => [`${id}.RoleArn`, arns[index] ?? ROLE_ARN]),
    ...roles.map(id => [`${id}.Arn`, `arn:aws:iam::111122223333:role/${id}`]),
  ]) as Record<string, string>;
}

function resourceTypes(stack: Stack): string[] {
  return Object.values(Template.fromStack(stack).toJSON().Resources as Record<string, { Type: string }>).map(({ Type }) => Type).sort();
}

describe('a collector of an aws-eks cluster in CONFIG_MAP mode whose aws-auth this app writes', () => {
  const withNodes = (stack: Stack, props: Partial<ClusterProps> = {}) => clusterOfV1(stack, { defaultCapacity: 1, ...props });

  test.each([undefined, AuthenticationMode.CONFIG_MAP])('(%s) gets access by a ClusterRole, its binding and aws-auth', (authenticationMode) => {
    const stack = anyStack();
    collector(stack, withNodes(stack, { authenticationMode }));
    const template = Template.fromStack(stack);

    expect(manifests(template, roleArns(template)).map(objects => objects.map(({ kind, metadata }) => `${kind} ${metadata.name}`)).sort()).toEqual([
      ['ClusterRole aps-collector-role'],
      ['ClusterRoleBinding aps-collector-user-role-binding'],
      ['ConfigMap aws-auth'],
    ]);
    template.resourceCountIs(MERGE, 0);
  });

  test('creates the binding after the ClusterRole, and deletes it before', () => {
    const stack = anyStack();
    collector(stack, withNodes(stack));
    const resources = Template.fromStack(stack).findResources(KUBERNETES) as Record<string, { DependsOn?: string[] }>;
    const [clusterRole, binding] = ['ClusterRole"', 'ClusterRoleBinding"'].map(kind =>
      Object.entries(resources).find(([, resource]) => JSON.stringify(resource).includes(`\\"kind\\":\\"${kind.slice(0, -1)}\\",\\"metadata`)));

    expect(binding?.[1].DependsOn).toContain(clusterRole?.[0]);
  });

  test('is mapped by its role ARN without the path, to its user and no group, next to the nodes', () => {
    const stack = anyStack();
    const cluster = withNodes(stack);
    collector(stack, cluster);
    cluster.awsAuth.addMastersRole(new Role(stack, 'Admin', { assumedBy: new AccountRootPrincipal() }));
    const template = Template.fromStack(stack);

    expect(roleMappings(template, roleArns(template))).toEqual([
      expect.objectContaining({ username: 'system:node:{{EC2PrivateDNSName}}' }),
      expect.objectContaining({ groups: ['system:masters'] }),
      { rolearn: MAPPED_ARN, username: 'aps-collector-user', groups: [] },
    ]);
  });

  test.each<[string, (cluster: Cluster, stack: Stack) => unknown]>([
    ['node groups', cluster => cluster.addNodegroupCapacity('Late')],
    ['instances', cluster => cluster.addAutoScalingGroupCapacity('Late', { instanceType: new InstanceType('m7i.large') })],
    ['a Fargate profile', cluster => cluster.addFargateProfile('Late', { selectors: [{ namespace: 'default' }] })],
    ['an administrator', (cluster, stack) => {
      cluster.awsAuth.addMastersRole(new Role(stack, 'Admin', { assumedBy: new AccountRootPrincipal() }));
    }],
  ])('is also mapped if %s are added after it', (_, add) => {
    const stack = anyStack();
    const cluster = clusterOfV1(stack);
    collector(stack, cluster);
    add(cluster, stack);
    const template = Template.fromStack(stack);

    expect(roleMappings(template, roleArns(template)).map(({ username }) => username)).toContain('aps-collector-user');
    template.resourceCountIs(MERGE, 0);
  });

  test('shares a ClusterRole with a second collector, and each is mapped', () => {
    const stack = anyStack();
    const cluster = withNodes(stack);
    collector(stack, cluster, {}, 'One');
    collector(stack, cluster, {}, 'Two');
    const template = Template.fromStack(stack);
    const mappings = roleMappings(template, roleArns(template, ROLE_ARN.replace(ROLE, 'One'), ROLE_ARN.replace(ROLE, 'Two')));

    expect(manifests(template, roleArns(template)).flat().map(({ kind }) => kind).sort()).toEqual(['ClusterRole', 'ClusterRoleBinding', 'ConfigMap']);
    expect(mappings.slice(1).map(({ rolearn }) => rolearn)).toEqual(['arn:aws:iam::111122223333:role/One', 'arn:aws:iam::111122223333:role/Two']);
  });

  test('causes one information, since entries of other tools are removed', () => {
    const stack = anyStack();
    const cluster = withNodes(stack);
    collector(stack, cluster, {}, 'One');
    collector(stack, cluster, {}, 'Two');

    expect(Annotations.fromStack(stack).findInfo('*', Match.stringLikeRegexp('aws-auth-replaced'))).toHaveLength(1);
    expect(warnings(stack)).toEqual([]);
  });

  test.each<[string, (cluster: Cluster, stack: Stack, roleArn: string) => unknown]>([
    ['a node group of the L1', ({ clusterName }, stack, nodeRole) => new CfnNodegroup(stack, 'Group', { clusterName, nodeRole, subnets: ['subnet-0'] })],
    ['a Fargate profile of the L1', ({ clusterName }, stack, podExecutionRoleArn) =>
      new CfnFargateProfile(stack, 'Profile', { clusterName, podExecutionRoleArn, selectors: [{ namespace: 'default' }] })],
    ['a node group of another stack', ({ clusterName }, stack, nodeRole) =>
      new CfnNodegroup(new Stack(Stage.of(stack), 'Nodes'), 'Group', { clusterName, nodeRole, subnets: ['subnet-0'] })],
  ])('causes a warning if aws-auth leaves out the role of %s', (_, add) => {
    const stack = anyStack();
    const cluster = withNodes(stack);
    add(cluster, stack, new Role(stack, 'Nodes', { assumedBy: new ServicePrincipal('ec2.amazonaws.com') }).roleArn);
    collector(stack, cluster);

    expect(warnings(stack)).toEqual([expect.stringMatching(/nodes-not-mapped|without the role of \S+(?:Group|Profile), .* use ClusterAccess\.awsAuthMerge\(\)/)]);
  });

  test.each<[string, (cluster: Cluster, stack: Stack, role: IRole) => unknown]>([
    ['that it maps', ({ clusterName, awsAuth }, stack, role) => {
      new CfnNodegroup(stack, 'Group', { clusterName, nodeRole: role.roleArn, subnets: ['subnet-0'] });
      awsAuth.addRoleMapping(role, { groups: ['system:nodes'] });
    }],
    ['that it maps by its ARN', ({ clusterName, awsAuth }, stack) => {
      const nodeRole = 'arn:aws:iam::111122223333:role/nodes';
      new CfnNodegroup(stack, 'Group', { clusterName, nodeRole, subnets: ['subnet-0'] });
      awsAuth.addRoleMapping(Role.fromRoleArn(stack, 'Existing', nodeRole), { groups: ['system:nodes'] });
    }],
    ['of another cluster', (_cluster, stack, { roleArn }) => new CfnNodegroup(stack, 'Group', { clusterName: 'other', nodeRole: roleArn, subnets: ['subnet-0'] })],
  ])('causes no warning for a node group %s', (_, add) => {
    const stack = anyStack();
    const cluster = withNodes(stack);
    collector(stack, cluster);
    add(cluster, stack, new Role(stack, 'Nodes', { assumedBy: new ServicePrincipal('ec2.amazonaws.com') }));

    expect(warnings(stack)).toEqual([]);
  });

  test('fails if it is in another stack, since each stack would have to be deployed before the other', () => {
    const stack = knownStack();
    const cluster = withNodes(stack);

    expect(errorOf(() => collector(stackBeside(stack), cluster)).message)
      .toContain('access: the cluster\'s aws-auth is written by the stack \'Stack\', and the collector is in \'Other\'');
  });

  test('fails at synthesis if it is in another stack and nodes are added later', () => {
    const stack = knownStack();
    const cluster = clusterOfV1(stack);
    collector(stackBeside(stack), cluster);
    cluster.addNodegroupCapacity('Late');

    expect(() => Template.fromStack(stack)).toThrow(/\[Other\/Collector\] access: the cluster's aws-auth is written by the stack 'Stack'/);
  });

  test('fails if its entry would be merged and the app adds nodes, now or later', () => {
    const stack = anyStack();
    const access = ClusterAccess.awsAuthMerge();
    expect(() => collector(stack, withNodes(stack), { access })).toThrow(/access: this app writes the whole aws-auth of the cluster/);

    const other = anyStack();
    const cluster = clusterOfV1(other);
    collector(other, cluster, { access });
    cluster.addNodegroupCapacity('Late');
    expect(() => Template.fromStack(other)).toThrow(/access: this app writes the whole aws-auth of the cluster/);
  });
});

describe('a collector of an aws-eks cluster in CONFIG_MAP mode whose aws-auth this app does not write', () => {
  test.each([undefined, ClusterAccess.awsAuthMerge()])('gets access by an entry that is merged, and replaces nothing (%#)', (access) => {
    const stack = anyStack();
    const cluster = clusterOfV1(stack);
    const nodes = new Role(stack, 'Nodes', { assumedBy: new ServicePrincipal('ec2.amazonaws.com') });
    new CfnNodegroup(stack, 'Group', { clusterName: cluster.clusterName, nodeRole: nodes.roleArn, subnets: ['subnet-0'] });
    collector(stack, cluster, { access });
    const template = Template.fromStack(stack);

    expect(manifests(template, roleArns(template)).flat().map(({ kind }) => kind)).toEqual(['ClusterRole', 'ClusterRoleBinding']);
    template.hasResourceProperties(MERGE, { RoleArn: { 'Fn::GetAtt': [Match.stringLikeRegexp('Scraper'), 'RoleArn'] }, Rules: Match.absent() });
    expect(findCycle(template.toJSON())).toBeUndefined();
    expect(warnings(stack)).toEqual([]);
    expect(Annotations.fromStack(stack).findInfo('*', Match.stringLikeRegexp('cdk-managed-prometheus'))).toEqual([]);
  });

  test('lets the function connect as kubectl does: from its network, with the role of kubectl\'s function, which assumes the creation role', () => {
    const stack = anyStack();
    collector(stack, clusterOfV1(stack));
    const template = Template.fromStack(stack);

    template.hasResourceProperties('AWS::Lambda::Function', {
      Description: 'Maps the role of a Prometheus collector in aws-auth',
      Role: { 'Fn::GetAtt': [Match.stringLikeRegexp('^ClusterKubectlHandlerRole'), 'Arn'] },
      Environment: {
        Variables: {
          CLUSTER_NAME: { Ref: Match.stringLikeRegexp('^Cluster') },
          MANAGES_RBAC: 'false',
          ACCESS_ROLE_ARN: { 'Fn::GetAtt': [Match.stringLikeRegexp('^ClusterCreationRole'), 'Arn'] },
        },
      },
      VpcConfig: { SecurityGroupIds: [{ 'Fn::GetAtt': [Match.stringLikeRegexp('^Cluster'), 'ClusterSecurityGroupId'] }] },
    });
    template.hasResource(MERGE, { DependsOn: Match.arrayWith([Match.stringLikeRegexp('^ClusterKubectlHandlerRoleDefaultPolicy')]) });
  });

  test('gets access in another stack, which waits for the cluster\'s stack', () => {
    const stack = knownStack();
    const other = stackBeside(stack);
    collector(other, clusterOfV1(stack));

    Template.fromStack(other).resourceCountIs(MERGE, 1);
    expect(other.dependencies).toContain(stack);
    expect(findCycle(Template.fromStack(stack).toJSON())).toBeUndefined();
  });

  test('tags the function like its stack', () => {
    const stack = anyStack();
    collector(stack, clusterOfV1(stack));
    Tags.of(stack).add('team', 'shop');

    Template.fromStack(stack).hasResourceProperties('AWS::Lambda::Function', {
      Description: 'Maps the role of a Prometheus collector in aws-auth', Tags: [{ Key: 'team', Value: 'shop' }],
    });
  });

  test('has its aws-auth written by the app if the app specifies that', () => {
    const stack = anyStack();
    collector(stack, clusterOfV1(stack), { access: ClusterAccess.awsAuth() });
    const template = Template.fromStack(stack);

    expect(roleMappings(template, roleArns(template))).toEqual([{ rolearn: MAPPED_ARN, username: 'aps-collector-user', groups: [] }]);
    template.resourceCountIs(MERGE, 0);
  });

  test('changes nothing if somebody else gives access, also from another stack', () => {
    const stack = knownStack();
    const cluster = clusterOfV1(stack);
    collector(stack, cluster, { access: ClusterAccess.none() });
    collector(stackBeside(stack), cluster, { access: ClusterAccess.none() });

    Template.fromStack(stack).resourceCountIs(KUBERNETES, 0);
    Template.fromStack(stack).resourceCountIs(MERGE, 0);
  });

  test('fails for an access entry, which EKS does not support in that mode', () => {
    const stack = anyStack();

    expect(() => collector(stack, clusterOfV1(stack), { access: ClusterAccess.accessEntry() }))
      .toThrow('- access: the cluster has the authentication mode CONFIG_MAP, where the service creates no access entry');
  });
});

describe('a collector of a cluster whose mode supports access entries', () => {
  const clusters: [string, (stack: Stack) => IClusterRef, (stack: Stack) => Partial<EksCollectorProps>][] = [
    ['aws-eks in the mode API',
      stack => clusterOfV1(stack, { authenticationMode: AuthenticationMode.API }), () => ({})],
    ['aws-eks in the mode API_AND_CONFIG_MAP',
      stack => clusterOfV1(stack, { authenticationMode: AuthenticationMode.API_AND_CONFIG_MAP }), () => ({})],
    ['aws-eks-v2', clusterOfV2, () => ({})],
    ['an L1 in the mode API', stack => clusterOfL1(stack, { authenticationMode: 'API' }), l1Props],
    ['an L1 in the mode API_AND_CONFIG_MAP', stack => clusterOfL1(stack, { authenticationMode: 'API_AND_CONFIG_MAP' }), l1Props],
  ];

  test.each(clusters)('(%s) needs nothing in the template and causes no warning', (_kind, make, props) => {
    const [without, stack] = [anyStack(), anyStack()];
    make(without);
    collector(stack, make(stack), props(stack));

    expect(resourceTypes(stack)).toEqual([...resourceTypes(without), 'AWS::APS::Scraper', 'AWS::APS::Workspace'].sort());
    expect(warnings(stack)).toEqual([]);
  });

  test('fails for aws-auth if EKS does not read it', () => {
    const stack = anyStack();
    const cluster = clusterOfV1(stack, { authenticationMode: AuthenticationMode.API });

    expect(() => collector(stack, cluster, { access: ClusterAccess.awsAuth() }))
      .toThrow('- access: the cluster has the authentication mode API, where aws-auth is not read; use ClusterAccess.accessEntry()');
  });

  test('can be mapped in aws-auth if EKS reads that too', () => {
    const stack = anyStack();
    const cluster = clusterOfV1(stack, { authenticationMode: AuthenticationMode.API_AND_CONFIG_MAP });
    collector(stack, cluster, { access: ClusterAccess.awsAuth() });
    const template = Template.fromStack(stack);

    expect(roleMappings(template, roleArns(template)).map(({ rolearn }) => rolearn)).toEqual([MAPPED_ARN]);
  });

  test('gets access from another stack', () => {
    const stack = knownStack();
    const other = stackBeside(stack);
    collector(other, clusterOfV1(stack, { authenticationMode: AuthenticationMode.API }));

    expect(Template.fromStack(other).findResources('AWS::APS::Scraper')).not.toEqual({});
    expect(other.dependencies).toContain(stack);
  });
});

describe('a cluster whose mode is switched from CONFIG_MAP to API_AND_CONFIG_MAP', () => {
  const switched = { authenticationMode: AuthenticationMode.API_AND_CONFIG_MAP };
  const resourcesOf = (props: Partial<ClusterProps>, access?: ClusterAccess) => {
    const stack = anyStack();
    collector(stack, clusterOfV1(stack, props), { access });
    const { Resources } = Template.fromStack(stack).toJSON() as { Resources: Record<string, { Type: string }> };
    return Object.entries(Resources).filter(([, { Type }]) => ['AWS::APS::Scraper', KUBERNETES, MERGE].includes(Type));
  };

  test.each<[string, Partial<ClusterProps>, ClusterAccess]>([
    ['written by the app', { defaultCapacity: 1 }, ClusterAccess.awsAuth()],
    ['merged', {}, ClusterAccess.awsAuthMerge()],
  ])('keeps the scraper and its mapping, %s, if the app specifies that', (_, props, access) => {
    const before = resourcesOf(props);

    expect(before.length).toBeGreaterThan(2);
    expect(resourcesOf({ ...props, ...switched }, access)).toEqual(before);
  });

  test('keeps the scraper and loses its mapping if the app does not specify otherwise', () => {
    const scraperOf = (resources: ReturnType<typeof resourcesOf>) => resources.filter(([, { Type }]) => Type === 'AWS::APS::Scraper');
    const after = resourcesOf({ defaultCapacity: 1, ...switched });

    expect(scraperOf(after)).toEqual(scraperOf(resourcesOf({ defaultCapacity: 1 })));
    expect(JSON.stringify(after)).not.toContain('aps-collector-user');
  });
});

describe('a collector of an L1 cluster in CONFIG_MAP mode', () => {
  test('fails by default, since the app does not own aws-auth', () => {
    const stack = anyStack();

    expect(() => collector(stack, clusterOfL1(stack), l1Props(stack)))
      .toThrow('- access: this stack does not create the cluster with aws-eks, so its aws-auth belongs to somebody else');
  });

  test('is accepted if somebody else gives access', () => {
    const stack = anyStack();

    expect(() => collector(stack, clusterOfL1(stack), { ...l1Props(stack), access: ClusterAccess.none() })).not.toThrow();
  });
});

describe('a collector of an imported cluster', () => {
  const clusters: [string, (stack: Stack) => IClusterRef][] = [
    ['aws-eks', imported],
    ['aws-eks-v2', stack => v2.Cluster.fromClusterAttributes(stack, 'Imported', { clusterName: 'prod', vpc: vpcOf(stack) })],
    ['a bare reference', stack => CfnCluster.fromClusterName(stack, 'Imported', 'prod')],
  ];

  test.each(clusters)('(%s) gets no access, with a warning', (_module, make) => {
    const stack = anyStack();
    collector(stack, make(stack), { vpc: vpcOf(stack) });

    expect(warnings(stack)).toEqual([expect.stringContaining('the collector has no access to the cluster')]);
    expect(warnings(stack)[0]).toContain(UNKNOWN_ACCESS);
    Template.fromStack(stack).resourceCountIs('AWS::APS::Scraper', 1);
    Template.fromStack(stack).resourceCountIs(KUBERNETES, 0);
  });

  test.each([
    ['an access entry', ClusterAccess.accessEntry()],
    ['somebody else', ClusterAccess.none()],
  ])('causes no warning if the app specifies %s', (_how, access) => {
    const stack = anyStack();
    collector(stack, imported(stack), { access });

    expect(warnings(stack)).toEqual([]);
  });

  test('causes a warning that can be acknowledged', () => {
    const stack = anyStack();
    collector(stack, imported(stack));
    Validations.of(stack).acknowledge({ id: UNKNOWN_ACCESS, reason: 'its mode is API' });

    expect(warnings(stack)).toEqual([]);
  });

  test('fails for an aws-auth that others have written', () => {
    const stack = anyStack();

    expect(() => collector(stack, imported(stack), { access: ClusterAccess.awsAuth() }))
      .toThrow('- access: this stack does not create the cluster with aws-eks, so its aws-auth belongs to somebody else');
  });
});

describe('a template with collectors', () => {
  test.each<[string, (stack: Stack) => IClusterRef]>([
    ['aws-eks with nodes', stack => clusterOfV1(stack, { defaultCapacity: 2 })],
    ['aws-eks with an administrator',
      stack => clusterOfV1(stack, { mastersRole: new Role(stack, 'Admin', { assumedBy: new AccountRootPrincipal() }) })],
    ['aws-eks on Fargate', stack => new FargateCluster(stack, 'Cluster', {
      version: KubernetesVersion.V1_35, kubectlLayer: new KubectlV35Layer(stack, 'Kubectl'), vpc: vpcOf(stack),
    })],
    ['aws-eks in the mode API', stack => clusterOfV1(stack, { authenticationMode: AuthenticationMode.API, defaultCapacity: 2 })],
    ['aws-eks-v2 with nodes', stack => clusterOfV2(stack, { defaultCapacity: 2 })],
  ])('of a cluster of %s has no dependency cycle, and its two scrapers wait for the cluster', (_kind, make) => {
    const stack = anyStack();
    const cluster = make(stack);
    collector(stack, cluster, {}, 'One');
    collector(stack, cluster, {}, 'Two');
    const template = Template.fromStack(stack);
    const clusters = Object.keys({ ...template.findResources('AWS::EKS::Cluster'), ...template.findResources('Custom::AWSCDK-EKS-Cluster') });

    expect(findCycle(template.toJSON())).toBeUndefined();
    expect(clusters).toHaveLength(1);
    for (const scraper of Object.values(template.findResources('AWS::APS::Scraper'))) {
      expect((scraper as { DependsOn?: string[] }).DependsOn).toEqual(clusters);
    }
  });

  test('of an L1 cluster has no dependency cycle, and its scraper waits for the cluster', () => {
    const stack = anyStack();
    collector(stack, clusterOfL1(stack, { authenticationMode: 'API' }), l1Props(stack));
    const template = Template.fromStack(stack);

    expect(findCycle(template.toJSON())).toBeUndefined();
    template.hasResource('AWS::APS::Scraper', { DependsOn: ['Cluster'] });
  });
});

describe('the kind of access and its reason', () => {
  test.each<[string, (stack: Stack) => EksCollector, object]>([
    ['the mode', stack => collector(stack, clusterOfV2(stack)), {
      how: 'by an access entry, which the service creates together with the scraper',
      why: 'the cluster has the authentication mode API',
    }],
    ['the app', stack => collector(stack, imported(stack), { access: ClusterAccess.none() }), {
      how: 'not by this app: map the scraper\'s role yourself, or the scraper discovers no targets',
      why: 'the app specifies it',
    }],
  ])('are in the metadata if %s determines the access', (_who, make, expected) => {
    expect(make(anyStack()).node.metadata.find(({ type }) => type === 'cdk-managed-prometheus:access')?.data).toEqual(expected);
  });
});
