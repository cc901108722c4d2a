import { withoutPath } from '../../../lib/cluster-access/aws-auth-merge/handler/role-arn';
import { LAYERS, type Fault, type Layer } from './diagnosis';
import type { Evidence, JobEvidence } from './evidence';
import { stateOf } from './job-state';
import { faultsInLogs } from './log-signs';

/** What a fault looks like; each answers with nothing where it does not see it. */
type FaultRule = (evidence: Evidence, missing: readonly JobEvidence[]) => Fault[];

/** The cluster access policy that the service associates: https://docs.aws.amazon.com/prometheus/latest/userguide/AMP-collector-how-to.html */
const ACCESS_POLICY = 'AmazonPrometheusScraperPolicy';

const RULES: readonly FaultRule[] = [
  scraperIsNotActive, workspaceIsNotActive, clusterIsGone,
  accessEntryIsMissing, accessPolicyIsMissing, awsAuthMayBeMissing, rolesMayBeWrong,
  endpointIsPublicOnly, nothingGetsOut,
  configurationIsInvalid, labelsDiffer,
  ({ logs }) => faultsInLogs(logs?.lines ?? []),
];

/** What keeps metrics from arriving: what is certain first, then in the order in which metrics pass. */
export function faultsOf(evidence: Evidence): Fault[] {
  const missing = evidence.configuration.jobs.filter(job => stateOf(job, evidence.series) !== 'flowing');
  const faults = RULES.flatMap(rule => rule(evidence, missing));
  return faults.sort((a, b) => Number(a.certainty === 'likely') - Number(b.certainty === 'likely') || LAYERS.indexOf(a.layer) - LAYERS.indexOf(b.layer));
}

function fault(layer: Layer, certainty: Fault['certainty'], says: string, advice: string): Fault[] {
  return [{ layer, certainty, says, advice }];
}

function scraperIsNotActive({ scraper: { id, status, reason } }: Evidence): Fault[] {
  if (status === 'ACTIVE') return [];
  const why = reason === undefined ? '' : `: ${reason}`;
  if (status === 'CREATING' || status === 'UPDATING') {
    return fault('scraper', 'certain', `the scraper is ${status}${why}`, `wait, usually about twenty minutes: amp-collector status ${id} --wait`);
  }
  return fault('scraper', 'certain', `the scraper is ${status}${why}`, 'correct the cause, delete the scraper and create it again');
}

function workspaceIsNotActive({ workspaceStatus }: Evidence): Fault[] {
  if (workspaceStatus === 'ACTIVE') return [];
  return fault('scraper', 'certain', `its workspace is ${workspaceStatus}`, 'wait until the workspace is ACTIVE, or write to another');
}

function clusterIsGone({ cluster }: Evidence): Fault[] {
  if (cluster?.state === 'missing') return fault('scraper', 'certain', `it scrapes the cluster ${cluster.name}, which does not exist`, 'delete the scraper: it goes on costing money');
  if (cluster?.status === undefined || cluster.status === 'ACTIVE' || cluster.status === 'UPDATING') return [];
  return fault('scraper', 'certain', `the cluster ${cluster.name} is ${cluster.status}`, 'wait until the cluster is ACTIVE');
}

/** Targets of one job in the cluster are proof enough that the scraper reaches its API server and is let in. */
function isInside({ configuration: { jobs }, series: { own } }: Evidence): boolean {
  return jobs.some(({ name, roles }) => roles.length > 0 && own.has(name));
}

function accessEntryIsMissing(evidence: Evidence): Fault[] {
  const { cluster, scraper: { roleArn = '?' } } = evidence;
  if (cluster?.accessEntry !== 'missing' || isInside(evidence)) return [];
  const mayBeMapped = cluster.authenticationMode === 'API_AND_CONFIG_MAP';
  const says = `the cluster ${cluster.name} (${cluster.authenticationMode ?? '?'}) has no access entry for ${roleArn}`;
  const advice = 'nobody but the service can make it, and does so when a scraper is created: create the scraper again'
    + (mayBeMapped ? ', or map its role without the path in aws-auth' : '');
  return fault('access', mayBeMapped ? 'likely' : 'certain', says, advice);
}

