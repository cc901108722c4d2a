import type { Cluster } from '@aws-sdk/client-eks';
import type { Api, World } from './aws';
import { Refusal } from './signature';

/** A cluster and the principals with access. */
export interface EmulatedCluster {
  readonly cluster: Pick<Cluster, 'name' | 'status' | 'accessConfig' | 'resourcesVpcConfig' | 'computeConfig' | 'endpoint' | 'certificateAuthority'>;
  /** The policies of each access entry, by its principal. */
  readonly accessEntries: Readonly<Record<string, readonly string[]>>;
}

const PATH = /^\/clusters\/([^/]+)(?:\/access-entries\/([^/]+)(\/access-policies)?)?$/;

/** The operations of Amazon EKS that the tool calls. */
export const eksApi: Api = ({ method, path }, world, endpoint) => {
  const [match, name = '', principal, policies] = PATH.exec(new URL(path, endpoint).pathname) ?? [];
  if (match === undefined || method !== 'GET') return undefined;
  const cluster = findCluster(world, decodeURIComponent(name));
  if (principal === undefined) return { status: 200, body: { cluster: cluster.cluster } };
  const principalArn = decodeURIComponent(principal);
  const policyArns = entryOf(cluster, principalArn);
  if (policies === undefined) return { status: 200, body: { accessEntry: { clusterName: name, principalArn, type: 'STANDARD' } } };
  return { status: 200, body: { clusterName: name, principalArn, associatedAccessPolicies: policyArns.map(policyArn => ({ policyArn })) } };
};

function findCluster({ clusters }: World, name: string): EmulatedCluster {
  const found = clusters.find(({ cluster }) => cluster.name === name);
  if (found === undefined) throw new Refusal('ResourceNotFoundException', `No cluster found for name: ${name}.`);
  return found;
}

/** In CONFIG_MAP mode, EKS has no access entries. */
function entryOf({ cluster, accessEntries }: EmulatedCluster, principalArn: string): readonly string[] {
  if (cluster.accessConfig?.authenticationMode === 'CONFIG_MAP') {
    throw new Refusal('InvalidRequestException', 'The cluster\'s authentication mode must be set to one of [API, API_AND_CONFIG_MAP] to perform this operation.');
  }
  const policies = accessEntries[principalArn];
  if (policies === undefined) {
    throw new Refusal('ResourceNotFoundException', `The specified principalArn could not be found: ${principalArn}.`);
  }
  return policies;
}
