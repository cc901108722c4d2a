import { createHash } from 'node:crypto';
import { Names, Token } from 'aws-cdk-lib';
import type { ISecurityGroup, IVpc, SubnetSelection } from 'aws-cdk-lib/aws-ec2';
import { propertyInjectable } from 'aws-cdk-lib/core/lib/prop-injectable';
import { Construct } from 'constructs';
import { throwProblems } from '../private/errors';
import type { PropertyProblem } from '../private/property-problem';
import { referenceKey } from '../private/reference-key';
import { addTextWarnings } from '../private/text-warnings';
import type { ProvisionedDashboards } from '../workspace/provisioned-dashboards';
import { warnOfIncoherentDashboards } from '../workspace/workspace-coherence';
import type { IWorkspace } from '../workspace/workspace-interface';
import { withInputs } from './dashboard-inputs';
import { validateFolderTitle, type ProvisionedFolder } from './folder-titles';
import type { IGrafanaWorkspace } from './grafana-workspace-props';
import { readDashboards } from './given-dashboards';
import { provisioningLibrary } from './provisioning/provisioning-library';
import type { ProvisionedDataSource } from './provisioning/resource-properties';

/** The treatment of changes that users made to provisioned dashboards in Grafana. */
export enum GrafanaUserChanges {
  /** A deployment that changes the provisioning replaces the changes of users. They remain in the history of the dashboard. */
  OVERWRITE = 'OVERWRITE',

  /** A dashboard that users changed is left alone until it is deleted. */
  KEEP = 'KEEP',
}

/**
 * Properties for defining the contents of a Grafana workspace.
 */
export interface GrafanaProvisioningProps {
  /** The Grafana workspace. */
  readonly grafana: IGrafanaWorkspace;

  /**
   * The Prometheus workspaces that become data sources. The role of the Grafana workspace must be allowed to query them, as it is if they
   * are among its `prometheusWorkspaces`.
   *
   * @default - none
   */
  readonly prometheusWorkspaces?: IWorkspace[];

  /**
   * The dashboards as JSON: those of this library (`Dashboards.all()`), and your own, as Grafana exports them. Each must have a `uid` and a
   * `title`. Inputs of exports for sharing (`${DS_PROMETHEUS}`) become the first of `prometheusWorkspaces`.
   *
   * @default - none
   */
  readonly dashboards?: string[];

  /**
   * The title of the folder of the dashboards. Before Grafana 11, each `GrafanaProvisioning` of a Grafana workspace needs its own.
   *
   * @default Prometheus
   */
  readonly folderTitle?: string;

  /**
   * The treatment of changes that users made to the dashboards.
   *
   * @default GrafanaUserChanges.OVERWRITE
   */
  readonly userChanges?: GrafanaUserChanges;

  /**
   * The VPC in which the function runs: for a Grafana workspace whose network access is restricted. It needs a way to the APIs of Grafana,
   * Amazon S3 and CloudFormation too.
   *
   * @default - outside of any VPC
   */
  readonly vpc?: IVpc;

  /**
   * The subnets of the VPC.
   *
   * @default - the private subnets of the VPC
   */
  readonly vpcSubnets?: SubnetSelection;

  /**
   * The security groups of the function.
   *
   * @default - a new one that allows all egress
   */
  readonly securityGroups?: ISecurityGroup[];
}

/**
 * Data sources, a folder and dashboards in a workspace of Amazon Managed Grafana.
 *
 * No API of AWS creates them, so a function calls the HTTP API of Grafana when the stack is deployed. It keeps one service account, named
 * `cdk-managed-prometheus`, in each Grafana workspace, which AWS charges as a user. Its token is deleted after each deployment.
 *
 * The function replaces and deletes only what it created itself: a data source or a dashboard of the same UID that somebody else created
 * fails the deployment.
 *
 * Throws if a dashboard is no JSON, lacks `uid` or `title`, if two have the same `uid`, or before Grafana 11 the same `title`, or if one
 * has an input for a data source and there is no Prometheus workspace; if the Grafana workspace is older than version 9. Synthesis fails if
 * two constructs give folders the same title in a Grafana workspace before version 11.
 *
 * @see https://docs.aws.amazon.com/grafana/latest/userguide/service-accounts.html
 */
