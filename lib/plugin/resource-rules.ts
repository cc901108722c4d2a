import { ProblemSeverity } from '../validation/problem';
import type { ResourceRule } from './resource-rule';
import { accessEntries } from './resource-rules/access-entry';
import { detectorAliases, detectorLabels, detectorNumbers, detectorQueries, uncertainDetectorQueries } from './resource-rules/anomaly-detector';
import { logGroups } from './resource-rules/log-groups';
import { namespaceNames } from './resource-rules/rule-groups-namespace';
import { alarmQueries } from './resource-rules/promql-alarm';
import { destinationEnvironments, encodedConfigurations, scraperAliases, securityGroupCounts, subnetCounts, unknownSources } from './resource-rules/scraper';
import { tags } from './resource-rules/tags';
import { labelSetLimits, workspaceAliases } from './resource-rules/workspace';
import { policyStatements } from './resource-rules/workspace-policy';

const { ERROR, WARNING } = ProblemSeverity;
const CLOUDFORMATION = 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-aps';
const GUIDE = 'https://docs.aws.amazon.com/prometheus/latest/userguide';
const API = 'https://docs.aws.amazon.com/prometheus/latest/APIReference';

const SCRAPER = ['AWS::APS::Scraper'];
const WORKSPACE = ['AWS::APS::Workspace'];
const NAMESPACE = ['AWS::APS::RuleGroupsNamespace'];
const DETECTOR = ['AWS::APS::AnomalyDetector'];

