import type { Duration } from 'aws-cdk-lib';

/**
 * Options of standard rules.
 */
export interface StandardRulesOptions {
  /**
   * Changes to single alerts, by the name of the alert: its threshold, severity, waiting time or labels, or `enabled: false` to leave it
   * out.
   *
   * @default - the standard alerts
   */
  readonly alerts?: { readonly [name: string]: StandardAlertOptions };

  /**
   * Labels to add to every alert, such as the team that is on call. The alert manager can route by them. The severity is specified for each
   * alert in `alerts`.
   *
   * @default - none
   */
  readonly labels?: { readonly [name: string]: string };

  /**
   * The beginning of runbook URLs, such as `https://wiki.example.com/runbooks/`. The annotation `runbook_url` of an alert is this text,
   * usually with a slash at its end, and the name of the alert.
   *
   * @default - no annotation
   */
  readonly runbookUrlPrefix?: string;

  /**
   * The value of the label `cluster` to which the rules are restricted. Specify it if several clusters write to the workspace and each one
   * has rules of its own.
   *
   * @default - the rules apply to all clusters of the workspace
   */
  readonly cluster?: string;

  /**
   * The names of jobs that are neither ready-made nor AWS's, by what they scrape.
   *
   * @default - the names of the ready-made jobs, of AWS's default configuration and of common configurations
   */
  readonly jobNames?: StandardJobNames;
}

/**
 * Changes to a standard alert.
 */
export interface StandardAlertOptions {
  /**
   * Includes the alert in the rules; false leaves it out.
   *
   * @default true
   */
  readonly enabled?: boolean;

  /**
   * The threshold, in the unit of the alert's runbook page: percentages from 0 to 100, other quantities from 0. Some alerts have none.
   *
   * @default - the threshold of the standard alert
   */
  readonly threshold?: number;

  /**
   * The value of the label `severity`.
   *
   * @default - the severity of the standard alert: critical, warning, info or none
   */
  readonly severity?: string;

  /**
   * The time for which the condition must hold until the alert fires.
   *
   * @default - the time of the standard alert
   */
  readonly for?: Duration;

  /**
   * Labels to add to the alert.
   *
   * @default - none
   */
  readonly labels?: { readonly [name: string]: string };
}

/**
 * Names of the jobs that scrape the programs of a cluster.
 */
export interface StandardJobNames {
  /**
   * The job of the API server.
   *
   * @default - `apiserver` or `kubernetes-apiservers`
   */
  readonly apiServer?: string;

  /**
   * The job of cAdvisor.
   *
   * @default - `kubelet-cadvisor` or `cadvisor`
   */
  readonly cadvisor?: string;

  /**
   * The job of the controller manager.
   *
   * @default - `kube-controller-manager` or `kcm-metrics`
   */
  readonly controllerManager?: string;

  /**
   * The job of CoreDNS.
   *
   * @default - `coredns` or `kube-dns`
   */
  readonly coreDns?: string;

  /**
   * The job of the kubelets.
   *
   * @default - `kubelet` or `kubernetes-nodes`
   */
  readonly kubelet?: string;

  /**
   * The job of kube-state-metrics.
   *
   * @default - `kube-state-metrics`
   */
  readonly kubeStateMetrics?: string;

  /**
   * The job of node exporters.
   *
   * @default - `node-exporter`
   */
  readonly nodeExporter?: string;

  /**
   * The job of the scheduler.
   *
   * @default - `kube-scheduler` or `ksh-metrics`
   */
  readonly scheduler?: string;
}