@propertyInjectable
export class GrafanaProvisioning extends Construct {
  /** Uniquely identifies this class for property injection. */
  public static readonly PROPERTY_INJECTION_ID: string = 'cdk-managed-prometheus.GrafanaProvisioning';

  /** The UID of the folder of the dashboards. */
  public readonly folderUid: string;

  /** The UIDs of the data sources, in the order of `prometheusWorkspaces`. */
  public readonly dataSourceUids: string[];

  /** @internal */
  public readonly _provisioned: ProvisionedDashboards;

  /** @internal */
  public readonly _folder?: ProvisionedFolder;

  constructor(scope: Construct, id: string, props: GrafanaProvisioningProps) {
    const workspaces = props.prometheusWorkspaces ?? [];
    const facts = { hasDataSource: workspaces.length > 0, version: props.grafana.version };
    const { dashboards: given, problems } = readDashboards(props.dashboards ?? [], facts);
    throwProblems(scope, id, [...versionProblems(props.grafana), ...problems, ...folderProblems(props)]);
    super(scope, id);

    const dataSources = workspaces.map(workspace => this.dataSource(workspace));
    this.dataSourceUids = dataSources.map(({ uid }) => uid);
    const dashboards = given.map(dashboard => withInputs(dashboard, this.dataSourceUids[0]));
    this.folderUid = uidOf(this.node.path);
    const title = props.folderTitle ?? 'Prometheus';
    const grafana = referenceKey(this, props.grafana.workspaceArn);
    const { ProvisioningFunction } = provisioningLibrary();
    const { resource } = new ProvisioningFunction(this, 'Provisioning', {
      grafana: props.grafana,
      dataSources, dashboards,
      folder: { uid: this.folderUid, title },
      userChanges: props.userChanges ?? GrafanaUserChanges.OVERWRITE,
      vpc: props.vpc, vpcSubnets: props.vpcSubnets, securityGroups: props.securityGroups,
    });
    this._provisioned = {
      resource, dashboards, grafana,
      dataSources: workspaces.map((workspace, index) => ({ workspace, uid: this.dataSourceUids[index] ?? '' })),
    };
    // A folder is created with its first dashboard.
    this._folder = dashboards.length === 0 ? undefined : { grafana, title, version: props.grafana.version };
    validateFolderTitle(this);
    warnOfIncoherentDashboards(this, resource, (problems) => {
      addTextWarnings(this, problems);
    });
  }

  private dataSource(workspace: IWorkspace): ProvisionedDataSource {
    const uid = uidOf(`${this.node.path}/${workspace.node.path}`);
    return {
      uid, region: workspace.env.region, url: workspace.queryUrl.replace(/\/api\/v1\/query$/, ''),
      name: Names.uniqueResourceName(workspace, { maxLength: 60, separator: '-' }),
    };
  }
}

/** A UID of Grafana: at most 40 letters, digits, hyphens and underscores. */
function uidOf(path: string): string {
  return `amp-${createHash('sha256').update(path).digest('hex').slice(0, 20)}`;
}

/** Service accounts came with version 9. */
function versionProblems({ version }: IGrafanaWorkspace): PropertyProblem[] {
  return version?.major === undefined || version.major >= 9
    ? []
    : [{ path: 'grafana', message: `requires Grafana 9 or newer, got ${version.version}: older versions have no service accounts` }];
}

function folderProblems({ folderTitle }: GrafanaProvisioningProps): PropertyProblem[] {
  return folderTitle === undefined || Token.isUnresolved(folderTitle) || folderTitle.trim() !== ''
    ? []
    : [{ path: 'folderTitle', message: 'must not be empty' }];
}
