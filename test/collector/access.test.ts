import { type Stack, Validations } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { AuthenticationMode, CfnCluster, Cluster, FargateCluster, type IClusterRef, KubernetesVersion } from 'aws-cdk-lib/aws-eks';
import * as v2 from 'aws-cdk-lib/aws-eks-v2';
import { AccountRootPrincipal, Role } from 'aws-cdk-lib/aws-iam';
import { KubectlV35Layer } from '@aws-cdk/lambda-layer-kubectl-v35';
import { ClusterAccess, EksCollector, type EksCollectorProps } from '../../lib';
import { clusterOfL1, clusterOfV1, clusterOfV2, vpcOf } from '../helpers/clusters';
import { findCycle } from '../helpers/cycles';
import { errorOf, warnings } from '../helpers/findings';
import { manifests, roleMappings } from '../helpers/manifests';
import { subnetsIn } from '../helpers/networks';
import { anyStack, knownStack, stackBeside } from '../helpers/stacks';

const KUBERNETES = 'Custom::AWSCDK-EKS-KubernetesResource';
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

/** What GetAtt gives for the roles of a template's scrapers, and for its other roles. */
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

describe('into a cluster of aws-eks in the mode CONFIG_MAP', () => {
  test.each([undefined, AuthenticationMode.CONFIG_MAP])('(%s) a collector is let in by a ClusterRole, its binding and aws-auth', (authenticationMode) => {
    const stack = anyStack();
    collector(stack, clusterOfV1(stack, { authenticationMode }));
    const template = Template.fromStack(stack);

    expect(manifests(template, roleArns(template)).map(objects => objects.map(({ kind, metadata }) => `${kind} ${metadata.name}`)).sort()).toEqual([
      ['ClusterRole aps-collector-role'],
      ['ClusterRoleBinding aps-collector-user-role-binding'],
      ['ConfigMap aws-auth'],
    ]);
  });

  test('the binding is made after the ClusterRole, and goes before it', () => {
    const stack = anyStack();
    collector(stack, clusterOfV1(stack));
    const resources = Template.fromStack(stack).findResources(KUBERNETES) as Record<string, { DependsOn?: string[] }>;
    const [clusterRole, binding] = ['ClusterRole"', 'ClusterRoleBinding"'].map(kind =>
      Object.entries(resources).find(([, resource]) => JSON.stringify(resource).includes(`\\"kind\\":\\"${kind.slice(0, -1)}\\",\\"metadata`)));

    expect(binding?.[1].DependsOn).toContain(clusterRole?.[0]);
  });

  test('a collector is mapped by its role ARN without the path, to its user and no group', () => {
    const stack = anyStack();
    collector(stack, clusterOfV1(stack));
    const template = Template.fromStack(stack);

    expect(roleMappings(template, roleArns(template))).toEqual([{ rolearn: MAPPED_ARN, username: 'aps-collector-user', groups: [] }]);
  });

  test('a collector is mapped beside everybody else', () => {
    const stack = anyStack();
    const cluster = clusterOfV1(stack, { defaultCapacity: 1 });
    collector(stack, cluster);
    cluster.awsAuth.addMastersRole(new Role(stack, 'Admin', { assumedBy: new AccountRootPrincipal() }));
    const template = Template.fromStack(stack);

    expect(roleMappings(template, roleArns(template)).map(({ username }) => username)).toEqual([
      'system:node:{{EC2PrivateDNSName}}',
      'aps-collector-user',
      expect.stringContaining(':role/Admin'),
    ]);
  });

  test('two collectors share a ClusterRole, and have a mapping each', () => {
    const stack = anyStack();
    const cluster = clusterOfV1(stack);
    collector(stack, cluster, {}, 'One');
    collector(stack, cluster, {}, 'Two');
    const template = Template.fromStack(stack);
    const mappings = roleMappings(template, roleArns(template, ROLE_ARN.replace(ROLE, 'One'), ROLE_ARN.replace(ROLE, 'Two')));

    expect(manifests(template, roleArns(template)).flat().map(({ kind }) => kind).sort()).toEqual(['ClusterRole', 'ClusterRoleBinding', 'ConfigMap']);
    expect(mappings.map(({ rolearn }) => rolearn)).toEqual(['arn:aws:iam::111122223333:role/One', 'arn:aws:iam::111122223333:role/Two']);
  });

  test('a collector of another stack is not let in: each stack would wait for the other', () => {
    const stack = knownStack();
    const cluster = clusterOfV1(stack);

    expect(errorOf(() => collector(stackBeside(stack), cluster)).message)
      .toContain('access: the cluster\'s aws-auth is written by the stack \'Stack\', and the collector is in \'Other\'');
  });

  test('a collector is let in by nobody where somebody else does it', () => {
    const stack = anyStack();
    collector(stack, clusterOfV1(stack), { access: ClusterAccess.none() });

    Template.fromStack(stack).resourceCountIs(KUBERNETES, 0);
  });

  test('a collector of another stack may be let in by somebody else', () => {
    const stack = knownStack();
    const cluster = clusterOfV1(stack);

    expect(() => collector(stackBeside(stack), cluster, { access: ClusterAccess.none() })).not.toThrow();
  });

  test('a collector is not let in by an access entry', () => {
    const stack = anyStack();

    expect(() => collector(stack, clusterOfV1(stack), { access: ClusterAccess.accessEntry() }))
      .toThrow('- access: the cluster has the authentication mode CONFIG_MAP, where no access entry is made');
  });
});

