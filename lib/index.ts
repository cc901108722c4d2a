export { AlertIntegration } from './alert-manager/alert-integration';
export type { PagerDutyIntegrationOptions, SnsIntegrationOptions } from './alert-manager/alert-integration-options';
export type { AlertInhibition } from './alert-manager/alert-inhibition';
export { AlertManagerDefinition } from './alert-manager/alert-manager-definition';
export type { AlertManagerDefinitionProps } from './alert-manager/alert-manager-definition-props';
export { AlertMatcher } from './alert-manager/alert-matcher';
export { AlertReceiver, type AlertReceiverProps } from './alert-manager/alert-receiver';
export type { AlertRoute } from './alert-manager/alert-route';
export type { AlertRouting, AlertSimulationOptions, RoutedAlert } from './alert-manager/alert-routing';
export { AlertTemplate } from './alert-manager/alert-template';
export type { AlertTimeInterval, AlertTimeOfDay, AlertTimes } from './alert-manager/alert-time-interval';
export { SnsMessage } from './alert-manager/sns-message';
export { type AwsAuthMergeOptions, type AwsAuthOptions, ClusterAccess, type MergeRoleOptions } from './cluster-access/cluster-access';
export { CollectorEndpoint, CollectorEndpoints, type CollectorEndpointsProps } from './collector/collector-endpoints';
export type { CollectorOptions } from './collector/collector-options';
export { EksCollector, type EksCollectorOptions, type EksCollectorProps } from './collector/eks-collector';
export { MskCollector, type MskCollectorProps } from './collector/msk-collector';
export { OpenSearchCollector, type OpenSearchCollectorProps } from './collector/opensearch-collector';
export { VpcCollector, type VpcCollectorProps } from './collector/vpc-collector';
export type { VpcCollectorOptions } from './collector/vpc-collector-base';
export { OpenTelemetryConfiguration, type OpenTelemetryConversionOptions } from './conversion/open-telemetry-configuration';
export { type MonitorConversionOptions, PrometheusOperatorMonitors } from './conversion/prometheus-operator-monitors';
export { Allowlist, type AllowlistProps, type MetricUse } from './cost/allowlist/allowlist';
export type { JobShare } from './cost/allowlist/job-share';
export type { ClusterSize, JobSize } from './cost/cluster-size';
export { CostEstimate, type CostEstimateProps, type EstimatedScraper } from './cost/cost-estimate';
export type { GrafanaUsers } from './cost/grafana-users';
export type { JobEstimate } from './cost/job-estimate';
export type { MonthlyCost } from './cost/monthly-cost';
export { type ScraperSize, WorkspaceBudget, type WorkspaceBudgetProps } from './cost/workspace-budget';
export { type IngestionTier, WorkspacePrices, type WorkspacePricesProps } from './cost/workspace-prices';
export { ScrapeAuthorization, type TlsConfig, TlsVersion } from './scrape-configuration/authorization';
export { GrafanaAccountAccess, type GrafanaOrganizationOptions } from './grafana/grafana-account-access';
export { GrafanaAuthentication, type GrafanaSamlOptions } from './grafana/grafana-authentication';
export { GrafanaProvisioning, type GrafanaProvisioningProps, GrafanaUserChanges } from './grafana/grafana-provisioning';
export { GrafanaVersion } from './grafana/grafana-version';
export { GrafanaWorkspace } from './grafana/grafana-workspace';
export {
  type GrafanaNetworkAccess, GrafanaPermissionType, type GrafanaWorkspaceAttributes, type GrafanaWorkspaceProps, type IGrafanaWorkspace,
} from './grafana/grafana-workspace-props';
export { PrometheusValidationPlugin } from './plugin/validation-plugin';
export { CollectorDestination, CollectorExporter, CollectorSource, type CollectorTarget } from './validation/collector-target';
export { DnsRecordType, type DnsServiceDiscovery } from './scrape-configuration/dns-service-discovery';
export { ProblemSeverity, type Problem } from './validation/problem';
export {
  type KubernetesMetadata,
  KubernetesRole,
  type KubernetesSelector,
  type KubernetesServiceDiscovery,
} from './scrape-configuration/kubernetes-service-discovery';
export { MetricNameEscapingScheme, MetricNameValidationScheme, ScrapeProtocol, ScrapeScheme } from './scrape-configuration/protocols';
export { Relabeling } from './scrape-configuration/relabeling';
export type {
  CaseRelabelingOptions,
  EqualRelabelingOptions,
  HashModRelabelingOptions,
  LabelMapRelabelingOptions,
  RelabelingMatchOptions,
  ReplaceRelabelingOptions,
} from './scrape-configuration/relabeling-options';
export { ScrapeConfiguration } from './scrape-configuration/scrape-configuration';
export type { EksDefaultOptions, ScrapeConfigurationProps } from './scrape-configuration/scrape-configuration-props';
export { ScrapeJob } from './scrape-configuration/scrape-job';
export type { ApiServerJobOptions, PodsJobOptions, ScrapeJobProps, StandardJobOptions } from './scrape-configuration/scrape-job-props';
export type { ScrapeSettings } from './scrape-configuration/scrape-settings';
export { DiscoveredTargets, type ScrapeTarget } from './scrape-configuration/scrape-targets';
export type { StaticConfig } from './scrape-configuration/static-config';
export { type AlertingRuleProps, type RecordingRuleProps, Rule } from './rules/rule';
export type { RuleGroup } from './rules/rule-group';
export { RuleGroups } from './rules/rule-groups';
export { ConfigurationEncoding } from './scraper/configuration-blob';
export { CrossAccountRoles, type CrossAccountRolesProps } from './scraper/cross-account-roles';
export { Scraper } from './scraper/scraper';
export { type CloudWatchDatasetOptions, ScraperDestination } from './scraper/scraper-destination';
export { ScraperExporter } from './scraper/scraper-exporter';
export { ScraperComponent, type ScraperLogging } from './scraper/scraper-logging';
export type { IScraper, ScraperAttributes, ScraperProps } from './scraper/scraper-props';
export type { ScraperRoles } from './scraper/scraper-roles';
export { type EksSourceOptions, ScraperSource, type VpcSourceOptions } from './scraper/scraper-source';
export { GrafanaDataSource } from './grafana/grafana-data-source';
export type { GrafanaDataSourceOptions, GrafanaGrantOptions } from './grafana/grafana-data-source-options';
export { EksMonitoring } from './monitoring/eks-monitoring';
export type { EksMonitoringProps } from './monitoring/eks-monitoring-props';
export { type Dashboard, Dashboards } from './standard/dashboards';
export { StandardRules } from './standard/standard-rules';
export type { StandardAlertOptions, StandardJobNames, StandardRulesOptions } from './standard/standard-rules-options';
export { AnomalyDetector, type IAnomalyDetector } from './workspace/anomaly-detector';
export { type AnomalyDetectorProps, IgnoreNearExpected, MissingDataAction } from './workspace/anomaly-detector-props';
export { type IRuleGroupsNamespace, RuleGroupsNamespace, type RuleGroupsNamespaceProps } from './workspace/rule-groups-namespace';
export { Workspace } from './workspace/workspace';
export { WorkspaceAlarms, type WorkspaceAlarmsProps } from './workspace/workspace-alarms';
export { WorkspaceGrants } from './workspace/workspace-grants';
export { type IWorkspacePolicy, WorkspacePolicy, type WorkspacePolicyProps } from './workspace/workspace-policy';
export type { IWorkspace, WorkspaceAttributes } from './workspace/workspace-interface';
export type { WorkspaceLogging, WorkspaceQueryLogging } from './workspace/workspace-logging';
export type { LabelSetLimit, WorkspaceProps } from './workspace/workspace-props';
