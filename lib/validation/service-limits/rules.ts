import { ProblemSeverity } from '../problem';
import type { ValidationRule } from '../rule';
import type { ValidationContext } from '../validation-context';
import { foreignCredentials, otherFiles } from './authentication';
import { largeBodies } from './body-size';
import { refusedAuthentication, unlistedFields } from './cloudwatch';
import { otherClusters, otherDnsRecords, unsupportedDiscoveries } from './discoveries';
import { shortIntervals } from './intervals';
import { ungrantedObjects } from './kubernetes-access';
import { missingExporterJob } from './open-search';
import { unsupportedSections } from './sections';
import { namesInStaticTargets } from './static-targets';

const GUIDE = 'https://docs.aws.amazon.com/prometheus/latest/userguide/AMP-collector-how-to.html';
const CLOUD_WATCH = 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/managed-prometheus-collectors-scraper-configuration.html';
const MSK = 'https://docs.aws.amazon.com/prometheus/latest/userguide/prom-msk-integration.html';
const OPEN_SEARCH = 'https://docs.aws.amazon.com/prometheus/latest/userguide/prom-opensearch-integration.html';

const { ERROR, WARNING } = ProblemSeverity;

/** The differences between a managed collector and Prometheus. When AWS changes what collectors accept, this table changes. */
export const SERVICE_LIMIT_RULES: ReadonlyArray<ValidationRule<ValidationContext>> = [
  {
    id: 'unsupported-section', severity: ERROR, helpUrl: GUIDE, check: unsupportedSections,
    summary: 'The configuration has a section that a managed collector does not support',
  },
  {
    id: 'unsupported-discovery', severity: ERROR, helpUrl: GUIDE, check: unsupportedDiscoveries,
    summary: 'A job uses a service discovery that a collector with this source does not support',
  },
  {
    id: 'dns-record-type', severity: WARNING, helpUrl: MSK, check: otherDnsRecords,
    summary: 'A dns_sd_configs entry asks for records other than A records',
  },
  {
    id: 'other-cluster', severity: ERROR, helpUrl: GUIDE, check: otherClusters,
    summary: 'A kubernetes_sd_configs entry names the API server of a cluster',
  },
  {
    id: 'short-interval', severity: ERROR, helpUrl: GUIDE, check: shortIntervals,
    summary: 'A scrape interval is shorter than 30 seconds',
  },
  {
    id: 'unsupported-authorization', severity: ERROR, helpUrl: GUIDE, check: foreignCredentials,
    summary: 'A job authenticates in a way that a managed collector does not support',
  },
  {
    id: 'cloudwatch-authorization', severity: WARNING, helpUrl: CLOUD_WATCH, check: refusedAuthentication,
    summary: 'A job has credentials and the destination is CloudWatch',
  },
  {
    id: 'cloudwatch-field', severity: WARNING, helpUrl: CLOUD_WATCH, check: unlistedFields,
    summary: 'AWS does not list a field among those supported for CloudWatch destinations',
  },
  {
    id: 'missing-file', severity: WARNING, helpUrl: GUIDE, check: otherFiles,
    summary: 'A job reads a file that a managed collector does not have',
  },
  {
    id: 'unresolvable-name', severity: ERROR, helpUrl: GUIDE, check: namesInStaticTargets,
    summary: 'A target\'s address is a DNS name that a managed collector does not resolve',
  },
  {
    id: 'large-body-size-limit', severity: WARNING, helpUrl: GUIDE, check: largeBodies,
    summary: 'A body_size_limit is above the limit of managed collectors',
  },
  {
    id: 'undocumented-access', severity: ERROR, helpUrl: GUIDE, check: ungrantedObjects,
    summary: 'A job reads Kubernetes objects or paths that the collector\'s access does not include',
  },
  {
    id: 'opensearch-job', severity: ERROR, helpUrl: OPEN_SEARCH, check: missingExporterJob,
    summary: 'The job that an OpenSearch exporter requires is missing or has targets of its own',
  },
];
