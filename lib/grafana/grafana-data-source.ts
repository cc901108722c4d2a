import { Duration, Token } from 'aws-cdk-lib';
import type { Grant, IGrantable, IRoleRef } from 'aws-cdk-lib/aws-iam';
import { throwValueProblems } from '../private/errors';
import type { PropertyProblem } from '../private/property-problem';
import { writeYaml } from '../scrape-configuration/writer/write-yaml';
import type { IWorkspace } from '../workspace/workspace-interface';
import { dataSourceType, PLUGIN } from './data-source-type';
import type { GrafanaDataSourceOptions, GrafanaGrantOptions } from './grafana-data-source-options';

const SUBJECT = 'the data source of Grafana';
const FIRST_SUPPORTED = 9;

const ALERT_ACTIONS = [
  'aps:ListRules', 'aps:ListAlerts', 'aps:ListAlertManagerAlerts', 'aps:ListAlertManagerAlertGroups', 'aps:ListAlertManagerReceivers',
  'aps:ListAlertManagerSilences', 'aps:GetAlertManagerSilence', 'aps:GetAlertManagerStatus',
];

/**
 * A data source of Grafana that queries a workspace, with requests signed by SigV4.
 *
 * @see https://docs.aws.amazon.com/prometheus/latest/userguide/AMP-onboard-query-standalone-grafana.html
 */
export class GrafanaDataSource {
  /**
   * Describes the data source of a workspace.
   *
   * @param workspace the workspace, created or imported
   * @param options the version of Grafana, and names
   */
  public static forWorkspace(workspace: IWorkspace, options: GrafanaDataSourceOptions = {}): GrafanaDataSource {
    throwValueProblems(SUBJECT, optionProblems(options));
    return new GrafanaDataSource(workspace, options);
  }

  /** The type of the data source: the ID of the plugin that serves it. */
  public readonly type: string;

  /** The UID of the data source. */
  public readonly uid: string;

  private constructor(private readonly workspace: IWorkspace, private readonly options: GrafanaDataSourceOptions) {
    this.type = dataSourceType(options.grafanaVersion?.major);
    this.uid = options.uid ?? 'amp';
  }

  /**
   * Returns the file that provisions the data source: `provisioning/datasources/amp.yaml`.
   *
   * Grafana also needs `sigv4_auth_enabled = true` in the section `auth` of its configuration, and from Grafana 12 the plugin.
   *
   * @see https://grafana.com/docs/grafana/latest/administration/provisioning/
   */
  public toYaml(): string {
    return writeYaml(this.provisioning(), SUBJECT);
  }

  /**
   * Returns values of Grafana's Helm chart: the data source, the plugin it needs, the setting that allows signing, and the role of the
   * service account if one is given.
   *
   * @param role the role of Grafana's pods for IAM roles for service accounts; none with EKS Pod Identity
   * @see https://github.com/grafana/helm-charts/tree/main/charts/grafana
   */
  public toHelmValues(role?: IRoleRef): { [key: string]: unknown } {
    return {
      ...this.type === PLUGIN && { plugins: [PLUGIN] },
      'grafana.ini': { auth: { sigv4_auth_enabled: true } },
      ...role && { serviceAccount: { annotations: { 'eks.amazonaws.com/role-arn': role.roleRef.roleArn } } },
      'datasources': { 'datasources.yaml': this.provisioning() },
    };
  }

  /**
   * Grants what the data source needs to the role of Grafana: queries, labels and metadata.
   *
   * @param grantee the role of Grafana, or the role that it assumes
   * @param options whether to grant reading alerts
   */
  public grantRead(grantee: IGrantable, options: GrafanaGrantOptions = {}): Grant {
    const grant = this.workspace.grants.query(grantee);
    return options.alerts === true ? grant.combine(this.workspace.grants.actions(grantee, ...ALERT_ACTIONS)) : grant;
  }

  private provisioning(): { [field: string]: unknown } {
    const { name = 'Amazon Managed Service for Prometheus', isDefault = false, scrapeInterval = Duration.minutes(1), assumedRole } = this.options;
    return {
      apiVersion: 1,
      datasources: [{
        name,
        uid: this.uid,
        type: this.type,
        access: 'proxy',
        url: this.workspace.prometheusEndpoint,
        isDefault,
        editable: false,
        jsonData: {
          httpMethod: 'POST',
          prometheusType: 'Prometheus',
          timeInterval: `${scrapeInterval.toSeconds()}s`,
          sigV4Auth: true,
          sigV4AuthType: 'default',
          sigV4Region: this.workspace.env.region,
          ...assumedRole && { sigV4AssumeRoleArn: assumedRole.roleRef.roleArn },
        },
      }],
    };
  }
}

function optionProblems({ grafanaVersion, uid }: GrafanaDataSourceOptions): PropertyProblem[] {
  return [
    ...grafanaVersion?.major !== undefined && grafanaVersion.major < FIRST_SUPPORTED
      ? [{ path: 'grafanaVersion', message: `must be ${FIRST_SUPPORTED} or later, got ${grafanaVersion.version}` }]
      : [],
    ...uid !== undefined && !Token.isUnresolved(uid) && !/^[\w-]{1,40}$/.test(uid)
      ? [{ path: 'uid', message: `must be 1 to 40 letters, digits, '-' and '_', got ${uid}` }]
      : [],
  ];
}
