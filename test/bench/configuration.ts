/** A configuration of so many jobs, each as a large team's would be: discovery, rules and limits. About 2.5 KB a job. */
export function configuration(jobs: number): string {
  return `global:\n  scrape_interval: 30s\n  external_labels: {cluster: bench}\nscrape_configs:\n${Array.from({ length: jobs }, (_, index) => job(index)).join('')}`;
}

function job(index: number): string {
  return `
  - job_name: team-${index}/pods
    honor_labels: true
    scrape_interval: 1m
    scrape_timeout: 20s
    sample_limit: 50000
    body_size_limit: 50MB
    params: {module: [http_2xx]}
    kubernetes_sd_configs:
      - role: pod
        namespaces: {names: [team-${index}, "team-${index}-canary"]}
        selectors: [{role: pod, label: "app in (web,api),!excluded"}]
    static_configs:
      - targets: ["10.0.${index % 256}.1:9100", "10.0.${index % 256}.2:9100"]
        labels: {team: team-${index}}
    relabel_configs:
      # Only pods that ask for it.
      - source_labels: [__meta_kubernetes_pod_annotation_prometheus_io_scrape]
        action: drop
        regex: "false"
      - source_labels: [__meta_kubernetes_pod_annotation_prometheus_io_path]
        target_label: __metrics_path__
        regex: (.+)
      - source_labels: [__address__, __meta_kubernetes_pod_annotation_prometheus_io_port]
        target_label: __address__
        regex: ([^:]+)(?::\\d+)?;(\\d+)
        replacement: $1:$2
      - action: labelmap
        regex: __meta_kubernetes_pod_label_(.+)
      - source_labels: [__meta_kubernetes_namespace]
        target_label: namespace
      - source_labels: [__meta_kubernetes_pod_name]
        target_label: pod
      - source_labels: [__address__]
        target_label: __tmp_shard_${index}
        modulus: 8
        action: hashmod
    metric_relabel_configs:
      - source_labels: [__name__]
        regex: "go_(gc|memstats)_.*|process_.*|team${index}_internal_.*"
        action: drop
      - regex: id|image_id|container_id
        action: labeldrop
      - {source_labels: [le], regex: "(.*)\\\\.0+", target_label: le, replacement: "$1"}
`;
}
