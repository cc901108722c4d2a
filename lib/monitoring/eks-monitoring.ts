import { Stack } from 'aws-cdk-lib';
import type { IAlarmAction } from 'aws-cdk-lib/aws-cloudwatch';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { type ITopic, Topic } from 'aws-cdk-lib/aws-sns';
import { propertyInjectable } from 'aws-cdk-lib/core/lib/prop-injectable';
import { Construct } from 'constructs';
import { onlyCompute } from '../cluster-access/cluster-compute';
import { type ClusterFacts, clusterFacts } from '../cluster-access/cluster-facts';
import { EksCollector } from '../collector/eks-collector';
import { GrafanaProvisioning } from '../grafana/grafana-provisioning';
import { grantPrometheusDataSource } from '../grafana/grafana-role';
import type { IGrafanaWorkspace } from '../grafana/grafana-workspace-props';
import { attributeOrUndefined } from '../private/attribute-or-undefined';
import { throwProblems } from '../private/errors';
import type { PropertyProblem } from '../private/property-problem';
import { warn, WARNINGS } from '../private/warnings';
import { Dashboards } from '../standard/dashboards';
import { StandardRules } from '../standard/standard-rules';
import { ClusterCompute } from '../validation/validation-target';
import { RuleGroupsNamespace } from '../workspace/rule-groups-namespace';
import { Workspace } from '../workspace/workspace';
import { WorkspaceAlarms } from '../workspace/workspace-alarms';
import type { IWorkspace } from '../workspace/workspace-interface';
import type { EksMonitoringProps } from './eks-monitoring-props';
import { installExporters } from './exporters';
import { standardConfiguration } from './standard-configuration';
import { standardRouting } from './standard-routing';

/**
 * Monitoring of an EKS cluster, from its metrics to an alert: a workspace with an alert manager, a log group and alarms, a collector,
 * standard rules, and a topic to subscribe to.
 *
 * With an existing `workspace`, only the collector and the rules of this cluster are created: alert manager, logs and alarms belong to the
 * owner of the workspace.
 *
 * Every part is usable alone: `Workspace`, `WorkspaceAlarms`, `EksCollector`, `StandardRules` and `RuleGroupsNamespace`.
 */
@propertyInjectable
export class EksMonitoring extends Construct {
  /** Uniquely identifies this class for property injection. */
  public static readonly PROPERTY_INJECTION_ID: string = 'cdk-managed-prometheus.EksMonitoring';

  /** The workspace that stores the metrics and evaluates the rules. */
  public readonly workspace: IWorkspace;

  /** The collector of the cluster. */
  public readonly collector: EksCollector;

  /** The namespace of the rules. */
  public readonly rules: RuleGroupsNamespace;

  /** The topic for alerts and alarms; undefined if `workspace` is specified. */
  public readonly alertTopic?: ITopic;

  /** The alarms of the workspace; undefined if `workspace` is specified. */
  public readonly alarms?: WorkspaceAlarms;

  /**
   * True if the standard rules apply to all clusters of the workspace.
   *
   * @internal
   */
  public readonly _hasRulesOfEveryCluster: boolean;

  constructor(scope: Construct, id: string, props: EksMonitoringProps) {
    throwProblems(scope, id, monitoringProblems(props));
    super(scope, id);

    const { cluster, alias, exporters, standardRules, ruleGroups, alertTopic, alertManager, grafana, ...collectorProps } = props;
    const facts = clusterFacts(cluster);
    const scrapeConfiguration = props.scrapeConfiguration ?? standardConfiguration(facts);
    const shared = props.workspace && Workspace._fromReference(this, 'Workspace', props.workspace);
    const rules = ruleGroups ?? StandardRules.forJobs(scrapeConfiguration, {
      ...shared && { cluster: cluster.clusterRef.clusterName }, ...standardRules,
    });
    if (shared === undefined) this.alertTopic = alertTopic ?? ownTopic(this);
    this.workspace = shared ?? new Workspace(this, 'Workspace', {
      ...alias !== undefined && { alias },
      logging: {},
      alertManager: alertManager ?? (this.alertTopic && standardRouting(this.alertTopic, rules)),
    });
    if (this.alertTopic) this.alarms = workspaceAlarms(this, this.workspace, this.alertTopic);

    this.collector = new EksCollector(this, 'Collector', {
      ...collectorProps, cluster, scrapeConfiguration, workspace: this.workspace, ...alias !== undefined && { alias },
    });
    if (exporters ?? mayInstallExporters(facts)) installExporters(this, cluster, scrapeConfiguration);
    this.rules = new RuleGroupsNamespace(this, 'Rules', { workspace: this.workspace, ruleGroups: rules });
    this._hasRulesOfEveryCluster = ruleGroups === undefined && shared === undefined && standardRules?.cluster === undefined;
    if (ruleGroups === undefined) warnOfOverlap(this, this.workspace);
    if (grafana) provisionDashboards(this, grafana, this.workspace);
  }
}

