import { graph, row, stat, withSteps } from './panels.mjs';

const C = 'cluster=~"$cluster"';
const ERRORS = [[0.006, 'orange'], [0.0144, 'red']];

export default {
  uid: 'cdk-amp-api-server', title: 'Kubernetes / API server', description: 'Requests, errors and latency of the control plane.',
  panels: [
    stat('Requests', 'Requests per second.', 'reqps', `sum(cluster_verb_code:apiserver_requests:rate{${C}})`),
    stat('Errors', 'Share of requests that fail, without watches.', 'percentunit', `max(cluster:apiserver_request_errors:ratio{${C}})`, ERRORS),
    stat('Errors in 6 hours', 'Share of requests that failed in six hours. The objective is 0.1 percent.', 'percentunit', `max(cluster:apiserver_request_errors:ratio_6h{${C}})`, ERRORS),
    stat('Slowest verb', 'The 99th percentile of the slowest verb, without lists.', 's', `max(cluster_verb:apiserver_request_latency:p99{${C},verb!="LIST"})`, [[1, 'orange']]),
    stat('Database', 'Size of the database, whose limit is 8 GiB.', 'bytes', `max(apiserver_storage_size_bytes{${C}})`, [[6442450944, 'red']]),
    stat('Pending pods', 'Pods that wait for the scheduler.', 'short', `sum(scheduler_pending_pods{${C}})`, [[50, 'orange']]),
    row('Requests'),
    graph('Requests by code', 'Requests per second by the code of the response.', 'reqps', [`sum by (code) (cluster_verb_code:apiserver_requests:rate{${C}})`, '{{code}}']),
    graph('Requests by verb', 'Requests per second by verb.', 'reqps', [`sum by (verb) (cluster_verb_code:apiserver_requests:rate{${C}})`, '{{verb}}']),
    withSteps(graph('Errors', 'Share of requests that fail, in windows of several lengths.', 'percentunit',
      [`max(cluster:apiserver_request_errors:ratio{${C}})`, 'now'], [`max(cluster:apiserver_request_errors:ratio_1h{${C}})`, '1 hour'], [`max(cluster:apiserver_request_errors:ratio_6h{${C}})`, '6 hours']), ERRORS),
    withSteps(graph('Latency', 'The 99th percentile by verb.', 's', [`max by (verb) (cluster_verb:apiserver_request_latency:p99{${C}})`, '{{verb}}']), [[1, 'orange']]),
    graph('Requests in flight', 'Requests that are processed at the moment.', 'short', [`sum by (request_kind) (apiserver_current_inflight_requests{${C}})`, '{{request_kind}}']),
    graph('Webhook rejections', 'Requests per second that admission webhooks reject, or that are rejected because a webhook cannot be called.', 'reqps', [`sum by (name, error_type) (rate(apiserver_admission_webhook_rejection_count{${C}}[$__rate_interval]))`, '{{name}} {{error_type}}']),
    row('Scheduler and controller manager'),
    graph('Pending pods', 'Pods that wait for the scheduler, by queue.', 'short', [`sum by (queue) (scheduler_pending_pods{${C}})`, '{{queue}}']),
    graph('Scheduling attempts', 'Attempts per second by result.', 'ops', [`sum by (result) (rate(scheduler_schedule_attempts_total{${C}}[$__rate_interval]))`, '{{result}}']),
    withSteps(graph('Queues of controllers', 'Objects that wait for a controller.', 'short', [`topk(10, max by (job, name) (workqueue_depth{${C}}))`, '{{job}} {{name}}']), [[100, 'orange']]),
    graph('DNS queries', 'Answers of CoreDNS per second by result.', 'reqps', [`sum by (rcode) (rate(coredns_dns_responses_total{${C}}[$__rate_interval]))`, '{{rcode}}']),
  ],
};
