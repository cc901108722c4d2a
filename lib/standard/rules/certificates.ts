import type { GroupDefinition } from './definition';

export const CERTIFICATES: GroupDefinition = {
  name: 'certificates',
  rules: [
    {
      // The kubelet renews at the latest after nine tenths of the usual year: with a week left, renewal has failed for a month.
      alert: 'KubeletCertificateExpiring', severity: 'warning', for: 15, threshold: 604800,
      expr: 'min by (cluster, node) (kubelet_certificate_manager_server_ttl_seconds{$kubelet}) < $threshold',
      summary: 'The certificate of the kubelet on {{ $labels.node }} expires soon',
      description: 'The serving certificate of the kubelet on {{ $labels.node }} expires in {{ $value | humanizeDuration }}; then logs, exec and metrics of its pods fail.',
    },
    {
      // A day is the last moment to replace a certificate manually. Clients that use tokens or IAM have none.
      alert: 'ClientCertificateExpiring', severity: 'warning', for: 15, threshold: 86400,
      expr: 'histogram_quantile(0.01, sum by (cluster, le) (rate(apiserver_client_certificate_expiration_seconds_bucket{$apiServer}[$range]))) < $threshold',
      summary: 'A client of the API server uses a certificate that expires soon',
      description: 'A client of the API server presents a certificate that expires in {{ $value | humanizeDuration }}.',
    },
  ],
};
