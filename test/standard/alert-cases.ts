/** An alert with series that fire it and series that must not. */
export interface AlertCase {
  readonly alert: string;
  /** Series in promtool's notation, one sample per minute. A value alone is constant. */
  readonly fires: Readonly<Record<string, string>>;
  readonly quiet: Readonly<Record<string, string>>;
  /** The labels of the alert, without its severity. */
  readonly labels?: Readonly<Record<string, string>>;
  /** The value of the alert as its description shows it. */
  readonly value?: string;
  /** The first minute at which the expression has a result. */
  readonly activeAt?: number;
}

const POD = { cluster: 'c', namespace: 'shop', pod: 'web-1' };
const CONTAINER = { ...POD, container: 'app' };
const NODE = { cluster: 'c', node: 'n1' };

function series(metric: string, ...sets: ReadonlyArray<Readonly<Record<string, string>>>): string {
  return `${metric}{${sets.flatMap(set => Object.entries(set)).map(([name, value]) => `${name}="${value}"`).join(',')}}`;
}

const ksm = (metric: string, ...sets: ReadonlyArray<Readonly<Record<string, string>>>) => series(metric, { job: 'kube-state-metrics' }, ...sets);
const api = (metric: string, ...sets: ReadonlyArray<Readonly<Record<string, string>>>) => series(metric, { job: 'apiserver', cluster: 'c' }, ...sets);
const dns = (metric: string, ...sets: ReadonlyArray<Readonly<Record<string, string>>>) => series(metric, { job: 'coredns', cluster: 'c' }, ...sets);
const kubelet = (metric: string, ...sets: ReadonlyArray<Readonly<Record<string, string>>>) => series(metric, { job: 'kubelet', cluster: 'c' }, ...sets);
const host = (metric: string, ...sets: ReadonlyArray<Readonly<Record<string, string>>>) =>
  series(metric, { job: 'node-exporter', cluster: 'c', instance: 'n1' }, ...sets);

const ALL_JOBS = ['apiserver', 'coredns', 'kube-controller-manager', 'kube-proxy', 'kube-scheduler', 'kube-state-metrics', 'node-exporter', 'kubelet'];

function up(values: Readonly<Record<string, string>> = {}): Record<string, string> {
  return Object.fromEntries(ALL_JOBS.flatMap((job) => {
    const value = values[job] ?? '1';
    return value === '' ? [] : [[series('up', { cluster: 'c', job, instance: 'i1' }), value]];
  }));
}

const DEPLOYMENT = { cluster: 'c', namespace: 'shop', deployment: 'web' };
const STATEFUL_SET = { cluster: 'c', namespace: 'shop', statefulset: 'db' };
const DAEMON_SET = { cluster: 'c', namespace: 'kube-system', daemonset: 'aws-node' };
const AUTOSCALER = { cluster: 'c', namespace: 'shop', horizontalpodautoscaler: 'web' };
const CLAIM = { namespace: 'shop', persistentvolumeclaim: 'data' };
const QUOTA = { cluster: 'c', namespace: 'shop', resourcequota: 'team', resource: 'requests.cpu' };
const MOUNT = { mountpoint: '/', fstype: 'xfs' };
const GIB = 1024 ** 3;

function replicas(wanted: string, actual: string, labels: Readonly<Record<string, string>>) {
  return (want: string, have: string) => ({ [ksm(wanted, labels)]: want, [ksm(actual, labels)]: have });
}

const deployment = replicas('kube_deployment_spec_replicas', 'kube_deployment_status_replicas_available', DEPLOYMENT);
const statefulSet = replicas('kube_statefulset_replicas', 'kube_statefulset_status_replicas_ready', STATEFUL_SET);
const daemonSet = replicas('kube_daemonset_status_desired_number_scheduled', 'kube_daemonset_status_number_ready', DAEMON_SET);

