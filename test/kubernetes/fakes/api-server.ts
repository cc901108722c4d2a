import { isDeepStrictEqual } from 'node:util';
import type { AwsAuth } from '../../../lib/kubernetes/aws-auth';
import type { KubernetesObject } from '../../../lib/kubernetes/kubernetes-object';
import type { ClusterRole, ClusterRoleBinding } from '../../../lib/kubernetes/cluster-role';
import type { FunctionPermissions } from '../../../lib/cluster-access/aws-auth-merge/permissions';
import type { PolicyRule } from '../../../lib/kubernetes/policy-rule';
import { roleOf, usernameIn, type Principal } from './authenticator';
import type { Received, Reply } from '../../aws/fakes/http-server';
import { ObjectStore, Status, type Resource } from './object-store';
import { covers, isAllowed } from './rbac-authorizer';

const RBAC = 'rbac.authorization.k8s.io';

export const CONFIG_MAPS: Resource = { group: '', plural: 'configmaps', kind: 'ConfigMap', namespace: 'kube-system' };
export const CLUSTER_ROLES: Resource = { group: RBAC, plural: 'clusterroles', kind: 'ClusterRole' };
export const CLUSTER_ROLE_BINDINGS: Resource = { group: RBAC, plural: 'clusterrolebindings', kind: 'ClusterRoleBinding' };
const NODES: Resource = { group: '', plural: 'nodes', kind: 'Node' };

const PATHS: ReadonlyArray<readonly [path: string, resource: Resource]> = [
  ['/api/v1/namespaces/kube-system/configmaps', CONFIG_MAPS],
  ['/api/v1/nodes', NODES],
  [`/apis/${RBAC}/v1/clusterroles`, CLUSTER_ROLES],
  [`/apis/${RBAC}/v1/clusterrolebindings`, CLUSTER_ROLE_BINDINGS],
];

interface Request {
  readonly verb: 'get' | 'list' | 'create' | 'update' | 'delete';
  readonly resource: Resource;
  /** Empty in a `create`, where the API server does not look for it. */
  readonly name: string;
  readonly body: unknown;
}

/** A cluster's API server as far as the handler can tell: tokens, RBAC, versions, Status objects. */
export class ApiServer {
  readonly store = new ObjectStore();
  /** Each write that was let through, such as `update configmaps`. */
  readonly writes: string[] = [];
  /** Other users with credentials. */
  readonly principals: Principal[] = [];
  /** Called before a request is answered: to answer otherwise, to wait, or to let somebody else write first. */
  interfere: (request: Received) => Promise<Reply | 'hang up' | undefined> | Reply | 'hang up' | undefined = () => undefined;
  /** Takes the permissions of the function away, and gives them. */
  permissions: FunctionPermissions = { inKubeSystem: [], inCluster: [] };
  /** By what role the function enters, by an access entry so that aws-auth stays what each test makes it. */
  functionRole?: string;

  constructor(private readonly clusterName: string, private readonly region: string) {}

  get awsAuth(): AwsAuth | undefined {
    return this.store.find('configmaps', 'aws-auth');
  }

  clusterRole(name: string): ClusterRole | undefined {
    return this.store.find('clusterroles', name);
  }

  readonly respond = async (received: Received): Promise<Reply | undefined> => {
    const interference = await this.interfere(received);
    if (interference !== undefined) return interference === 'hang up' ? undefined : interference;
    return this.carriedOut(received);
  };

  /** Carries a request out, whatever interferes. */
  carriedOut(received: Received): Reply {
    try {
      return { status: 200, body: JSON.stringify(this.handle(received)) };
    } catch (error) {
      if (error instanceof Status) return statusReply(error.code, error.reason, error.message);
      throw error;
    }
  }

  private handle(received: Received): unknown {
    const username = this.authenticate(received.headers.authorization ?? '');
    const request = requestFrom(received);
    this.authorize(username, request);
    if (request.verb !== 'get' && request.verb !== 'list') this.writes.push(`${request.verb} ${request.resource.plural}`);
    return this.carryOut(request);
  }

