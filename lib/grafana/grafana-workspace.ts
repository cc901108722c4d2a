import { ArnFormat, Aws, RemovalPolicy, Resource, Stack, Token } from 'aws-cdk-lib';
import { type ISubnet, SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { CfnWorkspace, type WorkspaceReference } from 'aws-cdk-lib/aws-grafana';
import type { IRole } from 'aws-cdk-lib/aws-iam';
import { propertyInjectable } from 'aws-cdk-lib/core/lib/prop-injectable';
import type { Construct } from 'constructs';
import { renderTags } from '../private/checks';
import { throwProblems } from '../private/errors';
import { LIMITS } from '../private/limits';
import type { PropertyProblem } from '../private/property-problem';
import { GrafanaAccountAccess } from './grafana-account-access';
import { grafanaRole, grantPrometheusDataSource } from './grafana-role';
import type { GrafanaVersion } from './grafana-version';
import { grafanaSubnetProblems, grafanaWorkspaceProblems } from './grafana-workspace-checks';
import {
  GrafanaPermissionType, type GrafanaWorkspaceAttributes, type GrafanaWorkspaceProps, type IGrafanaWorkspace,
} from './grafana-workspace-props';

abstract class GrafanaWorkspaceBase extends Resource implements IGrafanaWorkspace {
  public abstract readonly workspaceId: string;
  public abstract readonly endpoint: string;
  public abstract readonly version?: GrafanaVersion;
  public abstract readonly role?: IRole;

  public get workspaceArn(): string {
    return Stack.of(this).formatArn({
      service: 'grafana', region: this.env.region, account: this.env.account,
      resource: '', resourceName: `workspaces/${this.workspaceId}`, arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
    });
  }

  public get workspaceRef(): WorkspaceReference {
    return { workspaceId: this.workspaceId };
  }

  public get url(): string {
    return `https://${this.endpoint}`;
  }
}

/**
 * A workspace of Amazon Managed Grafana.
 *
 * A new workspace has no users; assign them in the console or with `aws grafana update-permissions`.
 *
 * @stateful
 * @resource AWS::Grafana::Workspace
 */
@propertyInjectable
export class GrafanaWorkspace extends GrafanaWorkspaceBase {
  /** Uniquely identifies this class for property injection. */
  public static readonly PROPERTY_INJECTION_ID: string = 'cdk-managed-prometheus.GrafanaWorkspace';

  /**
   * Imports an existing Grafana workspace of the stack's account and Region by its ID.
   *
   * @param scope the construct's scope
   * @param id the construct's ID
   * @param workspaceId the ID of the workspace: `g-…`
   */
  public static fromGrafanaWorkspaceId(scope: Construct, id: string, workspaceId: string): IGrafanaWorkspace {
    return GrafanaWorkspace.fromGrafanaWorkspaceAttributes(scope, id, { workspaceId });
  }

  /**
   * Imports an existing Grafana workspace of the stack's account and Region.
   *
   * @param scope the construct's scope
   * @param id the construct's ID
   * @param attributes the attributes of the workspace
   */
  public static fromGrafanaWorkspaceAttributes(scope: Construct, id: string, attributes: GrafanaWorkspaceAttributes): IGrafanaWorkspace {
    throwProblems(scope, id, workspaceIdProblems(attributes.workspaceId));
    return new ImportedGrafanaWorkspace(scope, id, attributes);
  }

  public readonly version?: GrafanaVersion;
  public readonly role?: IRole;

  private readonly resource: CfnWorkspace;

  public get workspaceId(): string {
    return this.resource.attrId;
  }

  public get endpoint(): string {
    return this.resource.attrEndpoint;
  }

  constructor(scope: Construct, id: string, props: GrafanaWorkspaceProps) {
    const network = subnetsOf(props);
    throwProblems(scope, id, [...grafanaWorkspaceProblems(props), ...network.problems]);
    super(scope, id);

    const { prometheusWorkspaces = [], alertTopics = [], authentication, networkAccess } = props;
    this.version = props.version;
    this.role = props.role ?? grafanaRole(this, 'Role');
    grantPrometheusDataSource(this.role, prometheusWorkspaces);
    for (const topic of alertTopics) topic.grantPublish(this.role);
    this.resource = new CfnWorkspace(this, 'Resource', {
      ...(props.accountAccess ?? GrafanaAccountAccess.currentAccount())._render(),
      authenticationProviders: authentication.map(each => each._render().provider),
      samlConfiguration: authentication.map(each => each._render().saml).find(saml => saml !== undefined),
      permissionType: props.permissionType ?? GrafanaPermissionType.CUSTOMER_MANAGED,
      roleArn: this.role.roleArn,
      name: props.workspaceName,
      description: props.description,
      grafanaVersion: props.version?.version,
      dataSources: prometheusWorkspaces.length === 0 ? undefined : ['PROMETHEUS'],
      notificationDestinations: alertTopics.length === 0 ? undefined : ['SNS'],
      pluginAdminEnabled: props.pluginAdmin,
      networkAccessControl: networkAccess && {
        prefixListIds: (networkAccess.prefixLists ?? []).map(({ prefixListId }) => prefixListId),
        vpceIds: (networkAccess.vpcEndpoints ?? []).map(({ vpcEndpointId }) => vpcEndpointId),
      },
      vpcConfiguration: this.vpcConfiguration(props, network.subnets),
      tags: renderTags(props.tags),
    });
    this.resource.applyRemovalPolicy(props.removalPolicy ?? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
  }

  private vpcConfiguration(
    { vpc, securityGroups }: GrafanaWorkspaceProps, subnets: readonly ISubnet[],
  ): CfnWorkspace.VpcConfigurationProperty | undefined {
    if (vpc === undefined) return undefined;
    const groups = securityGroups ?? [new SecurityGroup(this, 'SecurityGroup', { vpc, description: 'Data sources of a workspace of Amazon Managed Grafana' })];
    return { subnetIds: subnets.map(({ subnetId }) => subnetId), securityGroupIds: groups.map(({ securityGroupId }) => securityGroupId) };
  }
}

class ImportedGrafanaWorkspace extends GrafanaWorkspaceBase {
  public readonly workspaceId: string;
  public readonly endpoint: string;
  public readonly version?: GrafanaVersion;
  public readonly role?: IRole;

  constructor(scope: Construct, id: string, { workspaceId, endpoint, version, role }: GrafanaWorkspaceAttributes) {
    super(scope, id);
    this.workspaceId = workspaceId;
    this.endpoint = endpoint ?? `${workspaceId}.grafana-workspace.${this.env.region}.${Aws.URL_SUFFIX}`;
    this.version = version;
    this.role = role;
  }
}

/** The subnets in which the workspace reaches its data sources, and their problems. */
interface ChosenSubnets {
  readonly subnets: readonly ISubnet[];
  readonly problems: readonly PropertyProblem[];
}

function subnetsOf({ vpc, vpcSubnets }: GrafanaWorkspaceProps): ChosenSubnets {
  if (vpc === undefined) return { subnets: [], problems: [] };
  try {
    const { subnets } = vpc.selectSubnets(vpcSubnets);
    return { subnets, problems: grafanaSubnetProblems(subnets) };
  } catch (error) {
    // The VPC has no such subnets.
    return { subnets: [], problems: [{ path: 'vpcSubnets', message: error instanceof Error ? error.message : String(error) }] };
  }
}

function workspaceIdProblems(workspaceId: string): PropertyProblem[] {
  if (Token.isUnresolved(workspaceId) || LIMITS.grafana.workspaceId.test(workspaceId)) return [];
  return [{ path: 'workspaceId', message: `must be an ID such as g-0123456789, got '${workspaceId}'` }];
}
