import { type CfnResource, Token } from 'aws-cdk-lib';
import type { ISecurityGroup, IVpc, SubnetSelection } from 'aws-cdk-lib/aws-ec2';
import type { CfnCluster, Cluster, ICluster, IClusterRef } from 'aws-cdk-lib/aws-eks';
import type { IRole } from 'aws-cdk-lib/aws-iam';
import { resourceBehind } from '../private/own-resource';

/**
 * The sources of access to a cluster's API.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/grant-k8s-access.html
 */
export type AuthenticationMode = 'API' | 'API_AND_CONFIG_MAP' | 'CONFIG_MAP';

/** The facts that an app knows of a cluster. */
export interface ClusterFacts {
  readonly cluster: IClusterRef;

  /** The cluster's own resource, where this app creates the cluster. */
  readonly resource?: CfnResource;

  /** Unknown for a cluster that this app does not create, and where it is known only at deployment. */
  readonly authenticationMode?: AuthenticationMode;

  /** True if the API server has an endpoint in the VPC. Unknown like the mode. */
  readonly privateEndpoint?: boolean;

  /** The subnets of the cluster itself, where the control plane has its network interfaces. Unknown like the mode. */
  readonly subnetIds?: readonly string[];

  /** True if EKS Auto Mode runs the nodes. Unknown like the mode. */
  readonly isAutoMode?: boolean;

  /** True if pods have IPv6 addresses. Unknown where neither the app nor the import specifies it. */
  readonly isIpv6?: boolean;

  /** For example `1.35`. Unknown like the mode. */
  readonly kubernetesVersion?: string;

  /** The cluster of aws-eks that this app creates: the only kind whose aws-auth the CDK can write. */
  readonly awsEksCluster?: AwsEksCluster;

  /** The way in which the app applies manifests, where it can. */
  readonly kubectl?: Kubectl;
}

/** The handler behind `addManifest`. */
export interface Kubectl {
  readonly cluster: ManifestTarget;

  /** The role of the handler's function, where the cluster knows it, or knows the role that it assumes. */
  readonly functionRole?: IRole;

  /** The role that the function assumes, where the cluster knows that one. */
  readonly assumedRole?: IRole;

  /** The network of the handler's function. */
  readonly network?: Network;
}

/** The part of a function's network that a cluster of aws-eks decides. */
interface Network {
  readonly vpc: IVpc;
  readonly vpcSubnets: SubnetSelection;
  readonly securityGroups?: ISecurityGroup[];
}

/** A construct that takes manifests. */
export type ManifestTarget = IClusterRef & Pick<ICluster, 'addManifest'>;

/** The part of a cluster of aws-eks that is used. */
export type AwsEksCluster = IClusterRef & Pick<
  Cluster,
  'authenticationMode' | 'awsAuth' | 'addManifest' | 'vpc' | 'kubectlLambdaRole' | 'kubectlRole' | 'kubectlPrivateSubnets' | 'kubectlSecurityGroup'
>;

/** The part of the L1 that is read. */
type L1Cluster = CfnResource & Pick<CfnCluster, 'accessConfig' | 'computeConfig' | 'kubernetesNetworkConfig' | 'resourcesVpcConfig' | 'version'>;

const CUSTOM_RESOURCE_OF_AWS_EKS = 'Custom::AWSCDK-EKS-Cluster';

/**
 * Returns the facts of a cluster from any construct that represents it.
 *
 * The type of the resource distinguishes the constructs. `instanceof` would load both EKS modules, and fail in an app with two copies of
 * aws-cdk-lib.
 */
export function clusterFacts(cluster: IClusterRef): ClusterFacts {
  const resource = resourceBehind(cluster);
  switch (resource?.cfnResourceType) {
    case CUSTOM_RESOURCE_OF_AWS_EKS: return factsOfAwsEks(resource, cluster as AwsEksCluster);
    case 'AWS::EKS::Cluster': return { cluster, kubectl: kubectlOf(cluster), ...factsOfL1(resource as L1Cluster) };
    default: return { cluster, kubectl: kubectlOf(cluster), isIpv6: isIpv6(cluster) };
  }
}