describe('into a cluster whose mode makes access entries', () => {
  const clusters: [string, (stack: Stack) => IClusterRef, (stack: Stack) => Partial<EksCollectorProps>][] = [
    ['aws-eks in the mode API',
      stack => clusterOfV1(stack, { authenticationMode: AuthenticationMode.API }), () => ({})],
    ['aws-eks in the mode API_AND_CONFIG_MAP',
      stack => clusterOfV1(stack, { authenticationMode: AuthenticationMode.API_AND_CONFIG_MAP }), () => ({})],
    ['aws-eks-v2', clusterOfV2, () => ({})],
    ['an L1 in the mode API', stack => clusterOfL1(stack, { authenticationMode: 'API' }), l1Props],
    ['an L1 in the mode API_AND_CONFIG_MAP', stack => clusterOfL1(stack, { authenticationMode: 'API_AND_CONFIG_MAP' }), l1Props],
  ];

  test.each(clusters)('(%s) the service lets a collector in: nothing is in the template, and nothing is warned of', (_kind, make, props) => {
    const [without, stack] = [anyStack(), anyStack()];
    make(without);
    collector(stack, make(stack), props(stack));

    expect(resourceTypes(stack)).toEqual([...resourceTypes(without), 'AWS::APS::Scraper', 'AWS::APS::Workspace'].sort());
    expect(warnings(stack)).toEqual([]);
  });

  test('aws-auth is refused where it is not read', () => {
    const stack = anyStack();
    const cluster = clusterOfV1(stack, { authenticationMode: AuthenticationMode.API });

    expect(() => collector(stack, cluster, { access: ClusterAccess.awsAuth() }))
      .toThrow('- access: the cluster has the authentication mode API, where aws-auth is not read; use ClusterAccess.accessEntry()');
  });

  test('aws-auth is possible where it is read too', () => {
    const stack = anyStack();
    const cluster = clusterOfV1(stack, { authenticationMode: AuthenticationMode.API_AND_CONFIG_MAP });
    collector(stack, cluster, { access: ClusterAccess.awsAuth() });
    const template = Template.fromStack(stack);

    expect(roleMappings(template, roleArns(template)).map(({ rolearn }) => rolearn)).toEqual([MAPPED_ARN]);
  });

  test('a collector of another stack is let in', () => {
    const stack = knownStack();
    const other = stackBeside(stack);
    collector(other, clusterOfV1(stack, { authenticationMode: AuthenticationMode.API }));

    expect(Template.fromStack(other).findResources('AWS::APS::Scraper')).not.toEqual({});
    expect(other.dependencies).toContain(stack);
  });
});

describe('into an L1 cluster in the mode CONFIG_MAP', () => {
  test('a collector is not let in by this app, whose aws-auth it is not', () => {
    const stack = anyStack();

    expect(() => collector(stack, clusterOfL1(stack), l1Props(stack)))
      .toThrow('- access: the aws-auth of a cluster that this stack does not make with aws-eks belongs to somebody else');
  });

  test('a collector may be let in by somebody else', () => {
    const stack = anyStack();

    expect(() => collector(stack, clusterOfL1(stack), { ...l1Props(stack), access: ClusterAccess.none() })).not.toThrow();
  });
});

