import { withoutPath } from '../../../lib/aws/role-arn';
import { COLLECTOR_USER } from '../../../lib/kubernetes/collector-user';
import { rbacNames } from '../../../lib/cluster-access/rbac';
import { diagnosis, isInside, type Diagnosis, type DiagnosisRule } from './diagnosis';
import type { Evidence, JobEvidence } from './evidence';
import { ruleText, ruleYaml } from './rbac-rules';
import { deniedTo, MASTERS, roleAccessOf } from './role-access';

/** The cluster access policy that the service associates: https://docs.aws.amazon.com/prometheus/latest/userguide/AMP-collector-how-to.html */
const ACCESS_POLICY = 'AmazonPrometheusScraperPolicy';

const DOCUMENTED = rbacNames(undefined);

/** What keeps a scraper out of a cluster, or from writing. */
export const ACCESS_DIAGNOSES: readonly DiagnosisRule[] = [
  accessEntryIsMissing, accessPolicyIsMissing,
  awsAuthIsNotKnown, awsAuthLetsNobodyIn, userIsNotBound, rulesAreMissing, userIsMaster,
  rolesMayBeWrong,
];

function accessEntryIsMissing(evidence: Evidence): Diagnosis[] {
  const { cluster, scraper: { roleArn = '?' } } = evidence;
  const standing = roleAccessOf(evidence);
  if (cluster?.accessEntry !== 'missing' || isInside(evidence) || standing?.entry !== undefined) return [];
  const mayBeMapped = cluster.authenticationMode === 'API_AND_CONFIG_MAP';
  const says = `the cluster ${cluster.name} (${cluster.authenticationMode ?? '?'}) has no access entry for ${roleArn}`;
  const advice = 'nobody but the service can make it, and does so when a scraper is created: create the scraper again'
    + (mayBeMapped ? ', or map its role without the path in aws-auth' : '');
  return diagnosis('access', mayBeMapped && standing === undefined ? 'likely' : 'certain', says, advice);
}

function accessPolicyIsMissing(evidence: Evidence): Diagnosis[] {
  const { cluster } = evidence;
  if (cluster?.accessPolicies === undefined || cluster.accessPolicies.includes(ACCESS_POLICY) || isInside(evidence)) return [];
  return diagnosis('access', 'certain', `the scraper's access entry does not have the policy ${ACCESS_POLICY}`, 'create the scraper again, with eks:AssociateAccessPolicy');
}

function awsAuthIsNotKnown(evidence: Evidence, missing: readonly JobEvidence[]): Diagnosis[] {
  const { cluster, scraper: { roleArn } } = evidence;
  if (cluster?.authenticationMode !== 'CONFIG_MAP' || roleArn === undefined || isInside(evidence)) return [];
  if (roleAccessOf(evidence) !== undefined || !missing.some(({ roles }) => roles.length > 0)) return [];
  return diagnosis('access', 'likely', `the cluster ${cluster.name} lets in by aws-auth, and what stands there cannot be seen from here`,
    `see that \`kubectl -n kube-system get configmap aws-auth -o yaml\` maps ${withoutPath(roleArn)}, without a path, to ${COLLECTOR_USER}, `
    + `and that the ClusterRole ${DOCUMENTED.clusterRole} is bound to this user`);
}

function awsAuthLetsNobodyIn(evidence: Evidence): Diagnosis[] {
  const { cluster } = evidence;
  const standing = roleAccessOf(evidence);
  if (cluster === undefined || standing === undefined || standing.entry !== undefined || isInside(evidence)) return [];
  const { role, invalid, mistaken } = standing;
  // An access entry would let it in as well, and whether there is one is not known.
  const certainty = cluster.authenticationMode === 'CONFIG_MAP' || cluster.accessEntry === 'missing' ? 'certain' : 'likely';
  if (invalid !== undefined) return diagnosis('access', certainty, `aws-auth of ${cluster.name} lets nobody in: ${invalid}`, 'correct it: a list of entries with rolearn and username');
  if (mistaken !== undefined) {
    return diagnosis('access', certainty, `aws-auth of ${cluster.name} has an entry for ${mistaken.rolearn}, and the cluster knows the role without its path`,
      `give the entry the rolearn ${role}`);
  }
  return diagnosis('access', certainty, `aws-auth of ${cluster.name} has no entry for ${role}`,
    `eksctl create iamidentitymapping --cluster ${cluster.name} --arn ${role} --username ${COLLECTOR_USER}; or ClusterAccess.awsAuthMerge() in the CDK`);
}

