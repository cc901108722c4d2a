import type { PolicyRule } from '../../../lib/kubernetes/policy-rule';
import type { KubernetesObject } from '../../../lib/kubernetes/kubernetes-object';
import type { ClusterRole, ClusterRoleBinding } from '../../../lib/kubernetes/cluster-role';
import type { AwsAuth } from '../../../lib/kubernetes/aws-auth';
import { statusReply } from '../../kubernetes/fakes/api-server';
import type { Received, Reply } from '../../aws/fakes/http-server';
import { ObjectStore, Status } from '../../kubernetes/fakes/object-store';
import { covers, isAllowed } from '../../kubernetes/fakes/rbac-authorizer';
import { callerOf, mappedUser, roleOf, type User } from './authentication';
import { discover } from './discovery';
import { kindAt, KINDS, type Kind } from './kinds';
import { validate } from './validation';

const EVERYTHING: PolicyRule[] = [
  { apiGroups: ['*'], resources: ['*'], verbs: ['*'] },
  { nonResourceURLs: ['*'], verbs: ['*'] },
];

const VERBS: Readonly<Record<string, readonly [one: string, all: string]>> = {
  GET: ['get', 'list'], POST: ['', 'create'], PUT: ['update', ''], PATCH: ['patch', ''], DELETE: ['delete', ''],
};

/** An EKS cluster's API server: who may do what is decided by tokens, aws-auth and RBAC; objects are kept and checked. */
export class Cluster {
  readonly store = new ObjectStore();
  /** The errors of an admission webhook, by the kind of object. */
  refusedKind?: string;
  /** True if it does not answer requests. */
  isSilent = false;
  /** Each change that it carried out, such as `create ClusterRole`. */
  readonly changes: string[] = [];

  /** @param creator the role that created the cluster, which always has access */
  constructor(readonly name: string, private readonly creator: string, private readonly awsUrl: string) {}

  get awsAuth(): AwsAuth | undefined {
    return this.store.find('configmaps', 'aws-auth');
  }

  /** All objects as they are now, but for what the server changes with every write. */
  get contents(): string {
    const objects = KINDS.flatMap(({ plural }) => this.store.all(plural));
    return JSON.stringify(objects.map(({ metadata, ...rest }) => ({ ...rest, metadata: { ...metadata, resourceVersion: undefined } })));
  }

  namesOf(kind: string): string[] {
    const plurals = KINDS.filter(known => known.kind === kind).map(({ plural }) => plural);
    return plurals.flatMap(plural => this.store.all(plural)).map(({ metadata }) => metadata.name);
  }

  add(object: KubernetesObject): void {
    const kind = KINDS.find(known => known.kind === object.kind);
    if (kind === undefined) throw new Error(`unknown kind ${object.kind}`);
    this.store.create(kind, object);
  }

