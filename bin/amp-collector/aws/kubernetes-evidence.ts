import type { Cluster } from '@aws-sdk/client-eks';
import { connectionTo, KubernetesApi } from '../../../lib/kubernetes/kubernetes-api';
import type { PolicyRule } from '../../../lib/kubernetes/policy-rule';
import { unlessAborted, type Connection } from './connection';

/** The access that a cluster grants, as far as the caller may read it. */
export interface KubernetesEvidence {
  /** The text of `mapRoles` in aws-auth, empty if there is none. Absent if it could not be read. */
  readonly mapRoles?: string;
  /** Absent if it could not be read. */
  readonly rbac?: Rbac;
  /** The reason why something could not be read. */
  readonly error?: string;
}

export interface Rbac {
  readonly bindings: readonly Binding[];
  readonly roles: readonly Role[];
}

/** A ClusterRoleBinding. */
export interface Binding {
  readonly name: string;
  readonly role: string;
  readonly subjects: ReadonlyArray<{ readonly kind: string; readonly name: string }>;
}

/** A ClusterRole. */
export interface Role {
  readonly name: string;
  readonly rules: readonly PolicyRule[];
}

const AWS_AUTH = { collection: '/api/v1/namespaces/kube-system/configmaps', name: 'aws-auth' };
const RBAC = '/apis/rbac.authorization.k8s.io/v1';

/** An API server without a public endpoint does not answer from elsewhere, and is not waited for long. */
const TIMEOUT_MS = 10_000;

/** Reads aws-auth and RBAC from the cluster's API server, with the caller's credentials. */
export async function kubernetesEvidence(connection: Connection, name: string, cluster: Cluster): Promise<KubernetesEvidence> {
  const { client: { config: { credentials } }, region } = await connection.eks();
  let evidence: KubernetesEvidence = {};
  try {
    const deadline = Date.now() + Math.min(connection.timeout, TIMEOUT_MS);
    const api = new KubernetesApi(connectionTo(name, cluster, { region, credentials }), deadline);
    const awsAuth: unknown = await unlessAborted(connection.signal, api.read(AWS_AUTH));
    evidence = { mapRoles: textOf(recordOf(recordOf(awsAuth).data).mapRoles) };
    const [bindings, roles] = await unlessAborted(connection.signal, Promise.all([
      api.list(`${RBAC}/clusterrolebindings`), api.list(`${RBAC}/clusterroles`),
    ]));
    return { ...evidence, rbac: { bindings: recordsOf(bindings).map(bindingOf), roles: recordsOf(roles).map(roleOf) } };
  } catch (error) {
    connection.signal.throwIfAborted();
    return { ...evidence, error: (error as Error).message };
  }
}

function bindingOf({ metadata, roleRef, subjects }: Json): Binding {
  return {
    name: textOf(recordOf(metadata).name),
    role: textOf(recordOf(roleRef).name),
    subjects: recordsOf(subjects).map(({ kind, name }) => ({ kind: textOf(kind), name: textOf(name) })),
  };
}

function roleOf({ metadata, rules }: Json): Role {
  return {
    name: textOf(recordOf(metadata).name),
    rules: recordsOf(rules).map(({ apiGroups, resources, resourceNames, nonResourceURLs, verbs }) => ({
      apiGroups: textsOf(apiGroups), resources: textsOf(resources), nonResourceURLs: textsOf(nonResourceURLs),
      resourceNames: textsOf(resourceNames)?.length === 0 ? undefined : textsOf(resourceNames),
      verbs: textsOf(verbs) ?? [],
    })),
  };
}

// Responses of an API server are validated member by member.
type Json = Readonly<Record<string, unknown>>;

function recordOf(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value as Json : {};
}

function recordsOf(value: unknown): Json[] {
  return Array.isArray(value) ? (value as unknown[]).map(recordOf) : [];
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function textsOf(value: unknown): string[] | undefined {
  return Array.isArray(value) ? (value as unknown[]).filter(element => typeof element === 'string') : undefined;
}