  private authenticate(authorization: string): string {
    try {
      const role = roleOf(authorization.replace(/^Bearer /, ''), this.clusterName, this.region, this.principals);
      if (role === this.functionRole?.toLowerCase()) return 'aws-auth-merge';
      const username = usernameIn(this.awsAuth?.data?.mapRoles, role);
      if (username === undefined) throw new Error(`${role} is not mapped`);
      return username;
    } catch {
      throw new Status(401, 'Unauthorized', 'Unauthorized');
    }
  }

  private authorize(username: string, { verb, resource, name, body }: Request): void {
    const { group: apiGroup, plural, namespace } = resource;
    const rules = [...this.rulesOf(username), ...namespace === 'kube-system' ? this.rulesInKubeSystem(username) : []];
    const scope = namespace === undefined ? 'at the cluster scope' : `in the namespace "${namespace}"`;
    const refusal = `${plural} ${name === '' ? '' : `"${name}" `}is forbidden: User "${username}" cannot ${verb} resource "${plural}" in API group "${apiGroup}" ${scope}`;
    if (!isAllowed(rules, { verb, apiGroup, resource: plural, name })) throw new Status(403, 'Forbidden', refusal);
    const granted = resource === CLUSTER_ROLES && verb !== 'delete' ? (body as ClusterRole | undefined)?.rules ?? [] : [];
    // An update that leaves the rules unchanged requires no permissions on them.
    if (isDeepStrictEqual(granted, this.clusterRole(name)?.rules)) return;
    if (!covers(rules, granted)) throw new Status(403, 'Forbidden', `user "${username}" is attempting to grant RBAC permissions not currently held`);
  }

  private rulesOf(username: string): readonly PolicyRule[] {
    if (username === 'aws-auth-merge') return this.permissions.inCluster;
    return (this.store.all('clusterrolebindings') as ClusterRoleBinding[])
      .filter(({ subjects }) => subjects?.some(({ kind, name }) => kind === 'User' && name === username))
      .flatMap(({ roleRef }) => this.clusterRole(roleRef.name)?.rules ?? []);
  }

  private rulesInKubeSystem(username: string): readonly PolicyRule[] {
    return username === 'aws-auth-merge' ? this.permissions.inKubeSystem : [];
  }

  private carryOut({ verb, resource, name, body }: Request): unknown {
    switch (verb) {
      case 'list': return { kind: 'List', items: this.store.all(resource.plural) };
      case 'get': return this.store.get(resource, name);
      case 'create': return this.store.create(resource, body as KubernetesObject);
      case 'update': return this.store.replace(resource, name, body as KubernetesObject);
      case 'delete':
        this.store.remove(resource, name, (body as { preconditions?: object } | undefined)?.preconditions);
        return { kind: 'Status', status: 'Success' };
    }
  }
}

function requestFrom({ method, url, body }: Received): Request {
  const [path, resource] = PATHS.find(([known]) => url.pathname === known || url.pathname.startsWith(`${known}/`)) ?? [];
  if (path === undefined || resource === undefined) throw new Status(404, 'NotFound', 'the server could not find the requested resource');
  const name = url.pathname.slice(path.length + 1);
  const verbs = name === '' ? { GET: 'list', POST: 'create' } as const : { GET: 'get', PUT: 'update', DELETE: 'delete' } as const;
  const verb = (verbs as Record<string, Request['verb'] | undefined>)[method];
  if (verb === undefined) throw new Status(405, 'MethodNotAllowed', 'the server does not allow this method on the requested resource');
  return { verb, resource, name, body: body === '' ? undefined : JSON.parse(body) as unknown };
}

export function statusReply(code: number, reason: string, message: string): Reply {
  return { status: code, body: JSON.stringify({ kind: 'Status', apiVersion: 'v1', status: 'Failure', message, reason, code }) };
}
