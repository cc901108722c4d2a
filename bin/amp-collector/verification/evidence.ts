import type { PolicyRule } from '../../../lib/kubernetes/policy-rule';
import type { ClusterEvidence } from '../aws/cluster-evidence';
import type { MetricsEndpoint } from '../aws/metrics-endpoint';
import type { LogEvidence } from '../aws/scraper-logs';

/** Everything that a diagnosis is based on. */
export interface Evidence {
  readonly scraper: ScraperEvidence;
  readonly endpoint: MetricsEndpoint;
  readonly configuration: ConfigurationEvidence;
  readonly series: SeriesEvidence;
  /** Read only if metrics are missing and the source is a cluster. */
  readonly cluster?: ClusterEvidence;
  /** Read only if metrics are missing. */
  readonly logs?: LogEvidence;
}

export interface ScraperEvidence {
  readonly id: string;
  readonly name: string;
  readonly status: string;
  readonly reason?: string;
  readonly roleArn?: string;
  /** True with a roleConfiguration. */
  readonly hasRoles: boolean;
}

export interface ConfigurationEvidence {
  /** The errors that Prometheus reports. */
  readonly errors: readonly string[];
  readonly jobs: readonly JobEvidence[];
  readonly externalLabels: Readonly<Record<string, string>>;
}

export interface JobEvidence {
  readonly name: string;
  readonly path: string;
  /** The roles of its Kubernetes discoveries. */
  readonly roles: readonly string[];
  /** True if namespaces, selectors or relabelings filter its targets. */
  readonly isFiltered: boolean;
  /** The permissions that it needs in the cluster. */
  readonly needs: readonly PolicyRule[];
  /** True if it discovers in some namespaces only, where a Role in each is enough. */
  readonly isInNamespaces: boolean;
  /** True if a relabeling writes the label `job`, which identifies its series. */
  readonly isRenamed: boolean;
}

/** The number of targets of a job, and of those that are up. */
export interface Targets {
  readonly total: number;
  readonly up: number;
}

export interface SeriesEvidence {
  /** By job, with the external labels of the configuration. */
  readonly own: ReadonlyMap<string, Targets>;
  /** By job, with any labels. */
  readonly all: ReadonlyMap<string, Targets>;
  /** Some instances that are down, by job. */
  readonly down: ReadonlyMap<string, readonly string[]>;
}
