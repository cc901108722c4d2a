import type { GroupDefinition } from './definition';

export const CORE_DNS: GroupDefinition = {
  name: 'coredns',
  rules: [
    {
      // Single upstream failures stay far below 3%; above it applications notice.
      alert: 'CoreDnsErrors', severity: 'critical', for: 10, threshold: 3,
      expr: '100 * sum by (cluster) (rate(coredns_dns_responses_total{$coreDns,rcode="SERVFAIL"}[$range])) / sum by (cluster) (rate(coredns_dns_responses_total{$coreDns}[$range])) > $threshold',
      summary: 'CoreDNS fails to answer queries',
      description: 'CoreDNS answers {{ $value | printf "%.3g" }}% of the queries with SERVFAIL, more than $threshold%.',
    },
    {
      // Resolvers try again after five seconds by default; one second delays every new connection noticeably.
      alert: 'CoreDnsSlow', severity: 'warning', for: 10, threshold: 1,
      expr: 'histogram_quantile(0.99, sum by (cluster, le) (rate(coredns_dns_request_duration_seconds_bucket{$coreDns}[$range]))) > $threshold',
      summary: 'CoreDNS answers slowly',
      description: 'One in a hundred queries takes longer than {{ $value | humanizeDuration }}; the threshold is $threshold seconds.',
    },
  ],
};
