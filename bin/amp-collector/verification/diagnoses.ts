import { ACCESS_DIAGNOSES } from './access-diagnoses';
import { CERTAINTIES, diagnosis, hasDiscoveredTargets, LAYERS, type Diagnosis, type DiagnosisRule } from './diagnosis';
import type { Evidence, JobEvidence } from './evidence';
import { stateOf } from './job-state';
import { logDiagnoses } from './log-diagnoses';
import { deniedRules, roleAccessOf } from './role-access';

const RULES: readonly DiagnosisRule[] = [
  inactiveScraper, inactiveWorkspace, missingCluster,
  ...ACCESS_DIAGNOSES,
  publicEndpoint, blockedNetwork,
  invalidConfiguration, otherLabels,
  ({ logs }) => logDiagnoses(logs?.lines ?? []),
];

/** Returns the causes of missing metrics: certain ones first, then in the order of the layers. */
export function diagnosesOf(evidence: Evidence): Diagnosis[] {
  const missing = evidence.configuration.jobs.filter(job => stateOf(job, evidence.series) !== 'up');
  return RULES.flatMap(rule => rule(evidence, missing)).sort((a, b) =>
    CERTAINTIES.indexOf(a.certainty) - CERTAINTIES.indexOf(b.certainty) || LAYERS.indexOf(a.layer) - LAYERS.indexOf(b.layer));
}

function inactiveScraper({ scraper: { id, status, reason } }: Evidence): Diagnosis[] {
  if (status === 'ACTIVE') return [];
  const message = `the scraper is ${status}${reason === undefined ? '' : `: ${reason}`}`;
  if (status === 'CREATING' || status === 'UPDATING') {
    return diagnosis('scraper', 'certain', message, `wait about 20 minutes: amp-collector status ${id} --wait`);
  }
  return diagnosis('scraper', 'certain', message, 'correct the cause, delete the scraper and create it again');
}

function inactiveWorkspace({ endpoint: { status } }: Evidence): Diagnosis[] {
  if (status === 'ACTIVE') return [];
  return diagnosis('scraper', 'certain', `its workspace is ${status}`, 'wait until the workspace is ACTIVE, or specify another');
}

function missingCluster({ cluster }: Evidence): Diagnosis[] {
  if (cluster?.state === 'missing') {
    return diagnosis('scraper', 'certain', `its cluster ${cluster.name} does not exist`, 'delete the scraper, which still costs money');
  }
  if (cluster?.status === undefined || cluster.status === 'ACTIVE' || cluster.status === 'UPDATING') return [];
  return diagnosis('scraper', 'certain', `its cluster ${cluster.name} is ${cluster.status}`, 'wait until the cluster is ACTIVE');
}

function publicEndpoint(evidence: Evidence): Diagnosis[] {
  const { cluster } = evidence;
  if (cluster?.endpointPrivateAccess !== false || hasDiscoveredTargets(evidence)) return [];
  return diagnosis('network', 'certain', `the API server of ${cluster.name} has only a public endpoint`,
    'enable private access: the scraper connects from inside the VPC');
}

/** Access is complete as far as it can be read, and still no metrics at all. */
function blockedNetwork(evidence: Evidence): Diagnosis[] {
  const { cluster, endpoint, series: { own, all }, scraper, configuration: { jobs } } = evidence;
  const access = roleAccessOf(evidence);
  const hasAccess = cluster === undefined || cluster.accessEntry === 'found'
    || (access?.permissions !== undefined && deniedRules(jobs, access).length === 0);
  if (scraper.status !== 'ACTIVE' || !hasAccess || own.size > 0 || jobs.some(({ name }) => all.has(name)) || jobs.length === 0) return [];
  return diagnosis('network', 'likely', 'the scraper is ACTIVE and has access, but no target of any job was ever scraped',
    'let its security groups send HTTPS to the API server and to all targets; check DNS support and DNS hostnames of the VPC; '
    + (endpoint.kind === 'CloudWatch' ? 'subnets without a route to the internet need an interface endpoint for monitoring; ' : '')
    + 'enable the scraper\'s logs for details');
}

function invalidConfiguration({ configuration: { errors, jobs } }: Evidence): Diagnosis[] {
  if (errors.length > 0) {
    return diagnosis('configuration', 'certain', `Prometheus refuses the configuration: ${errors[0] ?? ''}`, 'find all problems with amp-collector validate');
  }
  return jobs.length > 0 ? [] : diagnosis('configuration', 'certain', 'the configuration has no job', 'add jobs to scrape_configs');
}

function otherLabels(evidence: Evidence, missing: readonly JobEvidence[]): Diagnosis[] {
  const { endpoint, configuration: { externalLabels }, series: { all, own } } = evidence;
  const elsewhere = missing.filter(({ name }) => all.has(name) && !own.has(name)).map(({ name }) => name);
  const renamed = missing.filter(({ name, isRenamed }) => isRenamed && !own.has(name)).map(({ name }) => name);
  const labels = Object.entries(externalLabels).map(([name, value]) => `${name}="${value}"`).join(', ');
  return [
    ...elsewhere.length === 0
      ? []
      : diagnosis('labels', 'certain', `${endpoint.name} has ${elsewhere.join(', ')}, but not with ${labels}`,
          'another collector writes them, or a label of the target takes precedence: check external_labels and honor_labels'),
    ...renamed.length === 0
      ? []
      : diagnosis('labels', 'likely', `a relabeling of ${renamed.join(', ')} writes the label job`,
          'its series have another job name: query them by their other labels'),
  ];
}
