import type { Cluster } from '@aws-sdk/client-eks';
import { parseArn } from './arn';
import type { Connection } from './connection';
import { readIfExists } from './errors';
import { kubernetesEvidence, type KubernetesEvidence } from './kubernetes-evidence';

/** The source cluster of a scraper, as far as the caller may read it. */
export interface ClusterEvidence {
  readonly name: string;
  readonly state: 'found' | 'missing' | 'unknown';
  /** The reason why it is unknown. */
  readonly reason?: string;
  readonly status?: string;
  readonly authenticationMode?: string;
  readonly endpointPrivateAccess?: boolean;
  readonly isAutoMode?: boolean;
  /** The access entry of the scraper's role. Also unknown if the authentication mode has none. */
  readonly accessEntry: 'found' | 'missing' | 'unknown';
  /** The reason why it could not be read. */
  readonly accessEntryReason?: string;
  /** The names of the entry's access policies. */
  readonly accessPolicies?: readonly string[];
  /** Read only if the scraper may have access by aws-auth. */
  readonly kubernetes?: KubernetesEvidence;
}

/** Reads the cluster and the scraper's access entry. An unreadable resource is not an error: it only leaves causes unknown. */
export async function clusterEvidence(connection: Connection, clusterArn: string, roleArn: string | undefined): Promise<ClusterEvidence> {
  const name = parseArn(clusterArn)?.name ?? clusterArn;
  try {
    const cluster = await describeCluster(connection, name);
    if (cluster === undefined) return { name, state: 'missing', accessEntry: 'unknown' };
    return {
      name,
      state: 'found',
      status: cluster.status,
      authenticationMode: cluster.accessConfig?.authenticationMode,
      endpointPrivateAccess: cluster.resourcesVpcConfig?.endpointPrivateAccess,
      isAutoMode: cluster.computeConfig?.enabled,
      ...roleArn === undefined ? { accessEntry: 'unknown' } : await accessEvidence(connection, name, cluster, roleArn),
    };
  } catch (error) {
    connection.signal.throwIfAborted();
    return { name, state: 'unknown', reason: (error as Error).message, accessEntry: 'unknown' };
  }
}

async function describeCluster(connection: Connection, name: string): Promise<Cluster | undefined> {
  const { sdk, client, region } = await connection.eks();
  const answer = await readIfExists(`cluster ${name}`, region, () =>
    client.send(new sdk.DescribeClusterCommand({ name }), { abortSignal: connection.signal }));
  return answer?.cluster;
}

type AccessEvidence = Pick<ClusterEvidence, 'accessEntry' | 'accessEntryReason' | 'accessPolicies' | 'kubernetes'>;

/** Reads access entries, and aws-auth for a role without one, as the authentication mode does. */
async function accessEvidence(connection: Connection, name: string, cluster: Cluster, roleArn: string): Promise<AccessEvidence> {
  const mode = cluster.accessConfig?.authenticationMode ?? '';
  const entry: AccessEvidence = mode.startsWith('API') ? await entryEvidence(connection, name, roleArn) : { accessEntry: 'unknown' };
  if (!mode.endsWith('CONFIG_MAP') || entry.accessEntry === 'found') return entry;
  return { ...entry, kubernetes: await kubernetesEvidence(connection, name, cluster) };
}

async function entryEvidence(connection: Connection, clusterName: string, principalArn: string): Promise<AccessEvidence> {
  const { sdk, client, region } = await connection.eks();
  const options = { abortSignal: connection.signal };
  try {
    const answer = await readIfExists('the scraper\'s access entry', region, async () => {
      await client.send(new sdk.DescribeAccessEntryCommand({ clusterName, principalArn }), options);
      return client.send(new sdk.ListAssociatedAccessPoliciesCommand({ clusterName, principalArn }), options);
    });
    if (answer === undefined) return { accessEntry: 'missing' };
    const { associatedAccessPolicies: policies = [] } = answer;
    return { accessEntry: 'found', accessPolicies: policies.map(({ policyArn = '' }) => policyArn.slice(policyArn.lastIndexOf('/') + 1)) };
  } catch (error) {
    connection.signal.throwIfAborted();
    return { accessEntry: 'unknown', accessEntryReason: (error as Error).message };
  }
}
