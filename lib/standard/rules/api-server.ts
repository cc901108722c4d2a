import type { GroupDefinition, RecordingDefinition } from './definition';

/** Requests that end by themselves; watches and connections to pods last as long as their client wants. */
const REQUESTS = 'apiserver_request_total{$apiServer,verb!~"WATCH|CONNECT"';

function errorRatio(name: string, window: string): RecordingDefinition {
  return {
    record: `cluster:apiserver_request_errors:${name}`,
    expr: `(sum by (cluster) (rate(${REQUESTS},code=~"5.."}[${window}])) or 0 * sum by (cluster) (rate(${REQUESTS}}[${window}]))) / sum by (cluster) (rate(${REQUESTS}}[${window}]))`,
  };
}

export const API_SERVER: GroupDefinition = {
  name: 'api-server',
  rules: [
    { record: 'cluster_verb_code:apiserver_requests:rate', expr: 'sum by (cluster, verb, code) (rate(apiserver_request_total{$apiServer}[$range]))' },
    {
      record: 'cluster_verb:apiserver_request_latency:p99',
      expr: 'histogram_quantile(0.99, sum by (cluster, verb, le) (rate(apiserver_request_sli_duration_seconds_bucket{$apiServer,verb!~"WATCH|CONNECT"}[$range])))',
    },
    errorRatio('ratio', '$range'), errorRatio('ratio_30m', '30m'), errorRatio('ratio_1h', '1h'), errorRatio('ratio_6h', '6h'),
    {
      // With 99.9% as the objective of 30 days, 1.44% of errors use up 2% of the budget in an hour. The short window resolves it soon.
      alert: 'ApiServerErrorBudgetBurnsFast', severity: 'critical', for: 2, threshold: 1.44,
      expr: '100 * cluster:apiserver_request_errors:ratio_1h{$any} > $threshold and 100 * cluster:apiserver_request_errors:ratio{$any} > $threshold',
      summary: 'The API server fails many requests',
      description: '{{ $value | printf "%.3g" }}% of the requests of the last hour failed, more than $threshold%. The error budget of 30 days is used up within two days.',
    },
    {
      // With the same objective, 0.6% of errors use up 5% of the budget in six hours.
      alert: 'ApiServerErrorBudgetBurns', severity: 'warning', for: 15, threshold: 0.6,
      expr: '100 * cluster:apiserver_request_errors:ratio_6h{$any} > $threshold and 100 * cluster:apiserver_request_errors:ratio_30m{$any} > $threshold',
      summary: 'The API server fails requests',
      description: '{{ $value | printf "%.3g" }}% of the requests of the last six hours failed, more than $threshold%. The error budget of 30 days is used up within five days.',
    },
    {
      // The objective of Kubernetes for single objects is one second; lists of a whole cluster may take 30.
      alert: 'ApiServerSlow', severity: 'warning', for: 15, threshold: 1,
      expr: 'cluster_verb:apiserver_request_latency:p99{$any,verb!="LIST"} > $threshold',
      summary: '{{ $labels.verb }} requests to the API server are slow',
      description: 'One in a hundred {{ $labels.verb }} requests takes longer than {{ $value | humanizeDuration }}; the threshold is $threshold seconds.',
    },
    {
      // A webhook that cannot be called blocks or skips every request that it is registered for.
      alert: 'AdmissionWebhookFailing', severity: 'warning', for: 10,
      expr: 'sum by (cluster, name) (rate(apiserver_admission_webhook_rejection_count{$apiServer,error_type="calling_webhook_error"}[$range])) > 0',
      summary: 'Admission webhook {{ $labels.name }} cannot be called',
      description: 'The API server has rejected requests for $for because it cannot call the admission webhook {{ $labels.name }}.',
    },
    {
      // At its quota of 8 GiB etcd accepts reads only; 6 GiB leave time to delete objects.
      alert: 'ApiServerDatabaseLarge', severity: 'critical', for: 15, threshold: 6442450944,
      expr: 'max by (cluster) (apiserver_storage_size_bytes{$apiServer}) > $threshold',
      summary: 'The database of the API server is almost full',
      description: 'The database has {{ $value | humanize1024 }}B. At 8 GiB the cluster becomes read-only.',
    },
  ],
};
