import { ACCESS_DIAGNOSES } from './access-diagnoses';
import { CERTAINTIES, diagnosis, isInside, LAYERS, type Diagnosis, type DiagnosisRule } from './diagnosis';
import type { Evidence, JobEvidence } from './evidence';
import { stateOf } from './job-state';
import { logDiagnoses } from './log-diagnoses';
import { deniedTo, roleAccessOf } from './role-access';

const RULES: readonly DiagnosisRule[] = [
  scraperIsNotActive, workspaceIsNotActive, clusterIsGone,
  ...ACCESS_DIAGNOSES,
  endpointIsPublicOnly, nothingGetsOut,
  configurationIsInvalid, labelsDiffer,
  ({ logs }) => logDiagnoses(logs?.lines ?? []),
];

/** What keeps metrics from arriving: what is certain first, then in the order in which metrics pass. */
export function diagnosesOf(evidence: Evidence): Diagnosis[] {
  const missing = evidence.configuration.jobs.filter(job => stateOf(job, evidence.series) !== 'flowing');
  const faults = RULES.flatMap(rule => rule(evidence, missing));
  return faults.sort((a, b) =>
    CERTAINTIES.indexOf(a.certainty) - CERTAINTIES.indexOf(b.certainty) || LAYERS.indexOf(a.layer) - LAYERS.indexOf(b.layer));
}

function scraperIsNotActive({ scraper: { id, status, reason } }: Evidence): Diagnosis[] {
  if (status === 'ACTIVE') return [];
  const why = reason === undefined ? '' : `: ${reason}`;
  if (status === 'CREATING' || status === 'UPDATING') {
    return diagnosis('scraper', 'certain', `the scraper is ${status}${why}`, `wait, usually about twenty minutes: amp-collector status ${id} --wait`);
  }
  return diagnosis('scraper', 'certain', `the scraper is ${status}${why}`, 'correct the cause, delete the scraper and create it again');
}

function workspaceIsNotActive({ place: { status } }: Evidence): Diagnosis[] {
  if (status === 'ACTIVE') return [];
  return diagnosis('scraper', 'certain', `its workspace is ${status}`, 'wait until the workspace is ACTIVE, or write to another');
}

function clusterIsGone({ cluster }: Evidence): Diagnosis[] {
  if (cluster?.state === 'missing') return diagnosis('scraper', 'certain', `it scrapes the cluster ${cluster.name}, which does not exist`, 'delete the scraper: it goes on costing money');
  if (cluster?.status === undefined || cluster.status === 'ACTIVE' || cluster.status === 'UPDATING') return [];
  return diagnosis('scraper', 'certain', `the cluster ${cluster.name} is ${cluster.status}`, 'wait until the cluster is ACTIVE');
}

function endpointIsPublicOnly(evidence: Evidence): Diagnosis[] {
  const { cluster } = evidence;
  if (cluster?.endpointPrivateAccess !== false || isInside(evidence)) return [];
  return diagnosis('network', 'certain', `the API server of ${cluster.name} has only a public endpoint`, 'give it private access too: the scraper reaches it from inside the VPC');
}

/** Let in, by all that can be seen, and still nothing at all. */
function nothingGetsOut(evidence: Evidence): Diagnosis[] {
  const { cluster, place, series: { own, all }, scraper, configuration: { jobs } } = evidence;
  const standing = roleAccessOf(evidence);
  const isLetIn = cluster === undefined || cluster.accessEntry === 'found'
    || (standing?.rights !== undefined && deniedTo(jobs, standing).length === 0);
  if (scraper.status !== 'ACTIVE' || !isLetIn || own.size > 0 || jobs.some(({ name }) => all.has(name)) || jobs.length === 0) return [];
  return diagnosis('network', 'likely', 'the scraper is let in and ACTIVE, and no target of any job was ever scraped',
    'let its security groups send HTTPS to the API server and to all targets; see DNS support and DNS hostnames of the VPC; '
    + (place.kind === 'CloudWatch' ? 'give subnets without a way to the internet an interface endpoint for monitoring; ' : '')
    + 'turn on its logs to know more');
}

function configurationIsInvalid({ configuration: { errors, jobs } }: Evidence): Diagnosis[] {
  if (errors.length > 0) return diagnosis('configuration', 'certain', `Prometheus refuses the configuration: ${errors[0] ?? ''}`, 'amp-collector validate tells all that is wrong');
  return jobs.length > 0 ? [] : diagnosis('configuration', 'certain', 'the configuration has no job', 'add jobs to scrape_configs');
}

function labelsDiffer(evidence: Evidence, missing: readonly JobEvidence[]): Diagnosis[] {
  const { place, configuration: { externalLabels }, series: { all, own } } = evidence;
  const elsewhere = missing.filter(({ name }) => all.has(name) && !own.has(name)).map(({ name }) => name);
  const renamed = missing.filter(({ name, isRenamed }) => isRenamed && !own.has(name)).map(({ name }) => name);
  const labels = Object.entries(externalLabels).map(([name, value]) => `${name}="${value}"`).join(', ');
  const elsewhereFault = diagnosis('labels', 'certain', `${place.name} has ${elsewhere.join(', ')}, but not with ${labels}`,
    'another collector writes them, or a target\'s own label wins: see external_labels and honor_labels');
  const renamedFault = diagnosis('labels', 'likely', `a rule of ${renamed.join(', ')} writes the label job`,
    'its series stand under another job name: look for them by their other labels');
  return [...elsewhere.length > 0 ? elsewhereFault : [], ...renamed.length > 0 ? renamedFault : []];
}
