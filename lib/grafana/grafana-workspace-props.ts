import type { IResource, RemovalPolicy } from 'aws-cdk-lib';
import type { IInterfaceVpcEndpoint, IPrefixList, ISecurityGroup, IVpc, SubnetSelection } from 'aws-cdk-lib/aws-ec2';
import type { IWorkspaceRef } from 'aws-cdk-lib/aws-grafana';
import type { IRole } from 'aws-cdk-lib/aws-iam';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { IWorkspace } from '../workspace/workspace-interface';
import type { GrafanaAccountAccess } from './grafana-account-access';
import type { GrafanaAuthentication } from './grafana-authentication';
import type { GrafanaVersion } from './grafana-version';

/**
 * A workspace of Amazon Managed Grafana.
 */
export interface IGrafanaWorkspace extends IResource, IWorkspaceRef {
  /**
   * The ID of the workspace: `g-…`.
   *
   * @attribute
   */
  readonly workspaceId: string;

  /**
   * The ARN of the workspace.
   *
   * @attribute
   */
  readonly workspaceArn: string;

  /**
   * The host name of the workspace: `g-….grafana-workspace.REGION.amazonaws.com`.
   *
   * @attribute
   */
  readonly endpoint: string;

  /** The URL of the workspace, which users open and HTTP API clients use. */
  readonly url: string;

  /** The version of Grafana, as far as the app knows it. */
  readonly version?: GrafanaVersion;

  /** The role with which the workspace reads data sources, as far as the app knows it. */
  readonly role?: IRole;
}

/**
 * Attributes of an existing Grafana workspace.
 */
export interface GrafanaWorkspaceAttributes {
  /** The ID of the workspace: `g-…`. */
  readonly workspaceId: string;

  /**
   * The host name of the workspace.
   *
   * @default - formatted from the ID and the Region
   */
  readonly endpoint?: string;

  /**
   * The version of Grafana.
   *
   * @default - unknown
   */
  readonly version?: GrafanaVersion;

  /**
   * The role with which the workspace reads data sources.
   *
   * @default - unknown
   */
  readonly role?: IRole;
}

/**
 * The way in which the permissions of a Grafana workspace are managed.
 *
 * @see https://docs.aws.amazon.com/grafana/latest/userguide/AMG-manage-permissions.html
 */
export enum GrafanaPermissionType {
  /** The app manages the role of the workspace. */
  CUSTOMER_MANAGED = 'CUSTOMER_MANAGED',

  /** The service manages roles. It creates them for workspaces that are created in its console only. */
  SERVICE_MANAGED = 'SERVICE_MANAGED',
}

/**
 * The networks from which users and clients reach a Grafana workspace.
 *
 * @see https://docs.aws.amazon.com/grafana/latest/userguide/AMG-configure-nac.html
 */
export interface GrafanaNetworkAccess {
  /**
   * Lists of IP address ranges.
   *
   * @default - none
   */
  readonly prefixLists?: IPrefixList[];

  /**
   * Interface endpoints of the service `grafana-workspace`.
   *
   * @default - none
   */
  readonly vpcEndpoints?: IInterfaceVpcEndpoint[];
}

/**
 * Properties for defining a Grafana workspace.
 */
export interface GrafanaWorkspaceProps {
  /** The ways in which users sign in: IAM Identity Center, SAML, or both. */
  readonly authentication: GrafanaAuthentication[];

  /**
   * The name of the workspace: 1 to 255 letters, digits and characters of `-._~`.
   *
   * @default - none
   */
  readonly workspaceName?: string;

  /**
   * A description of at most 2,048 characters.
   *
   * @default - none
   */
  readonly description?: string;

  /**
   * The version of Grafana. It can be upgraded later, and not downgraded.
   *
   * @default - the newest version when the workspace is created, and no upgrade later
   */
  readonly version?: GrafanaVersion;

  /**
   * The Prometheus workspaces that Grafana reads. The role of the Grafana workspace may query them.
   *
   * @default - none
   */
  readonly prometheusWorkspaces?: IWorkspace[];

  /**
   * The topics to which alerts of Grafana are published. The role of the Grafana workspace may publish to them.
   *
   * @default - no notifications to Amazon SNS
   */
  readonly alertTopics?: ITopic[];

  /**
   * The accounts whose resources the workspace may read.
   *
   * @default GrafanaAccountAccess.currentAccount()
   */
  readonly accountAccess?: GrafanaAccountAccess;

  /**
   * The way in which permissions are managed.
   *
   * @default GrafanaPermissionType.CUSTOMER_MANAGED
   */
  readonly permissionType?: GrafanaPermissionType;

  /**
   * The role with which the workspace reads data sources. The service `grafana.amazonaws.com` must be able to assume it.
   *
   * @default - a new role, which may query the Prometheus workspaces and publish to the topics
   */
  readonly role?: IRole;

  /**
   * The VPC in which the workspace reaches its data sources. Queries of Prometheus workspaces then need an endpoint of `aps-workspaces`
   * there, or a way to the internet.
   *
   * @default - the workspace reaches public endpoints only
   */
  readonly vpc?: IVpc;

  /**
   * The subnets of the VPC: 2 to 6, in at least two Availability Zones.
   *
   * @default - the private subnets of the VPC
   */
  readonly vpcSubnets?: SubnetSelection;

  /**
   * The security groups in the VPC: 1 to 5.
   *
   * @default - a new one that allows all egress
   */
  readonly securityGroups?: ISecurityGroup[];

  /**
   * The networks from which the workspace can be reached.
   *
   * @default - every network
   */
  readonly networkAccess?: GrafanaNetworkAccess;

  /**
   * Allows administrators of the workspace to install plugins, from Grafana 9 on.
   *
   * @default false
   */
  readonly pluginAdmin?: boolean;

  /**
   * Tags of the workspace, in addition to those of the app.
   *
   * @default - none
   */
  readonly tags?: { readonly [key: string]: string };

  /**
   * The policy for removing the workspace, which contains the dashboards and alerts that users made.
   *
   * @default RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE
   */
  readonly removalPolicy?: RemovalPolicy;
}
