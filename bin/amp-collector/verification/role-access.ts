import { entryOf, roleEntries, type RoleEntry } from '../../../lib/kubernetes/map-roles';
import { roleName, withoutPath } from '../../../lib/aws/role-arn';
import type { PolicyRule } from '../../../lib/kubernetes/policy-rule';
import type { Rbac } from '../aws/kubernetes-evidence';
import type { Evidence, JobEvidence } from './evidence';
import { uncovered } from './rbac-rules';

/** How a scraper's role stands in a cluster that lets it in by aws-auth. */
export interface RoleAccess {
  /** The role as the cluster knows it: without its path. */
  readonly role: string;
  /** The entry of aws-auth that lets it in. */
  readonly entry?: RoleEntry;
  /** An entry that was meant to. */
  readonly mistaken?: RoleEntry;
  /** Why the entries cannot be read. */
  readonly invalid?: string;
  /** What its user may do. Only where there is an entry, and RBAC is known. */
  readonly rights?: Rights;
}

export interface Rights {
  readonly bindings: ReadonlyArray<{ readonly name: string; readonly role: string; readonly roleExists: boolean }>;
  readonly rules: readonly PolicyRule[];
}

/** In which every user is that is let in. */
const EVERYBODY = 'system:authenticated';

/** The group that Kubernetes lets do everything, whatever its rules say. */
export const MASTERS = 'system:masters';

const EVERYTHING: readonly PolicyRule[] = [
  { apiGroups: ['*'], resources: ['*'], verbs: ['*'] },
  { nonResourceURLs: ['*'], verbs: ['*'] },
];

/** Nothing where the cluster was not asked, or did not tell. */
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
      rights: entry === undefined || rbac === undefined ? undefined : rightsOf(entry, rbac),
    };
  } catch (error) {
    return { role, invalid: (error as Error).message };
  }
}

function rightsOf({ username, groups }: RoleEntry, { bindings, roles }: Rbac): Rights {
  const boundTo = (allGroups: readonly string[]) => bindings.filter(({ subjects = [] }) => subjects.some(({ kind, name }) =>
    kind === 'User' ? name === username : kind === 'Group' && allGroups.includes(name)));
  const rulesOf = (name: string) => roles.find(({ metadata }) => metadata.name === name)?.rules ?? [];
  return {
    bindings: boundTo(groups).map(({ metadata: { name }, roleRef: { name: role } }) => ({
      name, role, roleExists: roles.some(({ metadata }) => metadata.name === role),
    })),
    rules: groups.includes(MASTERS) ? EVERYTHING : boundTo([...groups, EVERYBODY]).flatMap(({ roleRef }) => rulesOf(roleRef.name)),
  };
}

/** What these jobs read and may not, where that is known. */
export function deniedTo(jobs: readonly JobEvidence[], standing: RoleAccess | undefined): PolicyRule[] {
  return standing?.rights === undefined ? [] : uncovered(jobs.flatMap(({ needs }) => needs), standing.rights.rules);
}
