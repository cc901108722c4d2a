import { roleName, withoutPath } from '../../../lib/aws/role-arn';
import { entryOf, roleEntries, type RoleEntry } from '../../../lib/kubernetes/map-roles';
import type { PolicyRule } from '../../../lib/kubernetes/policy-rule';
import type { Rbac } from '../aws/kubernetes-evidence';
import type { Evidence, JobEvidence } from './evidence';
import { uncovered } from './rbac-rules';

/** The access of a scraper's role to a cluster that uses aws-auth. */
export interface RoleAccess {
  /** The role without its path, as the cluster identifies it. */
  readonly role: string;
  /** The entry of aws-auth for the role. */
  readonly entry?: RoleEntry;
  /** An entry for the role with its path, which never matches. */
  readonly mistaken?: RoleEntry;
  /** The reason why the entries cannot be read. */
  readonly invalid?: string;
  /** The permissions of the entry's user. Absent without an entry, or if RBAC could not be read. */
  readonly permissions?: Permissions;
}

export interface Permissions {
  readonly bindings: ReadonlyArray<{ readonly name: string; readonly role: string; readonly roleExists: boolean }>;
  readonly rules: readonly PolicyRule[];
}

/** The group of every authenticated user. */
const EVERYBODY = 'system:authenticated';

/** The group to which Kubernetes allows everything, whatever its rules. */
export const MASTERS = 'system:masters';

const EVERYTHING: readonly PolicyRule[] = [
  { apiGroups: ['*'], resources: ['*'], verbs: ['*'] },
  { nonResourceURLs: ['*'], verbs: ['*'] },
];

/** Returns nothing if the cluster could not be read. */
export function roleAccessOf({ cluster, scraper: { roleArn } }: Evidence): RoleAccess | undefined {
  const { mapRoles, rbac } = cluster?.kubernetes ?? {};
  if (mapRoles === undefined || roleArn === undefined) return undefined;
  const role = withoutPath(roleArn);
  try {
    const entries = roleEntries(mapRoles);
    const entry = entryOf(entries, role);
    return {
      role,
      entry,
      mistaken: entries.findLast(({ rolearn }) => roleName(rolearn).toLowerCase() === roleName(role).toLowerCase()),
      permissions: entry === undefined || rbac === undefined ? undefined : permissionsOf(entry, rbac),
    };
  } catch (error) {
    return { role, invalid: (error as Error).message };
  }
}

function permissionsOf({ username, groups }: RoleEntry, { bindings, roles }: Rbac): Permissions {
  const boundTo = (allGroups: readonly string[]) => bindings.filter(({ subjects }) => subjects.some(({ kind, name }) =>
    kind === 'User' ? name === username : kind === 'Group' && allGroups.includes(name)));
  const rulesOf = (name: string) => roles.find(role => role.name === name)?.rules ?? [];
  return {
    bindings: boundTo(groups).map(({ name, role }) => ({ name, role, roleExists: roles.some(entry => entry.name === role) })),
    rules: groups.includes(MASTERS) ? EVERYTHING : boundTo([...groups, EVERYBODY]).flatMap(({ role }) => rulesOf(role)),
  };
}

/** Returns the rules that jobs need and do not have, as far as permissions are known. */
export function deniedRules(jobs: readonly JobEvidence[], access: RoleAccess | undefined): PolicyRule[] {
  return access?.permissions === undefined ? [] : uncovered(jobs.flatMap(({ needs }) => needs), access.permissions.rules);
}
