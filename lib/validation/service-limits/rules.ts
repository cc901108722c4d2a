import { problemAt } from '../problem-at';
import { ProblemSeverity, type Problem } from '../problem';
import type { EffectiveConfiguration } from '../../prometheus/scrape-config/effective';
import { foreignCredentials, otherFiles } from './authentication';
import { largeBodies } from './body-size';
import { refusedAuthentication, unlistedFields } from './cloudwatch';
import { otherClusters, otherDnsRecords, unsupportedDiscoveries } from './discoveries';
import type { Finding } from './finding';
import { shortIntervals } from './intervals';
import { ungrantedObjects } from './kubernetes-access';
import { missingExporterJob } from './open-search';
import { unsupportedSections } from './sections';
import { namesInStaticTargets } from './static-targets';
import { CollectorDestination, CollectorSource, type CollectorTarget } from '../collector-target';

const GUIDE = 'https://docs.aws.amazon.com/prometheus/latest/userguide/AMP-collector-how-to.html';
const CLOUD_WATCH = 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/managed-prometheus-collectors-scraper-configuration.html';
const MSK = 'https://docs.aws.amazon.com/prometheus/latest/userguide/prom-msk-integration.html';
const OPEN_SEARCH = 'https://docs.aws.amazon.com/prometheus/latest/userguide/prom-opensearch-integration.html';

/** One thing that a collector does not do although Prometheus does. */
interface CollectorRule {
  /** Public: it stays. */
  readonly id: string;
  readonly severity: ProblemSeverity;
  /** The page that says so. */
  readonly source: string;
  readonly find: (configuration: EffectiveConfiguration, target: Required<CollectorTarget>) => Finding[];
}

const { ERROR, WARNING } = ProblemSeverity;

/** When AWS changes what collectors accept, this table changes. */
export const COLLECTOR_RULES: readonly CollectorRule[] = [
  { id: 'collector/unsupported-section', severity: ERROR, source: GUIDE, find: unsupportedSections },
  { id: 'collector/unsupported-discovery', severity: ERROR, source: GUIDE, find: unsupportedDiscoveries },
  { id: 'collector/dns-record', severity: WARNING, source: MSK, find: otherDnsRecords },
  { id: 'collector/other-cluster', severity: ERROR, source: GUIDE, find: otherClusters },
  { id: 'collector/interval', severity: ERROR, source: GUIDE, find: shortIntervals },
  { id: 'collector/authorization', severity: ERROR, source: GUIDE, find: foreignCredentials },
  { id: 'collector/cloudwatch-authorization', severity: WARNING, source: CLOUD_WATCH, find: refusedAuthentication },
  { id: 'collector/cloudwatch-field', severity: WARNING, source: CLOUD_WATCH, find: unlistedFields },
  { id: 'collector/file', severity: WARNING, source: GUIDE, find: otherFiles },
  { id: 'collector/static-target', severity: ERROR, source: GUIDE, find: namesInStaticTargets },
  { id: 'collector/body-size', severity: WARNING, source: GUIDE, find: largeBodies },
  { id: 'collector/access', severity: ERROR, source: GUIDE, find: ungrantedObjects },
  { id: 'collector/opensearch-job', severity: ERROR, source: OPEN_SEARCH, find: missingExporterJob },
];

const DEFAULT_TARGET = { source: CollectorSource.EKS, destination: CollectorDestination.WORKSPACE, grantsAccess: false };

/** What a collector refuses or cannot do, in the order of the table. */
export function collectorProblems(configuration: EffectiveConfiguration, target: CollectorTarget): Problem[] {
  const judged = { ...DEFAULT_TARGET, ...target };
  return COLLECTOR_RULES.flatMap(({ id, severity, find }) =>
    find(configuration, judged).map(({ place, message }) => problemAt(id, severity, place, message)));
}
