import type { Cluster } from '@aws-sdk/client-eks';
import { parseArn } from './arn';
import type { Connection } from './connection';
import { answeredIfThere } from './errors';
import { kubernetesEvidence, type KubernetesEvidence } from './kubernetes-evidence';

/** What EKS tells about the cluster that a scraper scrapes, as far as it was allowed to be asked. */
export interface ClusterEvidence {
  readonly name: string;
  readonly state: 'found' | 'missing' | 'unknown';
  /** Why it is unknown. */
  readonly reason?: string;
  readonly status?: string;
  readonly authenticationMode?: string;
  readonly endpointPrivateAccess?: boolean;
  readonly isAutoMode?: boolean;
  /** The entry for the scraper's role. Unknown too where the mode has none. */
  readonly accessEntry: 'found' | 'missing' | 'unknown';
  /** Why it is unknown, where it was asked for. */
  readonly accessEntryReason?: string;
  /** The names of the policies that the entry has. */
  readonly accessPolicies?: readonly string[];
  /** What its API server tells. Only where aws-auth may be what lets the scraper in. */
  readonly kubernetes?: KubernetesEvidence;
}

/**
 * Asks EKS for the cluster and for the scraper's entry in it. What it does not tell is no failure: it only narrows what
 * can be said.
 */
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
  const answer = await answeredIfThere(`cluster ${name}`, region, () =>
    client.send(new sdk.DescribeClusterCommand({ name }), { abortSignal: connection.signal }));
  return answer?.cluster;
}

type AccessEvidence = Pick<ClusterEvidence, 'accessEntry' | 'accessEntryReason' | 'accessPolicies' | 'kubernetes'>;

/** What the mode reads of the two: access entries, and aws-auth for whom has none. */
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
    const answer = await answeredIfThere('the scraper\'s access entry', region, async () => {
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