/** Another user name is no fault while its user may do what is needed. */
function userIsNotBound(evidence: Evidence, missing: readonly JobEvidence[]): Diagnosis[] {
  const standing = roleAccessOf(evidence);
  if (standing?.entry === undefined || standing.rights === undefined || deniedTo(missing, standing).length === 0) return [];
  const { entry: { username }, rights: { bindings } } = standing;
  if (username !== COLLECTOR_USER) {
    return diagnosis('access', 'certain', `aws-auth maps the role to the user ${username === '' ? '""' : username}, who may not read what the jobs need`,
      `give the entry the username ${COLLECTOR_USER}, to whom the ClusterRole is bound`);
  }
  const [dangling] = bindings.filter(({ roleExists }) => !roleExists);
  if (dangling !== undefined) {
    return diagnosis('access', 'certain', `the ClusterRoleBinding ${dangling.name} binds ${username} to the ClusterRole ${dangling.role}, which does not exist`,
      `create the ClusterRole ${dangling.role} with the rules that AWS documents`);
  }
  if (bindings.length > 0) return [];
  return diagnosis('access', 'certain', `aws-auth maps the role to ${username}, and no ClusterRoleBinding is for this user`,
    `kubectl create clusterrolebinding ${DOCUMENTED.clusterRoleBinding} --clusterrole ${DOCUMENTED.clusterRole} --user ${username}; `
    + 'the ClusterRole must have the rules that AWS documents');
}

/** Where the user has other troubles, these are named first and alone. */
function rulesAreMissing(evidence: Evidence, missing: readonly JobEvidence[]): Diagnosis[] {
  const standing = roleAccessOf(evidence);
  if (standing?.rights === undefined || userIsNotBound(evidence, missing).length > 0) return [];
  const denied = deniedTo(missing, standing);
  if (denied.length === 0) return [];
  const blocked = missing.filter(job => deniedTo([job], standing).length > 0);
  const roles = standing.rights.bindings.map(({ role }) => role);
  return diagnosis('access', blocked.every(({ isInNamespaces }) => isInNamespaces) ? 'likely' : 'certain',
    `${standing.entry?.username ?? COLLECTOR_USER} may not ${denied.map(ruleText).join('; ')}, which ${blocked.map(({ name }) => name).join(', ')} must`,
    `add to the rules of the ClusterRole ${roles.join(' or ')}: ${denied.map(ruleYaml).join(', ')}`);
}

function userIsMaster(evidence: Evidence): Diagnosis[] {
  const standing = roleAccessOf(evidence);
  if (standing?.entry?.groups.includes(MASTERS) !== true) return [];
  return diagnosis('access', 'aside', `aws-auth lets the scraper do everything in the cluster: its entry is in the group ${MASTERS}`,
    `take the group out; the user ${COLLECTOR_USER} with its ClusterRole is enough`);
}

function rolesMayBeWrong({ scraper: { hasRoles }, series: { own } }: Evidence, missing: readonly JobEvidence[]): Diagnosis[] {
  if (!hasRoles || missing.length === 0 || own.size > 0) return [];
  return diagnosis('access', 'likely', 'it writes with roles of its own, and nothing arrives',
    'see that the source role trusts scraper.aps.amazonaws.com and may assume the target role, and that the target role takes the scraper\'s ARN as sts:ExternalId');
}
