import type { ISecurityGroup, IVpc, SubnetSelection } from 'aws-cdk-lib/aws-ec2';
import type { IRole } from 'aws-cdk-lib/aws-iam';
import type { ScrapeConfiguration } from '../scrape-configuration/scrape-configuration';
import { collectorRules, DOCUMENTED_RULES } from './collector-permissions';
import { mergeRoleManifests } from './merge-role';
import { AccessEntryStrategy } from './strategies/access-entry';
import { AwsAuthStrategy } from './strategies/aws-auth';
import { AwsAuthMergeStrategy } from './strategies/aws-auth-merge';
import { NoStrategy } from './strategies/none';
import type { AccessStrategy } from './strategies/strategy';

/**
 * Options for access by an aws-auth that this app writes.
 */
export interface AwsAuthOptions {
  /**
   * The name of the ClusterRole. The binding is named after it.
   *
   * Collectors with the same name share one ClusterRole, which is deleted with the last of them. If kubectl applies it, only collectors of
   * one cluster construct can share it: another stack that imports the cluster requires another name.
   *
   * @default 'aps-collector-role'
   */
  readonly clusterRoleName?: string;

  /**
   * Grants all permissions that AWS documents for a collector, whatever its jobs read.
   *
   * They include GET on `nodes/proxy`, which gives access to the whole API of every kubelet, and all ConfigMaps of the cluster.
   *
   * @default false - only the permissions that the jobs of the scrape configuration need
   * @see https://docs.aws.amazon.com/prometheus/latest/userguide/AMP-collector-how-to.html
   */
  readonly documentedPermissions?: boolean;

  /**
   * Grants also what the jobs need and AWS does not document for a collector, such as `pods/proxy`, endpoint slices, or all paths
   * of the API server for a path that relabeling computes.
   *
   * @default false - such permissions are not granted, and a warning names them
   */
  readonly undocumentedPermissions?: boolean;
}

/**
 * Options for access by an entry that is merged into an aws-auth that this app does not write.
 */
export interface AwsAuthMergeOptions extends AwsAuthOptions {
  /**
   * The role of the merging function.
   *
   * The cluster must know it before the deployment: by an entry in aws-auth, or by an access entry in the mode API_AND_CONFIG_MAP. Lambda
   * must be able to assume it. It requires `AWSLambdaBasicExecutionRole`, and with a `vpc` `AWSLambdaVPCAccessExecutionRole`.
   *
   * In the cluster it needs the permissions that `ClusterAccess.mergeRoleManifests()` returns. Write access to aws-auth amounts to the
   * administration of the cluster: let nobody else assume the role, nor change or invoke the function.
   *
   * @default - the role of the cluster's kubectl provider, for clusters that are created with aws-eks and for those of aws-eks-v2
   */
  readonly role?: IRole;

  /**
   * The VPC in which the function runs. It must reach the API server's private endpoint, the APIs of EKS and STS, and Amazon S3.
   *
   * @default - the VPC of the cluster's kubectl provider for a cluster created with aws-eks; else none: the function uses the API server's
   * public endpoint
   */
  readonly vpc?: IVpc;

  /**
   * The subnets in which the function runs.
   *
   * @default - private subnets of the VPC
   */
  readonly vpcSubnets?: SubnetSelection;

  /**
   * The security groups of the function. The cluster's own security group is opened to them where the app knows it.
   *
   * @default - a new one
   */
  readonly securityGroups?: ISecurityGroup[];
}

/**
 * Options for the manifests of the merging function's permissions.
 */
export interface MergeRoleOptions {
  /**
   * The group of the cluster to which the function's role is mapped. Role and ClusterRole have its name.
   *
   * @default 'collector-access'
   */
  readonly group?: string;

  /**
   * The name of the collector's ClusterRole.
   *
   * @default 'aps-collector-role'
   */
  readonly clusterRoleName?: string;

  /**
   * Leaves out the permissions for the collector's ClusterRole, which the app applies by kubectl: the function only edits aws-auth.
   *
   * @default false
   */
  readonly kubectl?: boolean;

  /**
   * The configuration of the collector. Kubernetes lets nobody grant permissions that they do not have, so the function has those that the
   * jobs need, the undocumented ones included.
   *
   * @default - all permissions that AWS documents for a collector
   */
  readonly scrapeConfiguration?: ScrapeConfiguration;
}

/**
 * The way in which a collector gets access to a cluster.
 *
 * It depends on the authentication mode of the cluster, which the CDK knows for clusters that the app creates.
 *
 * @see https://docs.aws.amazon.com/prometheus/latest/userguide/AMP-collector-how-to.html
 */
export class ClusterAccess {
  /**
   * Access by an access entry that the service creates: for clusters with the authentication mode `API` or `API_AND_CONFIG_MAP`,
   * which includes every cluster that aws-eks-v2 creates.
   *
   * Adds nothing to the template, since EKS refuses access entries for service-linked roles from other callers. The deployer needs
   * `eks:CreateAccessEntry` and `eks:AssociateAccessPolicy` on the cluster.
   */
  public static accessEntry(): ClusterAccess {
    return new ClusterAccess(new AccessEntryStrategy());
  }

  /**
   * Access by the ConfigMap aws-auth of a cluster that the collector's own stack creates with aws-eks in the mode `CONFIG_MAP`.
   *
   * The cluster's kubectl handler applies a ClusterRole, a ClusterRoleBinding and an aws-auth that maps the scraper's role to the user
   * `aps-collector-user`. Collectors of one cluster share the ClusterRole; each has its own mapping.
   *
   * The CDK writes the whole ConfigMap: entries that other tools add are removed by the next deployment that changes it. If the app maps
   * nobody else, use `awsAuthMerge()`, which is then the default.
   */
  public static awsAuth(options: AwsAuthOptions = {}): ClusterAccess {
    return new ClusterAccess(new AwsAuthStrategy(options));
  }

  /**
   * Access by an entry that is merged into an aws-auth that this app does not write: of an imported cluster, one of the L1, or one of
   * aws-eks whose nodes are not mapped by the CDK.
   *
   * A Lambda function adds the entry and removes it with the collector. It changes nothing that others wrote, and refuses an edit that
   * would. It may call `eks:DescribeCluster` on this cluster only. The ClusterRole and its binding are applied by the cluster's kubectl
   * provider, or by the function where there is none.
   */
  public static awsAuthMerge(options: AwsAuthMergeOptions = {}): ClusterAccess {
    return new ClusterAccess(new AwsAuthMergeStrategy(options));
  }

  /**
   * Grants no access: map the scraper's role outside of this app. Until then the scraper is ACTIVE and discovers no targets.
   */
  public static none(): ClusterAccess {
    return new ClusterAccess(new NoStrategy());
  }

  /**
   * Returns the least permissions that the role of the merging function needs in a cluster, as manifests in YAML for `kubectl apply`.
   */
  public static mergeRoleManifests(options: MergeRoleOptions = {}): string {
    const { group = 'collector-access', clusterRoleName, kubectl = false, scrapeConfiguration } = options;
    const rules = scrapeConfiguration === undefined
      ? DOCUMENTED_RULES
      : collectorRules(scrapeConfiguration._effective(), { undocumentedPermissions: true });
    return mergeRoleManifests({ group, clusterRoleName, granted: kubectl ? undefined : rules });
  }

  /** @internal */
  public readonly _strategy: AccessStrategy;

  private constructor(strategy: AccessStrategy) {
    this._strategy = strategy;
  }
}
