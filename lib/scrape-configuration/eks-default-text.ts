/** The parts of AWS's default configuration that depend on the cluster. */
export interface ClusterDefaultOptions extends AwsDefaultJobs {
  /** The name of the cluster, which becomes the label `cluster`. */
  readonly clusterName: string;
}

/** The jobs of AWS's default configuration. */
export interface AwsDefaultJobs {
  /**
   * Scrapes kube-proxy. Clusters of EKS Auto Mode and AWS Fargate have no pods of kube-proxy.
   *
   * @default true
   */
  readonly kubeProxy?: boolean;
}

/**
 * Returns what `ScrapeConfiguration.eksDefault()` writes, with the name of a cluster as a label.
 *
 * Written in advance: loading a YAML library would take longer than everything else that a collector with this configuration does.
 */
export function eksDefaultText({ clusterName, kubeProxy = true }: ClusterDefaultOptions): string {
  return `global:
  scrape_interval: 30s
  external_labels:
    cluster: ${JSON.stringify(clusterName)}
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
${kubeProxy ? KUBE_PROXY : ''}`;
}

const KUBE_PROXY = `  - job_name: kube-proxy
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