  /** Returns the user of a role, whose path in IAM does not matter. */
  userOf(roleArn: string): User | undefined {
    const role = roleArn.replace(/role\/.*\//, 'role/').toLowerCase();
    return role === this.creator ? { name: 'kubernetes-admin', groups: ['system:masters'] } : mappedUser(this.awsAuth?.data?.mapRoles, role);
  }

  rulesOf({ name, groups }: User): readonly PolicyRule[] {
    if (groups.includes('system:masters')) return EVERYTHING;
    return (this.store.all('clusterrolebindings') as ClusterRoleBinding[])
      .filter(({ subjects }) => subjects?.some(subject => subject.name === name || groups.includes(subject.name)))
      .flatMap(({ roleRef }) => this.clusterRole(roleRef.name)?.rules ?? []);
  }

  readonly respond = async (received: Received): Promise<Reply> => {
    if (this.isSilent) return new Promise(() => undefined);
    try {
      const known = discover(received.url.pathname);
      return { status: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify(known ?? await this.handle(received)) };
    } catch (error) {
      const { code, reason, message } = error instanceof Status ? error : new Status(500, 'InternalError', String(error));
      return { ...statusReply(code, reason, message), headers: { 'content-type': 'application/json' } };
    }
  };

  private clusterRole(name: string): ClusterRole | undefined {
    return this.store.find('clusterroles', name);
  }

  private async handle({ method, url, headers, body }: Received): Promise<unknown> {
    const user = await this.authenticate(headers.authorization ?? '');
    const { kind, name } = kindAt(url.pathname) ?? {};
    const verb = VERBS[method]?.[name === '' ? 1 : 0];
    if (kind === undefined || name === undefined || verb === undefined || verb === '') {
      throw new Status(404, 'NotFound', 'the server could not find the requested resource');
    }
    const object = body === '' ? undefined : JSON.parse(body) as KubernetesObject;
    this.authorize(user, verb, kind, name, object);
    return this.carryOut(verb, kind, name, object);
  }

  private async authenticate(authorization: string): Promise<User> {
    const caller = await callerOf(authorization.replace(/^Bearer /, ''), this.name, this.awsUrl);
    const user = caller === undefined ? undefined : this.userOf(roleOf(caller));
    if (user === undefined) throw new Status(401, 'Unauthorized', 'Unauthorized');
    return user;
  }

  private authorize(user: User, verb: string, { kind, group, plural }: Kind, name: string, object?: KubernetesObject): void {
    const rules = this.rulesOf(user);
    const refusal = `${plural} "${name}" is forbidden: User "${user.name}" cannot ${verb} resource "${plural}" in API group "${group}"`;
    if (!isAllowed(rules, { verb, apiGroup: group, resource: plural, name })) throw new Status(403, 'Forbidden', refusal);
    const role: ClusterRole | undefined = kind === 'ClusterRole' && verb !== 'delete' ? object : undefined;
    if (!covers(rules, role?.rules ?? [])) throw new Status(403, 'Forbidden', `user "${user.name}" is attempting to grant RBAC permissions not currently held`);
    if (kind === this.refusedKind && verb !== 'delete' && verb !== 'get') {
      throw new Status(403, 'Forbidden', `admission webhook "policy.example.com" denied the request: no ${kind} from outside`);
    }
  }

  private carryOut(verb: string, kind: Kind, name: string, object?: KubernetesObject): unknown {
    switch (verb) {
      case 'list': return { kind: `${kind.kind}List`, apiVersion: apiVersion(kind), metadata: {}, items: this.store.all(kind.plural) };
      case 'get': return this.store.get(kind, name);
      case 'delete':
        this.store.remove(kind, name, (object as { preconditions?: object } | undefined)?.preconditions);
        this.changes.push(`delete ${kind.kind}`);
        return { kind: 'Status', apiVersion: 'v1', status: 'Success' };
      default: return this.write(verb, kind, name, object);
    }
  }

  private write(verb: string, kind: Kind, name: string, object?: KubernetesObject): unknown {
    if (object === undefined) throw new Status(400, 'BadRequest', 'an object is wanted');
    const written = verb === 'patch' ? merged(this.store.get(kind, name), object) as KubernetesObject : object;
    validate(kind, written.metadata.name, written);
    const stored = verb === 'create' ? this.store.create(kind, written) : this.store.replace(kind, name, written);
    this.changes.push(`${verb} ${kind.kind}`);
    return stored;
  }
}

function apiVersion({ group }: Kind): string {
  return group === '' ? 'v1' : `${group}/v1`;
}

/** A strategic merge patch, as far as it is a JSON merge patch: none of these kinds has a list that is merged by key. */
function merged(current: unknown, patch: unknown): unknown {
  if (!isMap(current) || !isMap(patch)) return patch;
  const entries = Object.entries(patch).filter(([key]) => !key.startsWith('$'));
  const changed = entries.map(([key, value]) => [key, value === null ? undefined : merged(current[key], value)]);
  return { ...current, ...Object.fromEntries(changed) as object };
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