describe('into a cluster that exists already', () => {
  const clusters: [string, (stack: Stack) => IClusterRef][] = [
    ['aws-eks', imported],
    ['aws-eks-v2', stack => v2.Cluster.fromClusterAttributes(stack, 'Imported', { clusterName: 'prod', vpc: vpcOf(stack) })],
    ['a bare reference', stack => CfnCluster.fromClusterName(stack, 'Imported', 'prod')],
  ];

  test.each(clusters)('(%s) nothing lets a collector in, which is warned of', (_module, make) => {
    const stack = anyStack();
    collector(stack, make(stack), { vpc: vpcOf(stack) });

    expect(warnings(stack)).toEqual([expect.stringContaining('the collector has no access to the cluster')]);
    expect(warnings(stack)[0]).toContain(UNKNOWN_ACCESS);
    Template.fromStack(stack).resourceCountIs('AWS::APS::Scraper', 1);
    Template.fromStack(stack).resourceCountIs(KUBERNETES, 0);
  });

  test.each([
    ['by an access entry', ClusterAccess.accessEntry()],
    ['by somebody else', ClusterAccess.none()],
  ])('a collector is let in %s, if the app says so, without a warning', (_how, access) => {
    const stack = anyStack();
    collector(stack, imported(stack), { access });

    expect(warnings(stack)).toEqual([]);
  });

  test('the warning can be acknowledged', () => {
    const stack = anyStack();
    collector(stack, imported(stack));
    Validations.of(stack).acknowledge({ id: UNKNOWN_ACCESS, reason: 'its mode is API' });

    expect(warnings(stack)).toEqual([]);
  });

  test('a collector is not let in by aws-auth, which others have written', () => {
    const stack = anyStack();

    expect(() => collector(stack, imported(stack), { access: ClusterAccess.awsAuth() }))
      .toThrow('- access: the aws-auth of a cluster that this stack does not make with aws-eks belongs to somebody else');
  });
});

describe('the template', () => {
  test.each<[string, (stack: Stack) => IClusterRef]>([
    ['aws-eks with nodes', stack => clusterOfV1(stack, { defaultCapacity: 2 })],
    ['aws-eks with an administrator',
      stack => clusterOfV1(stack, { mastersRole: new Role(stack, 'Admin', { assumedBy: new AccountRootPrincipal() }) })],
    ['aws-eks on Fargate', stack => new FargateCluster(stack, 'Cluster', {
      version: KubernetesVersion.V1_35, kubectlLayer: new KubectlV35Layer(stack, 'Kubectl'), vpc: vpcOf(stack),
    })],
    ['aws-eks in the mode API', stack => clusterOfV1(stack, { authenticationMode: AuthenticationMode.API, defaultCapacity: 2 })],
    ['aws-eks-v2 with nodes', stack => clusterOfV2(stack, { defaultCapacity: 2 })],
  ])('for two collectors of a cluster of %s has no circle, and its scrapers wait for the cluster', (_kind, make) => {
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

  test('for an L1 cluster has no circle, and its scraper waits for the cluster', () => {
    const stack = anyStack();
    collector(stack, clusterOfL1(stack, { authenticationMode: 'API' }), l1Props(stack));
    const template = Template.fromStack(stack);

    expect(findCycle(template.toJSON())).toBeUndefined();
    template.hasResource('AWS::APS::Scraper', { DependsOn: ['Cluster'] });
  });
});

describe('how a collector is let in, and why', () => {
  test.each<[string, (stack: Stack) => EksCollector, object]>([
    ['the mode', stack => collector(stack, clusterOfV2(stack)), {
      how: 'by an access entry, which the service makes itself while it creates the scraper',
      why: 'the cluster has the authentication mode API',
    }],
    ['the app', stack => collector(stack, imported(stack), { access: ClusterAccess.none() }), {
      how: 'not by this app: map the scraper\'s role by hand, or it finds nothing',
      why: 'the app says so',
    }],
  ])('is in the metadata, where %s says it', (_who, make, expected) => {
    expect(make(anyStack()).node.metadata.find(({ type }) => type === 'cdk-managed-prometheus:access')?.data).toEqual(expected);
  });
});
