import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A configuration without problems. */
export const GOOD = `global:
  external_labels: { cluster: production }
scrape_configs:
  - job_name: api
    scrape_interval: 45s
    kubernetes_sd_configs:
      - role: pod
        namespaces: { names: [payments, orders] }
    relabel_configs:
      - source_labels: [__meta_kubernetes_pod_label_app]
        regex: api
        action: keep
      - source_labels: [__meta_kubernetes_pod_node_name]
        target_label: node
    metric_relabel_configs:
      - source_labels: [__name__]
        regex: go_.*
        action: drop
`;

/** A configuration with three errors of Prometheus. */
export const BAD = `global: { external_labels: { cluster: production } }
scrape_configs:
  - job_name: api
    kubernetes_sd_configs: [{ role: pods }]
    relabel_configs:
      - regex: 'a('
`;

/** A configuration with a warning. */
export const WARNED = `global: { external_labels: { cluster: production } }
scrape_configs:
  - job_name: api
    kubernetes_sd_configs: [{ role: pod }]
`;

/** A separate folder for the files of a test. */
export class Folder {
  readonly path: string;

  constructor(name: string) {
    this.path = mkdtempSync(join(tmpdir(), `${name}-`));
  }

  write(name: string, content: string | Uint8Array): string {
    const path = join(this.path, name);
    writeFileSync(path, content);
    return path;
  }
}
