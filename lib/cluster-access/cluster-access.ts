import type { ISecurityGroup, IVpc, SubnetSelection } from 'aws-cdk-lib/aws-ec2';
import type { IRole } from 'aws-cdk-lib/aws-iam';
import { AccessEntryStrategy } from './strategies/access-entry';
import { AwsAuthStrategy } from './strategies/aws-auth';
import { AwsAuthMergeStrategy } from './strategies/aws-auth-merge';
import { NoStrategy } from './strategies/none';
import type { AccessStrategy } from './strategies/strategy';

/**
 * What can be chosen where a cluster's aws-auth lets a collector in.
 */
export interface AwsAuthOptions {
  /**
   * The name of the ClusterRole; its binding is called after it.
   *
   * Collectors with the same name share one ClusterRole, which goes with the last of them. Where kubectl applies it, those are the
   * collectors of one cluster construct: another stack that imports the cluster needs another name.
   *
   * @default 'aps-collector-role'
   */
  readonly clusterRoleName?: string;
}

/**
 * What can be chosen where an entry is merged into an aws-auth that this app does not own.
 */
export interface AwsAuthMergeOptions extends AwsAuthOptions {
  /**
   * The role of the merging function, which the cluster must know before the deployment: an entry in aws-auth, or an access
   * entry where the mode is API_AND_CONFIG_MAP. It must be assumable by Lambda, and may have the policies of every function:
   * `AWSLambdaBasicExecutionRole`, with a `vpc` instead `AWSLambdaVPCAccessExecutionRole`, without which Lambda refuses it.
   *
   * In the cluster it needs to get, create, update and delete `configmaps` in `kube-system`. Where the app has no kubectl
   * for the cluster it looks after the ClusterRole and its binding too: it needs the same for `clusterroles` and
   * `clusterrolebindings`, and every rule that it grants.
   *
   * @default - the role of the cluster's kubectl provider of aws-eks-v2
   */
  readonly role?: IRole;

  /**
   * The VPC in which the function runs: one from which the API server's private endpoint, the API of EKS and Amazon S3 are
   * reached.
   *
   * @default - none: the function reaches the API server by its public endpoint
   */
  readonly vpc?: IVpc;

  /**
   * The subnets in which the function runs.
   *
   * @default - private subnets of the VPC
   */
  readonly vpcSubnets?: SubnetSelection;

  /**
   * The security groups of the function. The cluster's own is opened to them where the app knows it.
   *
   * @default - a new one
   */
  readonly securityGroups?: ISecurityGroup[];
}

/**
 * How a collector is let into a cluster.
 *
 * It follows the cluster's authentication mode, which a cluster made by this app tells and an imported one does not.
 *
 * @see https://docs.aws.amazon.com/prometheus/latest/userguide/AMP-collector-how-to.html
 */
export class ClusterAccess {
  /**
   * By an access entry that the service makes itself: for clusters with the authentication mode `API` or `API_AND_CONFIG_MAP`,
   * which includes every cluster of aws-eks-v2.
   *
   * Nothing is added to the template, since EKS refuses an access entry for a service-linked role from anybody else. Whoever
   * deploys needs `eks:CreateAccessEntry` and `eks:AssociateAccessPolicy` on the cluster.
   */
  public static accessEntry(): ClusterAccess {
    return new ClusterAccess(new AccessEntryStrategy());
  }

  /**
   * By the ConfigMap aws-auth of a cluster that the collector's own stack makes with aws-eks in the mode `CONFIG_MAP`.
   *
   * A ClusterRole, a ClusterRoleBinding and a mapping of the scraper's role to the user `aps-collector-user` are applied by
   * the cluster's own kubectl handler. Collectors of one cluster share the ClusterRole; each has a mapping of its own.
   * Whoever deploys needs nothing beside what the cluster needs.
   */
  public static awsAuth(options: AwsAuthOptions = {}): ClusterAccess {
    return new ClusterAccess(new AwsAuthStrategy(options.clusterRoleName));
  }

  /**
   * By an entry that is merged into the aws-auth of any other cluster in the mode `CONFIG_MAP`: an imported one, or one of the L1.
   *
   * A Lambda function adds the one entry and takes it out again with the collector; it never touches what others wrote. It may
   * call `eks:DescribeCluster` on this cluster, and in the cluster what its role may. The ClusterRole and its binding are
   * applied by the cluster's kubectl provider, or by the function where there is none.
   */
  public static awsAuthMerge(options: AwsAuthMergeOptions = {}): ClusterAccess {
    return new ClusterAccess(new AwsAuthMergeStrategy(options));
  }

  /**
   * Not at all: somebody else lets the collector in. Until then it is ACTIVE and finds nothing.
   */
  public static none(): ClusterAccess {
    return new ClusterAccess(new NoStrategy());
  }

  /** @internal */
  public readonly _strategy: AccessStrategy;

  private constructor(strategy: AccessStrategy) {
    this._strategy = strategy;
  }
}
