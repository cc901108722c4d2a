import type { Cluster } from '@aws-sdk/client-eks';
import type { AwsAuth } from '../../../lib/kubernetes/aws-auth';
import { connectionTo, KubernetesApi } from '../../../lib/kubernetes/kubernetes-api';
import type { ClusterRole, ClusterRoleBinding } from '../../../lib/kubernetes/cluster-role';
import { unlessAborted, type Connection } from './connection';

/** What stands in a cluster about who may do what, as far as the caller may read it. */
export interface KubernetesEvidence {
  /** The text of `mapRoles` in aws-auth, empty where there is none. Nothing where it is not known. */
  readonly mapRoles?: string;
  /** Nothing where it is not known. */
  readonly rbac?: Rbac;
  /** Why something is not known. */
  readonly unknown?: string;
}

export interface Rbac {
  readonly bindings: readonly ClusterRoleBinding[];
  readonly roles: readonly ClusterRole[];
}

const AWS_AUTH = { collection: '/api/v1/namespaces/kube-system/configmaps', name: 'aws-auth' };
const RBAC = '/apis/rbac.authorization.k8s.io/v1';

/** An API server without a public endpoint does not answer from elsewhere, and is not waited for long. */
const PATIENCE_MS = 10_000;

/** Reads aws-auth and RBAC from the cluster's API server, by the caller's own credentials. */
export async function kubernetesEvidence(connection: Connection, name: string, cluster: Cluster): Promise<KubernetesEvidence> {
  const { client: { config: { credentials } }, region } = await connection.eks();
  let evidence: KubernetesEvidence = {};
  try {
    const deadline = Date.now() + Math.min(connection.timeout, PATIENCE_MS);
    const api = new KubernetesApi(connectionTo(name, cluster, { region, credentials }), deadline);
    const awsAuth: AwsAuth | undefined = await unlessAborted(connection.signal, api.read(AWS_AUTH));
    evidence = { mapRoles: awsAuth?.data?.mapRoles ?? '' };
    const [bindings, roles] = await unlessAborted(connection.signal, Promise.all([
      api.list(`${RBAC}/clusterrolebindings`), api.list(`${RBAC}/clusterroles`),
    ]));
    return { ...evidence, rbac: { bindings: bindings as readonly ClusterRoleBinding[], roles } };
  } catch (error) {
    connection.signal.throwIfAborted();
    return { ...evidence, unknown: (error as Error).message };
  }
}