/** Rules about the resources of Amazon Managed Service for Prometheus in an app, however they are written. */
export const RESOURCE_RULES: readonly ResourceRule[] = [
  {
    id: 'encoded-configuration', severity: ERROR, resourceTypes: SCRAPER, check: encodedConfigurations,
    summary: 'The template encodes the scrape configuration with Fn::Base64',
    why: 'CloudFormation encodes the text again, and the service answers "Invalid Prometheus scrape configuration".',
    fix: 'Pass the plain YAML, without `Fn.base64()`.',
    helpUrl: `${CLOUDFORMATION}-scraper.html`,
  },
  {
    id: 'unknown-source', severity: WARNING, resourceTypes: SCRAPER, check: unknownSources,
    summary: 'The source or the destination of a scraper is not known at synthesis',
    why: 'The limits of managed collectors depend on both, so the scrape configuration is validated for Prometheus only.',
    fix: 'Write the source and the destination into the template, or update this library if they are new.',
    helpUrl: `${CLOUDFORMATION}-scraper.html`,
  },
  {
    id: 'subnets', severity: ERROR, resourceTypes: SCRAPER, check: subnetCounts,
    summary: 'A scraper has fewer than 2 or more than 5 subnets',
    why: 'The service refuses the scraper.',
    fix: 'Specify 2 to 5 subnets, each in an Availability Zone of its own.',
    helpUrl: `${GUIDE}/AMP-collector-how-to.html`,
  },
  {
    id: 'security-group-count', severity: ERROR, resourceTypes: SCRAPER, check: securityGroupCounts,
    summary: 'A scraper has more than 5 security groups, or an empty list',
    why: 'The service refuses the scraper.',
    fix: 'Specify 1 to 5 security groups.',
    helpUrl: `${API}/API_EksConfiguration.html`,
  },
  {
    id: 'workspace-environment', severity: ERROR, resourceTypes: SCRAPER, check: destinationEnvironments,
    summary: 'The workspace of a scraper is in another Region, or in another account without a role configuration',
    why: 'A scraper writes to workspaces of its own Region, and with its service-linked role only in its own account.',
    fix: 'Specify a workspace of the stack\'s Region. For another account specify `RoleConfiguration`, which `CrossAccountRoles` creates.',
    helpUrl: `${GUIDE}/AMP-collector-how-to.html`,
  },
  {
    id: 'scraper-alias', severity: ERROR, resourceTypes: SCRAPER, check: scraperAliases,
    summary: 'The alias of a scraper has characters or a length that the service refuses',
    why: 'The service refuses the scraper.',
    fix: 'Use 1 to 100 letters, digits, `-`, `.` and `_`, beginning with a letter or a digit.',
    helpUrl: `${API}/API_CreateScraper.html`,
  },
  {
    id: 'workspace-alias', severity: ERROR, resourceTypes: WORKSPACE, check: workspaceAliases,
    summary: 'The alias of a workspace is empty or longer than 100 characters',
    why: 'The service refuses the workspace.',
    fix: 'Use 1 to 100 characters, or leave the alias out.',
    helpUrl: `${API}/API_CreateWorkspace.html`,
  },
  {
    id: 'label-set-limit', severity: ERROR, resourceTypes: WORKSPACE, check: labelSetLimits,
    summary: 'A label set limit has a label that Prometheus does not accept',
    why: 'The service refuses the configuration of the workspace.',
    fix: 'Use letters, digits and `_` in names, and a legacy metric name as the value of `__name__`.',
    helpUrl: `${API}/API_LimitsPerLabelSet.html`,
  },
  {
    id: 'rule-groups-namespace-name', severity: ERROR, resourceTypes: NAMESPACE, check: namespaceNames,
    summary: 'The name of a rule groups namespace has no letter or digit, or more than 64 characters',
    why: 'The service refuses the namespace.',
    fix: 'Use 1 to 64 characters, including a letter or a digit.',
    helpUrl: `${CLOUDFORMATION}-rulegroupsnamespace.html`,
  },
  {
    id: 'anomaly-detector-query', severity: ERROR, resourceTypes: DETECTOR, check: detectorQueries,
    summary: 'The query of an anomaly detector is not one aggregation without grouping',
    why: 'The service refuses the anomaly detector.',
    fix: 'Use a query such as `sum(rate(requests_total[5m]))`. Create one detector for each group.',
    helpUrl: `${CLOUDFORMATION}-anomalydetector.html`,
  },
  {
    id: 'uncertain-detector-query', severity: WARNING, resourceTypes: DETECTOR, check: uncertainDetectorQueries,
    summary: 'The query of an anomaly detector reaches back more than 95 days, or uses a young feature of PromQL',
    why: 'The service cannot evaluate a query that reaches back further. AWS does not document which version of Prometheus evaluates queries.',
    fix: 'Shorten the range or the offset. Try a young feature on the workspace, then acknowledge the warning.',
    helpUrl: 'https://docs.aws.amazon.com/prometheus/latest/userguide/AMP_quotas.html',
  },
  {
    id: 'anomaly-detector-label', severity: ERROR, resourceTypes: DETECTOR, check: detectorLabels,
    summary: 'A label of an anomaly detector has a name or a value that the service refuses',
    why: 'The service refuses the anomaly detector.',
    fix: 'Use letters, digits and `_` in names, not beginning with a digit or `__`, and values that are not empty.',
    helpUrl: `${CLOUDFORMATION}-anomalydetector.html`,
  },
  {
    id: 'anomaly-detector-alias', severity: ERROR, resourceTypes: DETECTOR, check: detectorAliases,
    summary: 'The alias of an anomaly detector has characters or a length that the service refuses',
    why: 'The service refuses the anomaly detector.',
    fix: 'Use 1 to 64 letters, digits, `-`, `.` and `_`, beginning with a letter or a digit.',
    helpUrl: `${CLOUDFORMATION}-anomalydetector.html`,
  },
  {
    id: 'anomaly-detector-range', severity: ERROR, resourceTypes: DETECTOR, check: detectorNumbers,
    summary: 'A number of an anomaly detector is outside of its range',
    why: 'The service refuses the anomaly detector.',
    fix: 'Use an interval of 30 to 86400 seconds, a shingle size of 2 to 1024, a sample size of 256 to 1024, and deviations of at least 0.',
    helpUrl: `${CLOUDFORMATION}-anomalydetector.html`,
  },
  {
    id: 'workspace-policy', severity: ERROR, resourceTypes: ['AWS::APS::ResourcePolicy'], check: policyStatements,
    summary: 'The resource policy of a workspace has a statement that the service refuses',
    why: 'The service accepts only Prometheus-compatible actions without wildcards, on the workspace itself, with a principal.',
    fix: 'List actions such as `aps:QueryMetrics` and `aps:RemoteWrite`, and use the ARN of the workspace as the resource.',
    helpUrl: `${API}/API_PutResourcePolicy.html`,
  },
  {
    id: 'log-group', severity: ERROR, resourceTypes: [...SCRAPER, ...WORKSPACE], check: logGroups,
    summary: 'The ARN of a log group does not end in ":*", or the log group is in another Region',
    why: 'CloudFormation accepts the ARN and the service refuses it.',
    fix: 'Specify the ARN of a log group of the same Region, with `:*` at its end.',
    helpUrl: `${API}/API_CloudWatchLogDestination.html`,
  },
  {
    id: 'tags', severity: ERROR, resourceTypes: [...SCRAPER, ...WORKSPACE, ...NAMESPACE, ...DETECTOR], check: tags,
    summary: 'A tag has a key or a value that the service refuses',
    why: 'The service refuses the resource.',
    fix: 'Use keys of 1 to 128 and values of at most 256 letters, digits, spaces and characters of `_.:/=+-@`. Keys must not begin with `aws:`.',
    helpUrl: `${API}/API_TagResource.html`,
  },
  {
    id: 'promql-alarm-query', severity: WARNING, resourceTypes: ['AWS::CloudWatch::Alarm'], check: alarmQueries,
    summary: 'The query of a CloudWatch alarm is not valid PromQL',
    why: 'CloudWatch evaluates the query as PromQL.',
    fix: 'Correct the query. Acknowledge the warning if CloudWatch accepts it.',
    helpUrl: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-promql.html',
  },
  {
    id: 'access-entry', severity: ERROR, resourceTypes: ['AWS::EKS::AccessEntry'], check: accessEntries,
    summary: 'An access entry is for a service-linked role, such as the role of a scraper',
    why: 'EKS refuses the entry. Amazon Managed Service for Prometheus creates the access entries of its scrapers.',
    fix: 'Remove the access entry.',
    helpUrl: `${GUIDE}/AMP-collector-how-to.html`,
  },
];
