import { withoutPath } from '../../../lib/aws/role-arn';
import { rbacNames } from '../../../lib/cluster-access/rbac';
import { COLLECTOR_USER } from '../../../lib/kubernetes/collector-user';
import { diagnosis, hasDiscoveredTargets, type Diagnosis, type DiagnosisRule } from './diagnosis';
import type { Evidence, JobEvidence } from './evidence';
import { ruleText, ruleYaml } from './rbac-rules';
import { deniedRules, MASTERS, roleAccessOf } from './role-access';

/** The cluster access policy that the service associates: https://docs.aws.amazon.com/prometheus/latest/userguide/AMP-collector-how-to.html */
const ACCESS_POLICY = 'AmazonPrometheusScraperPolicy';

/** The page of the guide for clusters whose authentication mode changes. */
const SWITCH_GUIDE = 'docs/access.md#switch-the-authentication-mode';

const DOCUMENTED = rbacNames(undefined);

/** Causes in the access to the cluster, or to the workspace. */
export const ACCESS_DIAGNOSES: readonly DiagnosisRule[] = [
  missingAccessEntry, missingAccessPolicy,
  unreadableAwsAuth, missingMapping, unboundUser, missingRules, mastersGroup,
  crossAccountRoles,
];

function missingAccessEntry(evidence: Evidence): Diagnosis[] {
  const { cluster, scraper: { roleArn = '?' } } = evidence;
  const access = roleAccessOf(evidence);
  if (cluster?.accessEntry !== 'missing' || hasDiscoveredTargets(evidence) || access?.entry !== undefined) return [];
  const mode = cluster.authenticationMode ?? '?';
  const message = `the cluster ${cluster.name} (${mode}) has no access entry for ${roleArn}`;
  const fix = 'only the service can create it, when it creates a scraper: replace the scraper';
  if (mode !== 'API_AND_CONFIG_MAP') return diagnosis('access', 'certain', message, fix);
  // The service creates no entry for a scraper that is older than the authentication mode.
  return diagnosis('access', access === undefined ? 'likely' : 'certain',
    `${message}${access === undefined ? '' : ', and aws-auth does not map it either'}, as after a switch from CONFIG_MAP that took the mapping away`,
    `${fix}; until then map its role in aws-auth without the path: ${withoutPath(roleArn)}. See ${SWITCH_GUIDE}`);
}

function missingAccessPolicy(evidence: Evidence): Diagnosis[] {
  const { cluster } = evidence;
  if (cluster?.accessPolicies === undefined || cluster.accessPolicies.includes(ACCESS_POLICY) || hasDiscoveredTargets(evidence)) return [];
  return diagnosis('access', 'certain', `the scraper's access entry does not have the policy ${ACCESS_POLICY}`,
    'replace the scraper; its creator needs eks:AssociateAccessPolicy');
}

function unreadableAwsAuth(evidence: Evidence, missing: readonly JobEvidence[]): Diagnosis[] {
  const { cluster, scraper: { roleArn } } = evidence;
  if (cluster?.authenticationMode !== 'CONFIG_MAP' || roleArn === undefined || hasDiscoveredTargets(evidence)) return [];
  if (roleAccessOf(evidence) !== undefined || !missing.some(({ roles }) => roles.length > 0)) return [];
  return diagnosis('access', 'likely', `the cluster ${cluster.name} uses aws-auth, which cannot be read from here`,
    `check that \`kubectl -n kube-system get configmap aws-auth -o yaml\` maps ${withoutPath(roleArn)}, without a path, to ${COLLECTOR_USER}, `
    + `and that the ClusterRole ${DOCUMENTED.clusterRole} is bound to this user`);
}

