/** Labels that ready-made rules expect and that only a configuration sets. */
const CONFIGURED_LABELS: ReadonlySet<string> = new Set(['cluster', 'metrics_path']);

/** Programs of every cluster, by their usual jobs: none of their metrics has a label `job`, `cluster` or `metrics_path`. */
const KNOWN_PROGRAMS: ReadonlySet<string | undefined> = new Set([
  'apiserver', 'cadvisor', 'coredns', 'ksh-metrics', 'kcm-metrics', 'kube-controller-manager', 'kube-proxy', 'kube-scheduler', 'kube-state-metrics',
  'kubelet', 'kubelet-cadvisor', 'kubernetes-apiservers', 'node-exporter',
]);

/** Names with which the metrics of these programs begin. */
const KNOWN_METRICS = /^(?:apiserver|container|coredns|etcd|kube|kubelet|kubeproxy|machine|node|scheduler|workqueue)_/;

/** A label of a metric. */
export interface MetricLabel {
  readonly label: string;
  /** Nothing for any metric. */
  readonly metric?: string;
  readonly jobName?: string;
  /** True if the job keeps the labels of the metric where the target has the same. */
  readonly isHonored: boolean;
  /** True if the configuration has an external label of this name. */
  readonly isExternal: boolean;
}

/** Returns true if a program may expose a metric with a label of its own. */
export function isOwnLabel({ label, metric, jobName, isHonored, isExternal }: MetricLabel): boolean {
  // Without honor_labels, Prometheus renames the labels job and instance of a metric to exported_job and exported_instance.
  if (label === 'job') return isHonored && !isKnownProgram(jobName, metric);
  if (!CONFIGURED_LABELS.has(label) && !isExternal) return true;
  if (isKnownProgram(jobName, metric)) return false;
  return isHonored || isExternal;
}

function isKnownProgram(jobName: string | undefined, metric: string | undefined): boolean {
  return KNOWN_PROGRAMS.has(jobName) || (metric !== undefined && KNOWN_METRICS.test(metric));
}