function autoscaler(current: string): Record<string, string> {
  return {
    [ksm('kube_horizontalpodautoscaler_status_current_replicas', AUTOSCALER)]: current,
    [ksm('kube_horizontalpodautoscaler_spec_max_replicas', AUTOSCALER)]: '10',
    [ksm('kube_horizontalpodautoscaler_spec_min_replicas', AUTOSCALER)]: '2',
  };
}

function requests(good: string, bad: string): Record<string, string> {
  return {
    [api('apiserver_request_total', { verb: 'GET', code: '200' })]: good,
    [api('apiserver_request_total', { verb: 'GET', code: '500' })]: bad,
    [api('apiserver_request_total', { verb: 'WATCH', code: '500' })]: '0+900x600',
  };
}

/** All observations are between two bounds. */
function between(
  name: string, low: string, high: string, of = api, ...labels: ReadonlyArray<Readonly<Record<string, string>>>
): Record<string, string> {
  return {
    [of(`${name}_bucket`, ...labels, { le: low })]: '0+0x600',
    [of(`${name}_bucket`, ...labels, { le: high })]: '0+60x600',
    [of(`${name}_bucket`, ...labels, { le: '+Inf' })]: '0+60x600',
  };
}

function filesystem(size: string, available: string, labels: Readonly<Record<string, string>> = MOUNT): Record<string, string> {
  return { [host('node_filesystem_size_bytes', labels)]: size, [host('node_filesystem_avail_bytes', labels)]: available };
}

function volume(capacity: string, available: string): Record<string, string> {
  return { [kubelet('kubelet_volume_stats_capacity_bytes', CLAIM)]: capacity, [kubelet('kubelet_volume_stats_available_bytes', CLAIM)]: available };
}

function ready(...values: string[]): Record<string, string> {
  return Object.fromEntries(values.map((value, index) =>
    [ksm('kube_node_status_condition', { cluster: 'c', node: `n${index}`, condition: 'Ready', status: 'unknown' }), value]));
}