function missingMapping(evidence: Evidence): Diagnosis[] {
  const { cluster } = evidence;
  const access = roleAccessOf(evidence);
  if (cluster === undefined || access === undefined || access.entry !== undefined || hasDiscoveredTargets(evidence)) return [];
  const { role, invalid, mistaken } = access;
  // An access entry would do as well, and whether there is one may not be known.
  const certainty = cluster.authenticationMode === 'CONFIG_MAP' || cluster.accessEntry === 'missing' ? 'certain' : 'likely';
  if (invalid !== undefined) {
    return diagnosis('access', certainty, `aws-auth of ${cluster.name} cannot be read by the cluster: ${invalid}`, 'correct it: a list of entries with rolearn and username');
  }
  if (mistaken !== undefined) {
    return diagnosis('access', certainty, `aws-auth of ${cluster.name} maps ${mistaken.rolearn}, but the cluster identifies roles without their path`,
      `change the rolearn of the entry to ${role}`);
  }
  return diagnosis('access', certainty, `aws-auth of ${cluster.name} has no entry for ${role}`,
    `eksctl create iamidentitymapping --cluster ${cluster.name} --arn ${role} --username ${COLLECTOR_USER}; or ClusterAccess.awsAuthMerge() in the CDK`);
}

/** Another user name is a cause only if the user has too few permissions. */
function unboundUser(evidence: Evidence, missing: readonly JobEvidence[]): Diagnosis[] {
  const access = roleAccessOf(evidence);
  if (access?.entry === undefined || access.permissions === undefined || deniedRules(missing, access).length === 0) return [];
  const { entry: { username }, permissions: { bindings } } = access;
  if (username !== COLLECTOR_USER) {
    return diagnosis('access', 'certain', `aws-auth maps the role to the user ${username === '' ? '""' : username}, which does not have the permissions that the jobs need`,
      `change the username of the entry to ${COLLECTOR_USER}, to which the ClusterRole is bound`);
  }
  const [dangling] = bindings.filter(({ roleExists }) => !roleExists);
  if (dangling !== undefined) {
    return diagnosis('access', 'certain', `the ClusterRoleBinding ${dangling.name} binds ${username} to the ClusterRole ${dangling.role}, which does not exist`,
      `create the ClusterRole ${dangling.role} with the rules that AWS documents`);
  }
  if (bindings.length > 0) return [];
  return diagnosis('access', 'certain', `aws-auth maps the role to ${username}, but no ClusterRoleBinding has this user`,
    `kubectl create clusterrolebinding ${DOCUMENTED.clusterRoleBinding} --clusterrole ${DOCUMENTED.clusterRole} --user ${username}; `
    + 'the ClusterRole must have the rules that AWS documents');
}

/** Reported only if the user has no other problem. */
function missingRules(evidence: Evidence, missing: readonly JobEvidence[]): Diagnosis[] {
  const access = roleAccessOf(evidence);
  if (access?.permissions === undefined || unboundUser(evidence, missing).length > 0) return [];
  const denied = deniedRules(missing, access);
  if (denied.length === 0) return [];
  const blocked = missing.filter(job => deniedRules([job], access).length > 0);
  const roles = access.permissions.bindings.map(({ role }) => role);
  return diagnosis('access', blocked.every(({ isInNamespaces }) => isInNamespaces) ? 'likely' : 'certain',
    `${access.entry?.username ?? COLLECTOR_USER} has no permission to ${denied.map(ruleText).join('; ')}, required by ${blocked.map(({ name }) => name).join(', ')}`,
    `add to the rules of the ClusterRole ${roles.join(' or ')}: ${denied.map(ruleYaml).join(', ')}`);
}

function mastersGroup(evidence: Evidence): Diagnosis[] {
  const access = roleAccessOf(evidence);
  if (access?.entry?.groups.includes(MASTERS) !== true) return [];
  return diagnosis('access', 'unrelated', `aws-auth makes the scraper a cluster administrator: its entry has the group ${MASTERS}`,
    `remove the group; the user ${COLLECTOR_USER} with its ClusterRole is enough`);
}

function crossAccountRoles({ scraper: { hasRoles }, series: { own } }: Evidence, missing: readonly JobEvidence[]): Diagnosis[] {
  if (!hasRoles || missing.length === 0 || own.size > 0) return [];
  return diagnosis('access', 'likely', 'the scraper writes with its roleConfiguration, and no metrics arrive',
    'check that the source role trusts scraper.aps.amazonaws.com and may assume the target role, and that the target role accepts the scraper\'s ARN as sts:ExternalId');
}