/** Returns true if this app writes the cluster's aws-auth so far: CDK's `AwsAuth` writes all of it. */
export function writesAwsAuth({ awsEksCluster }: Pick<ClusterFacts, 'awsEksCluster'>): boolean {
  return awsEksCluster?.node.tryFindChild('AwsAuth') !== undefined;
}

/**
 * A cluster of aws-eks-v2 has a provider or none; an imported one of aws-eks creates one where it was given a role and a layer.
 */
function kubectlOf(cluster: IClusterRef): Kubectl | undefined {
  const { kubectlProvider, kubectlRole, kubectlLayer } = cluster as Partial<Pick<ICluster, 'kubectlProvider' | 'kubectlRole' | 'kubectlLayer'>>;
  if (kubectlProvider === undefined && (kubectlRole === undefined || kubectlLayer === undefined)) return undefined;
  const { role } = kubectlProvider as { role?: IRole } | undefined ?? {};
  return { cluster: cluster as ManifestTarget, functionRole: role };
}

/** @see https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_eks.Cluster.html */
function factsOfAwsEks(resource: CfnResource, cluster: AwsEksCluster): ClusterFacts {
  const { endpointAccess, version, vpcSubnets } = cluster as unknown as {
    readonly endpointAccess?: { readonly _config?: { readonly privateAccess?: boolean } };
    readonly version?: { readonly version?: string };
    readonly vpcSubnets?: readonly SubnetSelection[];
  };
  return {
    cluster,
    resource,
    authenticationMode: cluster.authenticationMode ?? 'CONFIG_MAP',
    privateEndpoint: endpointAccess?._config?.privateAccess,
    subnetIds: vpcSubnets?.flatMap(selection => cluster.vpc.selectSubnets(selection).subnetIds),
    isIpv6: isIpv6(cluster),
    kubernetesVersion: version?.version,
    awsEksCluster: cluster,
    kubectl: kubectlOfAwsEks(cluster),
  };
}

/** An imported cluster has the family that the import specifies. */
function isIpv6(cluster: IClusterRef): boolean | undefined {
  const { ipFamily }: { readonly ipFamily?: string } = cluster as Partial<Pick<ICluster, 'ipFamily'>>;
  return ipFamily === undefined ? undefined : ipFamily === 'ipv6';
}

/** The function has a role that may assume the one with which the cluster was created, which the cluster knows as an administrator. */
function kubectlOfAwsEks(cluster: AwsEksCluster): Kubectl {
  const { kubectlLambdaRole, kubectlRole, kubectlPrivateSubnets: subnets, kubectlSecurityGroup: group, vpc } = cluster;
  const network = subnets && { vpc, vpcSubnets: { subnets }, securityGroups: group && [group] };
  return { cluster, functionRole: kubectlLambdaRole, assumedRole: kubectlRole, network };
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-eks-cluster.html */
function factsOfL1(resource: L1Cluster): Omit<ClusterFacts, 'cluster'> {
  const { accessConfig, computeConfig, kubernetesNetworkConfig, resourcesVpcConfig, version } = resource;
  const ipFamily = knownMember(kubernetesNetworkConfig, 'ipFamily', 'ipv4');
  return {
    resource,
    authenticationMode: knownMember(accessConfig, 'authenticationMode', 'CONFIG_MAP') as AuthenticationMode | undefined,
    privateEndpoint: knownMember(resourcesVpcConfig, 'endpointPrivateAccess', false) as boolean | undefined,
    subnetIds: knownMember(resourcesVpcConfig, 'subnetIds', undefined) as string[] | undefined,
    isAutoMode: knownMember(computeConfig, 'enabled', false) as boolean | undefined,
    isIpv6: ipFamily === undefined ? undefined : ipFamily === 'ipv6',
    kubernetesVersion: Token.isUnresolved(version) ? undefined : version,
  };
}

/** Returns a member of a property with the service's default; nothing where either is known only at deployment. */
function knownMember(property: object | undefined, member: string, otherwise: unknown): unknown {
  if (property === undefined) return otherwise;
  if (Token.isUnresolved(property)) return undefined;
  const value = (property as Record<string, unknown>)[member] ?? otherwise;
  return Token.isUnresolved(value) ? undefined : value;
}
