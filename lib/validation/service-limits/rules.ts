import { ProblemSeverity } from '../problem';
import type { ValidationRule } from '../rule';
import type { ValidationContext } from '../validation-context';
import { foreignCredentials, otherFiles } from './authentication';
import { largeBodies } from './body-size';
import { refusedAuthentication, unlistedFields } from './cloudwatch';
import { otherClusters, otherDnsRecords, unsupportedDiscoveries } from './discoveries';
import { nothingToScrape } from './jobs';
import { shortIntervals } from './intervals';
import { ungrantedObjects } from './kubernetes-access';
import { missingExporterJob } from './open-search';
import { unsupportedSections } from './sections';

const GUIDE = 'https://docs.aws.amazon.com/prometheus/latest/userguide/AMP-collector-how-to.html';
const CLOUD_WATCH = 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/managed-prometheus-collectors-scraper-configuration.html';
const MSK = 'https://docs.aws.amazon.com/prometheus/latest/userguide/prom-msk-integration.html';
const OPEN_SEARCH = 'https://docs.aws.amazon.com/prometheus/latest/userguide/prom-opensearch-integration.html';

const { ERROR, WARNING } = ProblemSeverity;

/** The differences between a managed collector and Prometheus. When AWS changes what collectors accept, this table changes. */
export const SERVICE_LIMIT_RULES: ReadonlyArray<ValidationRule<ValidationContext>> = [
  {
    id: 'nothing-to-scrape', severity: ERROR, helpUrl: GUIDE, check: nothingToScrape,
    summary: 'The configuration has no jobs',
    why: 'A scraper without jobs costs money and collects nothing. A tool that finds no value often prints `null` in its place.',
    fix: 'Add jobs to `scrape_configs`, and look at where the text comes from.',
  },
  {
    id: 'unsupported-section', severity: ERROR, helpUrl: GUIDE, check: unsupportedSections,
    summary: 'The configuration has a section that a managed collector does not support',
    why: 'Collectors support only `global` and `scrape_configs`; the service refuses the configuration.',
    fix: 'Remove the section. The collector writes to its workspace without `remote_write`; rules and alerts belong to the workspace '
      + '(`RuleGroupsNamespace`, `AlertManagerDefinition`).',
  },
  {
    id: 'unsupported-discovery', severity: ERROR, helpUrl: GUIDE, check: unsupportedDiscoveries,
    summary: 'A job uses a service discovery that a collector with this source does not support',
    why: 'The service refuses the configuration.',
    fix: 'Use `kubernetes_sd_configs` for an EKS source, `dns_sd_configs` for a VPC source, or `static_configs`.',
  },
  {
    id: 'dns-record-type', severity: WARNING, helpUrl: MSK, check: otherDnsRecords,
    summary: 'A dns_sd_configs entry asks for records other than A records',
    why: 'AWS documents A records only; without `type`, Prometheus asks for SRV records.',
    fix: 'Specify `type: A` and a `port`.',
  },
  {
    id: 'other-cluster', severity: ERROR, helpUrl: GUIDE, check: otherClusters,
    summary: 'A kubernetes_sd_configs entry names the API server of a cluster',
    why: 'A collector discovers the targets of its own cluster only.',
    fix: 'Remove `api_server` and `kubeconfig_file`. Create a collector for each cluster.',
  },
  {
    id: 'short-interval', severity: ERROR, helpUrl: GUIDE, check: shortIntervals,
    summary: 'A scrape interval is shorter than 30 seconds',
    why: 'The service refuses intervals below 30 seconds.',
    fix: 'Specify at least `30s`, or leave the interval out.',
  },
  {
    id: 'unsupported-authorization', severity: ERROR, helpUrl: GUIDE, check: foreignCredentials,
    summary: 'A job authenticates in a way that a managed collector does not support',
    why: 'A collector has no secrets. It sends the token of its own service account, or nothing.',
    fix: 'Remove the credentials, or specify `authorization` with `credentials_file: /var/run/secrets/kubernetes.io/serviceaccount/token`.',
  },
  {
    id: 'cloudwatch-authorization', severity: WARNING, helpUrl: CLOUD_WATCH, check: refusedAuthentication,
    summary: 'A job has credentials and the destination is CloudWatch',
    why: 'Configurations with credentials have been refused where the destination is CloudWatch, although AWS does not document it.',
    fix: 'Try the configuration before you rely on it, or write to a workspace.',
  },
  {
    id: 'cloudwatch-field', severity: WARNING, helpUrl: CLOUD_WATCH, check: unlistedFields,
    summary: 'AWS does not list a field among those supported for CloudWatch destinations',
    why: 'AWS lists the fields that it supports for CloudWatch destinations; the service may refuse others.',
    fix: 'Remove the field, or try the configuration before you rely on it.',
  },
  {
    id: 'missing-file', severity: WARNING, helpUrl: GUIDE, check: otherFiles,
    summary: 'A job reads a file that a managed collector does not have',
    why: 'A collector has the files of its service account only, so every scrape of the job fails.',
    fix: 'Remove the file, or use one below `/var/run/secrets/kubernetes.io/serviceaccount/`.',
  },
  {
    id: 'unresolvable-name', severity: ERROR, helpUrl: GUIDE,
    check: context => context.outcomeProblems('unresolvable-name'),
    summary: 'A target\'s address is a DNS name that a managed collector does not resolve',
    why: 'A collector that writes to a workspace resolves no DNS name but `kubernetes.default.svc`; every scrape of the target fails.',
    fix: 'Use IP addresses, or discover the pods behind the name: `role: pod` or `role: endpoints` in place of `role: service`, and for a '
      + 'blackbox exporter its own pods.',
  },
  {
    id: 'large-body-size-limit', severity: WARNING, helpUrl: GUIDE, check: largeBodies,
    summary: 'A body_size_limit is above the limit of managed collectors',
    why: 'A collector reads at most 50 MB from a target, whatever `body_size_limit` is.',
    fix: 'Specify at most `50MB`, or leave the limit out.',
  },
  {
    id: 'undocumented-access', severity: ERROR, helpUrl: GUIDE, check: ungrantedObjects,
    summary: 'A job reads Kubernetes objects or paths that the collector\'s access does not include',
    why: 'The access that AWS documents does not include it: discovery finds nothing, or each scrape is answered with 403.',
    fix: 'Use what the documented access includes, as the message says, or let the app grant the access.',
  },
  {
    id: 'opensearch-job', severity: ERROR, helpUrl: OPEN_SEARCH, check: missingExporterJob,
    summary: 'The job that an OpenSearch exporter requires is missing or has targets of its own',
    why: 'The exporter\'s target is added to the job named `opensearch-exporter`.',
    fix: 'Add a job with that name and without discovery.',
  },
];