export const ALERT_CASES: readonly AlertCase[] = [
  { alert: 'CollectorNotScraping', fires: { unrelated: '1' }, quiet: up() },
  {
    alert: 'CollectorJobWithoutTargets', fires: up({ coredns: '' }), quiet: up({ coredns: '0' }), labels: { cluster: 'c', job: 'coredns' },
  },
  {
    alert: 'CollectorTargetsDown', labels: { cluster: 'c', job: 'pods' }, value: '50',
    fires: { 'up{cluster="c",job="pods",instance="1"}': '0', 'up{cluster="c",job="pods",instance="2"}': '1' },
    quiet: Object.fromEntries(Array.from({ length: 10 }, (_, index) => [`up{cluster="c",job="pods",instance="${index}"}`, index === 0 ? '0' : '1'])),
  },
  {
    alert: 'CollectorJobDown', labels: { cluster: 'c', job: 'apiserver' },
    fires: up({ apiserver: '0' }), quiet: { ...up({ apiserver: '0' }), 'up{cluster="c",job="apiserver",instance="i2"}': '1' },
  },
  {
    alert: 'CollectorScrapeRejected', labels: { cluster: 'c', job: 'pods', instance: '1' },
    fires: { 'up{cluster="c",job="pods",instance="1"}': '0', 'scrape_samples_scraped{cluster="c",job="pods",instance="1"}': '70000' },
    quiet: { 'up{cluster="c",job="pods",instance="1"}': '0', 'scrape_samples_scraped{cluster="c",job="pods",instance="1"}': '0' },
  },
  {
    alert: 'CollectorSamplesJumped', labels: { cluster: 'c', job: 'pods' }, value: '41k', activeAt: 1440,
    fires: { 'scrape_samples_post_metric_relabeling{cluster="c",job="pods"}': '20000x1439 41000x100' },
    quiet: { 'scrape_samples_post_metric_relabeling{cluster="c",job="pods"}': '20000x1439 40000x100' },
  },
  {
    alert: 'NodeNotReady', labels: NODE,
    fires: { [ksm('kube_node_status_condition', NODE, { condition: 'Ready', status: 'true' })]: '0' },
    quiet: { [ksm('kube_node_status_condition', NODE, { condition: 'Ready', status: 'true' })]: '1' },
  },
  { alert: 'ManyNodesNotReady', labels: { cluster: 'c' }, value: '25', fires: ready('1', '0', '0', '0'), quiet: ready('1', '0', '0', '0', '0') },
  {
    alert: 'NodeUnderPressure', labels: { ...NODE, condition: 'DiskPressure' },
    fires: { [ksm('kube_node_status_condition', NODE, { condition: 'DiskPressure', status: 'true' })]: '1' },
    quiet: { [ksm('kube_node_status_condition', NODE, { condition: 'DiskPressure', status: 'true' })]: '0' },
  },
  {
    alert: 'NodeFilesystemAlmostFull', labels: { cluster: 'c', instance: 'n1', mountpoint: '/' }, value: '7',
    fires: filesystem('100', '7'), quiet: { ...filesystem('100', '8'), ...filesystem('100', '1', { mountpoint: '/run', fstype: 'tmpfs' }) },
  },
  {
    alert: 'NodeFilesystemFilling', labels: { cluster: 'c', instance: 'n1', mountpoint: '/' }, activeAt: 1,
    fires: filesystem('100000', '39000-39x600'), quiet: filesystem('100000', '41000-1x600'),
  },
  {
    alert: 'NodeMemoryHigh', labels: { cluster: 'c', instance: 'n1' }, value: '96',
    fires: { [host('node_memory_MemAvailable_bytes')]: '4', [host('node_memory_MemTotal_bytes')]: '100' },
    quiet: { [host('node_memory_MemAvailable_bytes')]: '6', [host('node_memory_MemTotal_bytes')]: '100' },
  },
  {
    alert: 'PodCrashLooping', labels: CONTAINER,
    fires: { [ksm('kube_pod_container_status_waiting_reason', CONTAINER, { reason: 'CrashLoopBackOff' })]: '1 _x3 1 _x3 1 _x3 1 _x3 1 _x3 1' },
    quiet: { [ksm('kube_pod_container_status_waiting_reason', CONTAINER, { reason: 'CrashLoopBackOff' })]: '1x3 0x600' },
  },
  {
    alert: 'ContainerOomKilled', labels: CONTAINER, value: '2', activeAt: 61,
    fires: {
      [ksm('kube_pod_container_status_restarts_total', CONTAINER)]: '0x30 1x10 1x18 2x100',
      [ksm('kube_pod_container_status_last_terminated_reason', CONTAINER, { reason: 'OOMKilled' })]: '1x600',
    },
    quiet: {
      [ksm('kube_pod_container_status_restarts_total', CONTAINER)]: '0+1x600',
      [ksm('kube_pod_container_status_last_terminated_reason', CONTAINER, { reason: 'Error' })]: '1x600',
    },
  },
  {
    alert: 'PodPending', labels: POD,
    fires: { [ksm('kube_pod_status_phase', POD, { phase: 'Pending' })]: '1' },
    quiet: { [ksm('kube_pod_status_phase', POD, { phase: 'Pending' })]: '0', [ksm('kube_pod_status_phase', POD, { phase: 'Running' })]: '1' },
  },
  {
    alert: 'PodNotReady', labels: POD,
    fires: { [ksm('kube_pod_status_ready', POD, { condition: 'false' })]: '1', [ksm('kube_pod_status_phase', POD, { phase: 'Running' })]: '1' },
    quiet: { [ksm('kube_pod_status_ready', POD, { condition: 'false' })]: '1', [ksm('kube_pod_status_phase', POD, { phase: 'Succeeded' })]: '1' },
  },
  {
    alert: 'ContainerCannotStart', labels: { ...CONTAINER, reason: 'ImagePullBackOff' },
    fires: { [ksm('kube_pod_container_status_waiting_reason', CONTAINER, { reason: 'ImagePullBackOff' })]: '1' },
    quiet: { [ksm('kube_pod_container_status_waiting_reason', CONTAINER, { reason: 'ContainerCreating' })]: '1' },
  },
  {
    alert: 'ContainerMemoryNearLimit', labels: CONTAINER, value: '96',
    fires: {
      [series('container_memory_working_set_bytes', { job: 'kubelet' }, CONTAINER)]: '96',
      [ksm('kube_pod_container_resource_limits', CONTAINER, { resource: 'memory' })]: '100',
    },
    quiet: {
      [series('container_memory_working_set_bytes', { job: 'kubelet' }, CONTAINER)]: '95',
      [ksm('kube_pod_container_resource_limits', CONTAINER, { resource: 'memory' })]: '100',
    },
  },
  { alert: 'DeploymentReplicasUnavailable', labels: DEPLOYMENT, value: '1', fires: deployment('3', '2'), quiet: deployment('3', '3') },
  {
    alert: 'DeploymentRolloutStuck', labels: DEPLOYMENT,
    fires: { [ksm('kube_deployment_status_condition', DEPLOYMENT, { condition: 'Progressing', status: 'false' })]: '1' },
    quiet: { [ksm('kube_deployment_status_condition', DEPLOYMENT, { condition: 'Progressing', status: 'false' })]: '0' },
  },
  { alert: 'StatefulSetReplicasNotReady', labels: STATEFUL_SET, value: '2', fires: statefulSet('3', '1'), quiet: statefulSet('3', '3') },
  { alert: 'DaemonSetPodsNotReady', labels: DAEMON_SET, value: '1', fires: daemonSet('5', '4'), quiet: daemonSet('5', '5') },
  {
    alert: 'JobFailed', labels: { cluster: 'c', namespace: 'shop', job_name: 'report' },
    fires: { [ksm('kube_job_failed', { cluster: 'c', namespace: 'shop', job_name: 'report', condition: 'true' })]: '1' },
    quiet: { [ksm('kube_job_failed', { cluster: 'c', namespace: 'shop', job_name: 'report', condition: 'false' })]: '1' },
  },
  { alert: 'AutoscalerAtLimit', labels: AUTOSCALER, value: '10', fires: autoscaler('10'), quiet: autoscaler('9') },
  { alert: 'VolumeAlmostFull', labels: { cluster: 'c', ...CLAIM }, value: '4', fires: volume('100', '4'), quiet: volume('100', '5') },
  { alert: 'VolumeFilling', labels: { cluster: 'c', ...CLAIM }, activeAt: 1, fires: volume('100000', '29000-8x600'), quiet: volume('100000', '29000-1x600') },
  {
    alert: 'ApiServerErrorBudgetBurnsFast', labels: { cluster: 'c' }, value: '1.5', activeAt: 1,
    fires: requests('0+985x600', '0+15x600'), quiet: requests('0+986x600', '0+14x600'),
  },
  {
    alert: 'ApiServerErrorBudgetBurns', labels: { cluster: 'c' }, value: '0.7', activeAt: 1,
    fires: requests('0+993x600', '0+7x600'), quiet: requests('0+994x600', '0+6x600'),
  },
  {
    alert: 'ApiServerSlow', labels: { cluster: 'c', verb: 'GET' }, value: '1.99s', activeAt: 1,
    fires: between('apiserver_request_sli_duration_seconds', '1', '2', api, { verb: 'GET' }),
    quiet: {
      ...between('apiserver_request_sli_duration_seconds', '0.1', '1', api, { verb: 'GET' }),
      ...between('apiserver_request_sli_duration_seconds', '1', '20', api, { verb: 'LIST' }),
    },
  },
  {
    alert: 'AdmissionWebhookFailing', labels: { cluster: 'c', name: 'policy' }, activeAt: 1,
    fires: { [api('apiserver_admission_webhook_rejection_count', { name: 'policy', error_type: 'calling_webhook_error' })]: '0+1x600' },
    quiet: { [api('apiserver_admission_webhook_rejection_count', { name: 'policy', error_type: 'no_error' })]: '0+1x600' },
  },
  {
    alert: 'ApiServerDatabaseLarge', labels: { cluster: 'c' }, value: '7Gi',
    fires: { [api('apiserver_storage_size_bytes')]: String(7 * GIB) }, quiet: { [api('apiserver_storage_size_bytes')]: String(6 * GIB) },
  },
  {
    alert: 'SchedulerErrors', labels: { cluster: 'c', profile: 'default-scheduler' }, value: '1', activeAt: 1,
    fires: { 'scheduler_schedule_attempts_total{job="kube-scheduler",cluster="c",profile="default-scheduler",result="error"}': '0+60x600' },
    quiet: { 'scheduler_schedule_attempts_total{job="kube-scheduler",cluster="c",profile="default-scheduler",result="unschedulable"}': '0+60x600' },
  },
  {
    alert: 'ControllerQueueStuck', labels: { cluster: 'c', name: 'deployment' }, value: '101',
    fires: { 'workqueue_depth{job="kube-controller-manager",cluster="c",name="deployment"}': '101' },
    quiet: { 'workqueue_depth{job="kube-controller-manager",cluster="c",name="deployment"}': '100' },
  },
  {
    alert: 'KubeletRuntimeSlow', labels: NODE, value: '19.9s', activeAt: 1,
    fires: between('kubelet_pleg_relist_duration_seconds', '10', '20', kubelet, { node: 'n1' }),
    quiet: between('kubelet_pleg_relist_duration_seconds', '1', '10', kubelet, { node: 'n1' }),
  },
  {
    alert: 'CoreDnsErrors', labels: { cluster: 'c' }, value: '4', activeAt: 1,
    fires: { [dns('coredns_dns_responses_total', { rcode: 'NOERROR' })]: '0+96x600', [dns('coredns_dns_responses_total', { rcode: 'SERVFAIL' })]: '0+4x600' },
    quiet: { [dns('coredns_dns_responses_total', { rcode: 'NOERROR' })]: '0+97x600', [dns('coredns_dns_responses_total', { rcode: 'SERVFAIL' })]: '0+3x600' },
  },
  {
    alert: 'CoreDnsSlow', labels: { cluster: 'c' }, value: '1.99s', activeAt: 1,
    fires: between('coredns_dns_request_duration_seconds', '1', '2', dns), quiet: between('coredns_dns_request_duration_seconds', '0.5', '1', dns),
  },
  {
    alert: 'ResourceQuotaAlmostUsed', labels: QUOTA, value: '96',
    fires: { [ksm('kube_resourcequota', QUOTA, { type: 'used' })]: '96', [ksm('kube_resourcequota', QUOTA, { type: 'hard' })]: '100' },
    quiet: { [ksm('kube_resourcequota', QUOTA, { type: 'used' })]: '95', [ksm('kube_resourcequota', QUOTA, { type: 'hard' })]: '100' },
  },
  {
    alert: 'KubeletCertificateExpiring', labels: NODE, value: '6d 23h 59m 59s',
    fires: { [kubelet('kubelet_certificate_manager_server_ttl_seconds', { node: 'n1' })]: '604799' },
    quiet: { [kubelet('kubelet_certificate_manager_server_ttl_seconds', { node: 'n1' })]: '604800' },
  },
  {
    alert: 'ClientCertificateExpiring', labels: { cluster: 'c' }, value: '6m 0s', activeAt: 1,
    fires: between('apiserver_client_certificate_expiration_seconds', '0', '36000'),
    quiet: between('apiserver_client_certificate_expiration_seconds', '86400', '864000'),
  },
];
