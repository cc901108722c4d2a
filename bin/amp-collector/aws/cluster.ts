import { parseArn } from './arn';
import type { Connection } from './connection';
import { answered, isNotFound } from './errors';
import { kubernetesEvidence, type KubernetesEvidence } from './kubernetes';

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
  const { sdk, client, region } = await connection.eks();
  try {
    const { cluster } = await answered(`cluster ${name}`, region, async () => {
      try {
        return await client.send(new sdk.DescribeClusterCommand({ name }), { abortSignal: connection.signal });
      } catch (error) {
        if (isNotFound(error)) return { cluster: undefined };
        throw error;
      }
    });
    if (cluster === undefined) return { name, state: 'missing', accessEntry: 'unknown' };
    const authenticationMode = cluster.accessConfig?.authenticationMode;
    const entry = authenticationMode?.startsWith('API') === true && roleArn !== undefined
      ? await entryEvidence(connection, name, roleArn)
      : { accessEntry: 'unknown' } as const;
    // Where there is an access entry, aws-auth is not asked for the role.
    const readsAwsAuth = authenticationMode?.endsWith('CONFIG_MAP') === true && entry.accessEntry !== 'found';
    return {
      name,
      state: 'found',
      status: cluster.status,
      authenticationMode,
      endpointPrivateAccess: cluster.resourcesVpcConfig?.endpointPrivateAccess,
      isAutoMode: cluster.computeConfig?.enabled,
      ...entry,
      kubernetes: readsAwsAuth ? await kubernetesEvidence(connection, name, cluster) : undefined,
    };
  } catch (error) {
    connection.signal.throwIfAborted();
    return { name, state: 'unknown', reason: (error as Error).message, accessEntry: 'unknown' };
  }
}

type EntryEvidence = Pick<ClusterEvidence, 'accessEntry' | 'accessPolicies'>;

async function entryEvidence(connection: Connection, clusterName: string, principalArn: string): Promise<EntryEvidence> {
  const { sdk, client } = await connection.eks();
  const options = { abortSignal: connection.signal };
  try {
    await client.send(new sdk.DescribeAccessEntryCommand({ clusterName, principalArn }), options);
    const question = new sdk.ListAssociatedAccessPoliciesCommand({ clusterName, principalArn });
    const { associatedAccessPolicies: policies = [] } = await client.send(question, options);
    return { accessEntry: 'found', accessPolicies: policies.map(({ policyArn = '' }) => policyArn.slice(policyArn.lastIndexOf('/') + 1)) };
  } catch (error) {
    connection.signal.throwIfAborted();
    return { accessEntry: isNotFound(error) ? 'missing' : 'unknown' };
  }
}
