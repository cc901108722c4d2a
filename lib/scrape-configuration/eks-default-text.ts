/**
 * What `eksDefault` writes with a cluster's name as a label, ready made: a collector for which nothing was chosen loads nothing that
 * knows YAML, which would take longer than everything else it does.
 */
export function eksDefaultText(cluster: string): string {
  return `global:
  scrape_interval: 30s
  external_labels:
    cluster: ${JSON.stringify(cluster)}
scrape_configs:
  - job_name: pod_exporter
    kubernetes_sd_configs:
      - role: pod
  - job_name: cadvisor
    scheme: https
    authorization:
      credentials_file: /var/run/secrets/kubernetes.io/serviceaccount/token
    kubernetes_sd_configs:
      - role: node
    relabel_configs:
      - regex: __meta_kubernetes_node_label_(.+)
        action: labelmap
      - target_label: __address__
        replacement: kubernetes.default.svc:443
      - source_labels:
          - __meta_kubernetes_node_name
        regex: (.+)
        target_label: __metrics_path__
        replacement: /api/v1/nodes/$1/proxy/metrics/cadvisor
  - job_name: kubernetes-apiservers
    scheme: https
    authorization:
      credentials_file: /var/run/secrets/kubernetes.io/serviceaccount/token
    kubernetes_sd_configs:
      - role: endpoints
    relabel_configs:
      - source_labels:
          - __meta_kubernetes_namespace
          - __meta_kubernetes_service_name
          - __meta_kubernetes_endpoint_port_name
        regex: default;kubernetes;https
        action: keep
  - job_name: kube-proxy
    honor_labels: true
    kubernetes_sd_configs:
      - role: pod
    relabel_configs:
      - source_labels:
          - __meta_kubernetes_namespace
          - __meta_kubernetes_pod_name
        separator: /
        regex: kube-system/kube-proxy.+
        action: keep
      - source_labels:
          - __address__
        regex: (.+?)(\\:\\d+)?
        target_label: __address__
        replacement: $1:10249
`;
}
