import type { EffectiveJob } from '../../prometheus/scrape-config/effective';
import { metricsOfSeries } from '../metrics/catalogue';

/** Labels that ready-made rules expect and that only a configuration sets. */
const CONFIGURED_LABELS: ReadonlySet<string> = new Set(['cluster', 'metrics_path']);

/** Programs of every cluster, by the texts of their jobs: none of their metrics has a label `job`, `cluster` or `metrics_path`. */
const KNOWN_PROGRAMS = new RegExp('kube-?apiserver|kubernetes-apiserver|^apiserver$|default;kubernetes;https|cadvisor|kubelet|/api/v1/nodes/|core-?dns|kube-dns'
  + '|kube-proxy|kube-scheduler|kube-controller-manager|k[cs][hm]-metrics|/v1/k[cs][hm]/|kube-state-metrics|node-exporter');

/** Names with which the metrics of these programs begin. */
const KNOWN_METRICS = /^(?:apiserver|container|coredns|etcd|kube|kubelet|kubeproxy|machine|node|scheduler|workqueue)_/;

/** Metrics of systems that have clusters themselves, and may name them in a label `cluster`. */
const CLUSTERED_SYSTEMS = new RegExp('^(?:aerospike|argocd|cassandra|ceph|clickhouse|cluster|cnpg|cockroach|consul|couchbase|elasticsearch|emqx|flink|galera|hadoop'
  + '|hazelcast|ignite|kafka|karpenter|milvus|mongodb|nats|nomad|opensearch|patroni|pulsar|rabbitmq|redis|scylla|solr|strimzi|tidb|tikv|yarn|zookeeper)_');

/** A label of a metric. */
export interface MetricLabel {
  readonly label: string;
  /** Absent for any metric. */
  readonly metric?: string;
  /** True if the job scrapes one of the programs that run in every cluster. */
  readonly isOfKnownProgram: boolean;
  /** True if the job keeps the labels of the metric where the target has the same. */
  readonly isHonored: boolean;
  /** True if the configuration has an external label of this name. */
  readonly isExternal: boolean;
}

/** Returns true if a program may expose a metric with a label of its own. */
export function isOwnLabel({ label, metric, isOfKnownProgram, isHonored, isExternal }: MetricLabel): boolean {
  // With honor_labels, a job may relay metrics of any program: a federation, a Pushgateway.
  const isKnown = isOfKnownProgram || (!isHonored && metric !== undefined && isKnownMetric(metric));
  // Without honor_labels, Prometheus renames the labels job and instance of a metric to exported_job and exported_instance.
  if (label === 'job') return isHonored && !isKnown;
  if (!CONFIGURED_LABELS.has(label) && !isExternal) return true;
  return !isKnown && (isHonored || isExternal || (metric !== undefined && CLUSTERED_SYSTEMS.test(metric)));
}

/** Returns true if a job scrapes a program that runs in every cluster, by its name, its path and its relabelings. */
export function isOfKnownProgram({ name = '', metricsPath = '', relabelings }: EffectiveJob): boolean {
  const texts = relabelings.flatMap(({ rule }) => rule === undefined || rule.action === 'drop' ? [] : [rule.regex, rule.replacement]);
  return [name, metricsPath, ...texts].some(text => KNOWN_PROGRAMS.test(text));
}

function isKnownMetric(metric: string): boolean {
  return KNOWN_METRICS.test(metric) || metricsOfSeries(metric).some(({ program }) => program !== 'go');
}
