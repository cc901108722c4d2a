import type { PolicyRule } from '../../../lib/kubernetes/policy-rule';
import { ApiServer, CLUSTER_ROLE_BINDINGS, CLUSTER_ROLES, CONFIG_MAPS } from '../../kubernetes/fakes/api-server';
import { selfSigned, type Certificate } from '../../aws/fakes/certificate';
import { HttpServer } from '../../aws/fakes/http-server';
import { CREDENTIALS, REGION } from './aws';
import type { EmulatedCluster } from './eks-api';

const API_GROUP = 'rbac.authorization.k8s.io';

/** Whose credentials the tool has. */
export const CALLER = 'arn:aws:iam::111122223333:role/operators/Operator';

/** The permissions of a user who inspects access. */
export const READER = {
  inKubeSystem: [{ apiGroups: [''], resources: ['configmaps'], resourceNames: ['aws-auth'], verbs: ['get'] }],
  inCluster: [{ apiGroups: [API_GROUP], resources: ['clusterroles', 'clusterrolebindings'], verbs: ['list'] }],
};

/** The API server of a cluster, over TLS, which lets the tool's caller read who may do what. */
export class EmulatedKubernetes {
  static async start(clusterName: string): Promise<EmulatedKubernetes> {
    const api = new ApiServer(clusterName, REGION);
    const certificate = await selfSigned();
    return new EmulatedKubernetes(api, await HttpServer.start(api.respond, certificate), certificate);
  }

  private constructor(readonly api: ApiServer, private readonly server: HttpServer, private readonly certificate: Certificate) {
    const { accessKeyId, secretAccessKey, sessionToken = '' } = CREDENTIALS;
    api.principals.push({ accessKeyId, secretAccessKey, sessionToken, roleArn: CALLER });
    api.functionRole = 'arn:aws:iam::111122223333:role/Operator';
    api.permissions = READER;
  }

  /** The endpoint and the certificate that EKS returns. */
  get described(): Pick<EmulatedCluster['cluster'], 'endpoint' | 'certificateAuthority'> {
    return { endpoint: this.server.url, certificateAuthority: { data: Buffer.from(this.certificate.cert).toString('base64') } };
  }

  stop(): Promise<void> {
    return this.server.stop();
  }

  awsAuth(mapRoles: string): void {
    this.api.store.create(CONFIG_MAPS, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'aws-auth' }, data: { mapRoles } });
  }

  clusterRole(name: string, rules: readonly PolicyRule[]): void {
    this.api.store.create(CLUSTER_ROLES, { apiVersion: `${API_GROUP}/v1`, kind: 'ClusterRole', metadata: { name }, rules } as never);
  }

  binding(name: string, role: string, subject: { readonly kind: 'User' | 'Group'; readonly name: string }): void {
    this.api.store.create(CLUSTER_ROLE_BINDINGS, {
      apiVersion: `${API_GROUP}/v1`, kind: 'ClusterRoleBinding', metadata: { name },
      subjects: [{ apiGroup: API_GROUP, ...subject }],
      roleRef: { apiGroup: API_GROUP, kind: 'ClusterRole', name: role },
    } as never);
  }
}
