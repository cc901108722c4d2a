import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { AlertManagerDefinition } from '../alert-manager/alert-manager-definition';
import type { EksCollectorOptions } from '../collector/eks-collector';
import type { IGrafanaWorkspace } from '../grafana/grafana-workspace-props';
import type { RuleGroups } from '../rules/rule-groups';
import type { ScrapeConfiguration } from '../scrape-configuration/scrape-configuration';
import type { StandardRulesOptions } from '../standard/standard-rules-options';

/**
 * Properties for defining the monitoring of an EKS cluster: those of its collector, and of rules and alerts.
 */
export interface EksMonitoringProps extends EksCollectorOptions {
  /**
   * The scrape configuration.
   *
   * @default - the ready-made jobs of the API server, scheduler, controller manager, kubelets, cAdvisor, kube-state-metrics, node exporters
   * and CoreDNS, and pods with the annotation `prometheus.io/scrape`, every minute, with the label `cluster`
   */
  readonly scrapeConfiguration?: ScrapeConfiguration;

  /**
   * Installs the EKS add-ons kube-state-metrics and prometheus-node-exporter, if the scrape configuration has their ready-made jobs. They
   * need nodes, or their deployment fails.
   *
   * @default - true for a cluster with nodes that the app creates; false for Fargate, and for an imported cluster, which may have them
   */
  readonly exporters?: boolean;

  /**
   * Changes to the standard rules: thresholds, severities and labels by the name of the alert.
   *
   * @default - the standard rules that the scrape configuration feeds; those of this cluster only if `workspace` is specified
   */
  readonly standardRules?: StandardRulesOptions;

  /**
   * The rule groups to use in place of the standard rules.
   *
   * @default - the standard rules
   */
  readonly ruleGroups?: RuleGroups;

  /**
   * The topic for alerts of rules and alarms of the workspace. The topic's policy must allow CloudWatch to publish; that of an own topic
   * is extended.
   *
   * @default - a new topic without subscriptions
   */
  readonly alertTopic?: ITopic;

  /**
   * The definition of the alert manager. It applies to the workspace that the construct creates.
   *
   * @default - critical alerts are published to the topic every hour and warnings every twelve hours, with the attributes `severity` and
   * `alertname`; alerts with the severity info or none notify nobody
   */
  readonly alertManager?: AlertManagerDefinition;

  /**
   * The workspace of Amazon Managed Grafana that gets the Prometheus workspace as a data source, and the dashboards of this library. Its
   * role may query the Prometheus workspace.
   *
   * Dashboards exist once in a Grafana workspace: of several clusters, specify it for one, and use `GrafanaProvisioning` without dashboards
   * for the others.
   *
   * @default - no dashboards are provisioned
   */
  readonly grafana?: IGrafanaWorkspace;
}