/** Two rules that record the same series at the same time lose one of the two samples. */
function warnOfOverlap(monitoring: EksMonitoring, workspace: IWorkspace): void {
  const owner = workspace.node.scope;
  if (owner === monitoring || !(owner instanceof EksMonitoring) || !owner._hasRulesOfEveryCluster) return;
  warn(monitoring, WARNINGS.overlappingRules,
    `the rules of ${owner.node.path} apply to every cluster of the workspace, so series of this cluster would be recorded twice, and the `
    + `service discards samples; specify standardRules: { cluster: cluster.clusterName } for ${owner.node.path}`);
}

/** On Fargate their namespaces need a profile; a cluster that the app does not create may have them. */
function mayInstallExporters(facts: ClusterFacts): boolean {
  return facts.resource !== undefined && onlyCompute(facts) !== ClusterCompute.FARGATE;
}

function monitoringProblems(props: EksMonitoringProps): PropertyProblem[] {
  const { workspace, destination, ruleGroups, standardRules, alertTopic, alertManager } = props;
  const problem = (path: string, isWrong: boolean, message: string) => isWrong ? [{ path, message }] : [];
  return [
    ...problem('destination', destination !== undefined,
      'rules and alerts need a workspace; specify workspace, or use EksCollector for another destination'),
    ...problem('ruleGroups', ruleGroups !== undefined && standardRules !== undefined, 'specify ruleGroups or standardRules, not both'),
    ...problem('alertManager', workspace !== undefined && alertManager !== undefined,
      'specify alertManager where the workspace is created: a workspace has one definition'),
    ...problem('alertTopic', workspace !== undefined && alertTopic !== undefined,
      'alerts of an existing workspace are routed by its own alert manager; specify the topic there'),
  ];
}

function workspaceAlarms(scope: Construct, workspace: IWorkspace, topic: ITopic): WorkspaceAlarms {
  // As SnsAction does, which would load the modules of every kind of action.
  const notify: IAlarmAction = { bind: () => ({ alarmActionArn: topic.topicArn }) };
  const alarms = new WorkspaceAlarms(scope, 'Alarms', { workspace, actions: [notify] });
  // Any policy of a topic replaces the default one, which lets alarms of the account publish.
  const allowing = (actions: string[], resources: string[]) => new PolicyStatement({
    principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
    actions,
    resources,
    conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(scope).account } },
  });
  topic.addToResourcePolicy(allowing(['sns:Publish'], [topic.topicArn]));
  attributeOrUndefined(() => topic.masterKey)?.addToResourcePolicy(allowing(['kms:GenerateDataKey*', 'kms:Decrypt'], ['*']), true);
  return alarms;
}

function provisionDashboards(scope: Construct, grafana: IGrafanaWorkspace, workspace: IWorkspace): void {
  if (grafana.role) grantPrometheusDataSource(grafana.role, [workspace]);
  new GrafanaProvisioning(scope, 'Dashboards', {
    grafana, prometheusWorkspaces: [workspace], dashboards: Dashboards.all().map(({ json }) => json),
  });
}

function ownTopic(scope: Construct): Topic {
  return new Topic(scope, 'Alerts', { enforceSSL: true });
}