function accessPolicyIsMissing(evidence: Evidence): Fault[] {
  const { cluster } = evidence;
  if (cluster?.accessPolicies === undefined || cluster.accessPolicies.includes(ACCESS_POLICY) || isInside(evidence)) return [];
  return fault('access', 'certain', `the scraper's access entry does not have the policy ${ACCESS_POLICY}`, 'create the scraper again, with eks:AssociateAccessPolicy');
}

/** What stands in aws-auth only the cluster tells. */
function awsAuthMayBeMissing(evidence: Evidence, missing: readonly JobEvidence[]): Fault[] {
  const { cluster, scraper: { roleArn } } = evidence;
  if (cluster?.authenticationMode !== 'CONFIG_MAP' || roleArn === undefined || isInside(evidence)) return [];
  if (!missing.some(({ roles }) => roles.length > 0)) return [];
  return fault('access', 'likely', `the cluster ${cluster.name} lets in by aws-auth, and what stands there cannot be seen from here`,
    `see that \`kubectl -n kube-system get configmap aws-auth -o yaml\` maps ${withoutPath(roleArn)}, without a path, to aps-collector-user, `
    + 'and that the ClusterRole aps-collector-role is bound to this user');
}

function rolesMayBeWrong({ scraper: { hasRoles }, series: { own } }: Evidence, missing: readonly JobEvidence[]): Fault[] {
  if (!hasRoles || missing.length === 0 || own.size > 0) return [];
  return fault('access', 'likely', 'it writes with roles of its own, and nothing arrives',
    'see that the source role trusts scraper.aps.amazonaws.com and may assume the target role, and that the target role takes the scraper\'s ARN as sts:ExternalId');
}

function endpointIsPublicOnly(evidence: Evidence): Fault[] {
  const { cluster } = evidence;
  if (cluster?.endpointPrivateAccess !== false || isInside(evidence)) return [];
  return fault('network', 'certain', `the API server of ${cluster.name} has only a public endpoint`, 'give it private access too: the scraper reaches it from inside the VPC');
}

/** Let in, by all that can be seen, and still nothing at all. */
function nothingGetsOut({ cluster, series: { own, all }, scraper, configuration: { jobs } }: Evidence): Fault[] {
  const isLetIn = cluster?.accessEntry === 'found' || cluster === undefined;
  if (scraper.status !== 'ACTIVE' || !isLetIn || own.size > 0 || jobs.some(({ name }) => all.has(name)) || jobs.length === 0) return [];
  return fault('network', 'likely', 'the scraper is let in and ACTIVE, and no target of any job was ever scraped',
    'let its security groups send HTTPS to the API server and to all targets; see DNS support and DNS hostnames of the VPC; turn on its logs to know more');
}

function configurationIsInvalid({ configuration: { errors, jobs } }: Evidence): Fault[] {
  if (errors.length > 0) return fault('configuration', 'certain', `Prometheus refuses the configuration: ${errors[0] ?? ''}`, 'amp-collector validate tells all that is wrong');
  return jobs.length > 0 ? [] : fault('configuration', 'certain', 'the configuration has no job', 'add jobs to scrape_configs');
}

function labelsDiffer({ configuration: { externalLabels }, series: { all, own } }: Evidence, missing: readonly JobEvidence[]): Fault[] {
  const elsewhere = missing.filter(({ name }) => all.has(name) && !own.has(name)).map(({ name }) => name);
  const renamed = missing.filter(({ name, isRenamed }) => isRenamed && !own.has(name)).map(({ name }) => name);
  const labels = Object.entries(externalLabels).map(([name, value]) => `${name}="${value}"`).join(', ');
  const elsewhereFault = fault('labels', 'certain', `the workspace has ${elsewhere.join(', ')}, but not with ${labels}`,
    'another collector writes them, or a target\'s own label wins: see external_labels and honor_labels');
  const renamedFault = fault('labels', 'likely', `a rule of ${renamed.join(', ')} writes the label job`,
    'its series stand under another job name: look for them by their other labels');
  return [...elsewhere.length > 0 ? elsewhereFault : [], ...renamed.length > 0 ? renamedFault : []];
}
