export { type AwsAuthMergeOptions, type AwsAuthOptions, ClusterAccess } from './cluster-access/cluster-access';
export { EksCollector, type EksCollectorProps } from './collector/eks-collector';
export { ScrapeAuthorization, type TlsConfig, TlsVersion } from './scrape-configuration/authorization';
export { CollectorRules } from './collector-rules/collector-rules';
export { CollectorDestination, CollectorSource, type CollectorTarget } from './scrape-configuration/collector/target';
export { ProblemSeverity, type ScrapeConfigurationProblem } from './scrape-configuration/problem';
export { MetricNameEscapingScheme, MetricNameValidationScheme, ScrapeProtocol, ScrapeScheme } from './scrape-configuration/protocols';
export {
  type CaseRelabelingOptions,
  type EqualRelabelingOptions,
  type HashModRelabelingOptions,
  type LabelMapRelabelingOptions,
  Relabeling,
  type RelabelingMatchOptions,
  type ReplaceRelabelingOptions,
} from './scrape-configuration/relabeling';
export { type EksDefaultOptions, ScrapeConfiguration, type ScrapeConfigurationProps } from './scrape-configuration/scrape-configuration';
export { type PodsJobOptions, ScrapeJob, type ScrapeJobProps, type StandardJobOptions } from './scrape-configuration/scrape-job';
export type { ScrapeSettings } from './scrape-configuration/scrape-settings';
export {
  type DnsServiceDiscovery,
  DnsRecordType,
  type KubernetesMetadata,
  KubernetesRole,
  type KubernetesSelector,
  type KubernetesServiceDiscovery,
  type StaticConfig,
} from './scrape-configuration/service-discovery';
export { ConfigurationEncoding } from './scraper/configuration-blob';
export { type IScraper, Scraper, type ScraperProps } from './scraper/scraper';
export { ScraperDestination } from './scraper/scraper-destination';
export { type EksSourceOptions, ScraperSource } from './scraper/scraper-source';
export { type IWorkspace, Workspace, type WorkspaceAttributes, type WorkspaceProps } from './workspace/workspace';
export { WorkspaceGrants } from './workspace/workspace-grants';
