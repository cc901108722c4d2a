import { type CfnResource, Token } from 'aws-cdk-lib';
import type { SubnetSelection } from 'aws-cdk-lib/aws-ec2';
import type { CfnCluster, Cluster, ICluster, IClusterRef } from 'aws-cdk-lib/aws-eks';
import type { IRole } from 'aws-cdk-lib/aws-iam';
import { resourceBehind } from '../private/own-resource';

/**
 * How a cluster tells who may call its API.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/grant-k8s-access.html
 */
export type AuthenticationMode = 'API' | 'API_AND_CONFIG_MAP' | 'CONFIG_MAP';

/** What an app knows of a cluster. */
export interface ClusterFacts {
  readonly cluster: IClusterRef;

  /** The cluster's own resource, where this app makes the cluster. */
  readonly resource?: CfnResource;

  /** Unknown for a cluster that this app did not make, and where it is known only at deployment. */
  readonly authenticationMode?: AuthenticationMode;

  /** Whether the API server has an endpoint in the VPC. Unknown like the mode. */
  readonly privateEndpoint?: boolean;

  /** The subnets of the cluster itself, in some of which the control plane has its network interfaces. Unknown like the mode. */
  readonly subnetIds?: readonly string[];

  /** Whether EKS Auto Mode runs the nodes. Unknown like the mode. */
  readonly isAutoMode?: boolean;

  /** The cluster of aws-eks that this app makes: the one kind whose aws-auth is the app's to write. */
  readonly awsEksCluster?: AwsEksCluster;

  /** How the app applies manifests to a cluster that it did not make, where it can. */
  readonly kubectl?: Kubectl;
}

/** The handler behind `addManifest`. */
export interface Kubectl {
  readonly cluster: ManifestTarget;

  /** The role that the handler's function has, where the cluster knows that very role. */
  readonly functionRole?: IRole;
}

/** Whatever takes manifests. */
export type ManifestTarget = IClusterRef & Pick<ICluster, 'addManifest'>;

/** What is used of a cluster of aws-eks. */
export type AwsEksCluster = IClusterRef & Pick<Cluster, 'authenticationMode' | 'awsAuth' | 'addManifest' | 'vpc'>;

/** What is read of the L1. */
type L1Cluster = CfnResource & Pick<CfnCluster, 'accessConfig' | 'computeConfig' | 'resourcesVpcConfig'>;

const CUSTOM_RESOURCE_OF_AWS_EKS = 'Custom::AWSCDK-EKS-Cluster';

/**
 * What is known of a cluster, whatever construct stands for it.
 *
 * Told by the resource it makes and not by `instanceof`, which would load both EKS modules and fail where an app has two
 * copies of aws-cdk-lib.
 */
export function clusterFacts(cluster: IClusterRef): ClusterFacts {
  const resource = resourceBehind(cluster);
  switch (resource?.cfnResourceType) {
    case CUSTOM_RESOURCE_OF_AWS_EKS: return factsOfAwsEks(resource, cluster as AwsEksCluster);
    case 'AWS::EKS::Cluster': return { cluster, kubectl: kubectlOf(cluster), ...factsOfL1(resource as L1Cluster) };
    default: return { cluster, kubectl: kubectlOf(cluster) };
  }
}

/**
 * A cluster of aws-eks-v2 has a provider or none; an imported one of aws-eks makes one where it was given a role and a layer.
 */
function kubectlOf(cluster: IClusterRef): Kubectl | undefined {
  const { kubectlProvider, kubectlRole, kubectlLayer } = cluster as Partial<Pick<ICluster, 'kubectlProvider' | 'kubectlRole' | 'kubectlLayer'>>;
  if (kubectlProvider === undefined && (kubectlRole === undefined || kubectlLayer === undefined)) return undefined;
  const { role } = kubectlProvider as { role?: IRole } | undefined ?? {};
  return { cluster: cluster as ManifestTarget, functionRole: role };
}

/** @see https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_eks.Cluster.html */
function factsOfAwsEks(resource: CfnResource, cluster: AwsEksCluster): ClusterFacts {
  const { endpointAccess, vpcSubnets } = cluster as unknown as {
    readonly endpointAccess?: { readonly _config?: { readonly privateAccess?: boolean } };
    readonly vpcSubnets?: readonly SubnetSelection[];
  };
  return {
    cluster,
    resource,
    authenticationMode: cluster.authenticationMode ?? 'CONFIG_MAP',
    privateEndpoint: endpointAccess?._config?.privateAccess,
    subnetIds: vpcSubnets?.flatMap(selection => cluster.vpc.selectSubnets(selection).subnetIds),
    awsEksCluster: cluster,
  };
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-eks-cluster.html */
function factsOfL1(resource: L1Cluster): Omit<ClusterFacts, 'cluster'> {
  const { accessConfig, computeConfig, resourcesVpcConfig } = resource;
  return {
    resource,
    authenticationMode: knownMember(accessConfig, 'authenticationMode', 'CONFIG_MAP') as AuthenticationMode | undefined,
    privateEndpoint: knownMember(resourcesVpcConfig, 'endpointPrivateAccess', false) as boolean | undefined,
    subnetIds: knownMember(resourcesVpcConfig, 'subnetIds', undefined) as string[] | undefined,
    isAutoMode: knownMember(computeConfig, 'enabled', false) as boolean | undefined,
  };
}

/** A member of a property with the service's default; nothing where either is known only at deployment. */
function knownMember(property: object | undefined, member: string, otherwise: unknown): unknown {
  if (property === undefined) return otherwise;
  if (Token.isUnresolved(property)) return undefined;
  const value = (property as Record<string, unknown>)[member] ?? otherwise;
  return Token.isUnresolved(value) ? undefined : value;
}
