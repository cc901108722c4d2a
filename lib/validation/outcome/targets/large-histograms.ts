/** Histograms of the API server with a series for each bucket of each verb and kind of object. */
export interface LargeHistogram {
  readonly name: string;
  /** Labels of a usual series. */
  readonly labels: Readonly<Record<string, string>>;
}

const REQUEST = { verb: 'LIST', group: '', version: 'v1', resource: 'pods', subresource: '', scope: 'cluster', component: 'apiserver' };
const ETCD = { operation: 'list', type: '/registry/pods/' };

/**
 * About half of all series of an API server. The rules of kube-prometheus read none of them; they do read
 * `apiserver_request_sli_duration_seconds_bucket`, which is not among them.
 *
 * @see https://github.com/kubernetes/kubernetes/issues/105346
 * @see https://github.com/prometheus-operator/kube-prometheus/pull/2531
 * @see https://kubernetes.io/docs/reference/instrumentation/metrics/
 */
export const LARGE_HISTOGRAMS: readonly LargeHistogram[] = [
  { name: 'apiserver_request_duration_seconds_bucket', labels: REQUEST },
  { name: 'etcd_request_duration_seconds_bucket', labels: ETCD },
  { name: 'apiserver_request_body_size_bytes_bucket', labels: { resource: 'pods', verb: 'create' } },
  { name: 'apiserver_response_sizes_bucket', labels: REQUEST },
  { name: 'apiserver_watch_cache_read_wait_seconds_bucket', labels: { group: '', resource: 'pods' } },
];

/** Buckets, of seconds and of bytes, that people drop first, and some that they keep; Prometheus 3 writes whole numbers as `1.0`. */
export const SAMPLE_BUCKETS: readonly string[] = ['0.2', '0.6', '0.8', '3', '3.0', '1', '1.0', '150000', '150000.0', '+Inf'];
