import type { PolicyRule } from '../../../lib/kubernetes/policy-rule';
import type { ClusterEvidence } from '../aws/cluster-evidence';
import type { MetricsEndpoint } from '../aws/metrics-endpoint';
import type { LogEvidence } from '../aws/scraper-logs';

/** All that is known about a scraper and its metrics, from which a diagnosis is made. */
export interface Evidence {
  readonly scraper: ScraperEvidence;
  /** Where it writes to. */
  readonly place: MetricsEndpoint;
  readonly configuration: ConfigurationEvidence;
  readonly series: SeriesEvidence;
  /** Only where a cluster is scraped, and something is missing. */
  readonly cluster?: ClusterEvidence;
  /** Only where something is missing. */
  readonly logs?: LogEvidence;
}

export interface ScraperEvidence {
  readonly id: string;
  readonly name: string;
  readonly status: string;
  readonly reason?: string;
  readonly roleArn?: string;
  /** Whether it writes with roles of its owner's instead of its own. */
  readonly hasRoles: boolean;
}

export interface ConfigurationEvidence {
  /** Where Prometheus would refuse it. */
  readonly errors: readonly string[];
  readonly jobs: readonly JobEvidence[];
  readonly externalLabels: Readonly<Record<string, string>>;
}

export interface JobEvidence {
  readonly name: string;
  readonly path: string;
  /** Those of its discoveries in Kubernetes. */
  readonly roles: readonly string[];
  /** Whether namespaces, selectors or rules narrow its targets down. */
  readonly isFiltered: boolean;
  /** What it reads of the cluster's API server. */
  readonly needs: readonly PolicyRule[];
  /** Whether it discovers in some namespaces only, where a Role of each would do. */
  readonly isInNamespaces: boolean;
  /** Whether a rule writes the label `job`, by which it would be found. */
  readonly isRenamed: boolean;
}

/** How many targets of a job there are, and how many answer. */
export interface Targets {
  readonly total: number;
  readonly up: number;
}

export interface SeriesEvidence {
  /** By job, with the labels of the configuration. */
  readonly own: ReadonlyMap<string, Targets>;
  /** By job, whatever other labels they have. */
  readonly all: ReadonlyMap<string, Targets>;
  /** Some instances that do not answer, by job. */
  readonly down: ReadonlyMap<string, readonly string[]>;
}
