import { ClusterAccess } from './cluster-access';
import type { ClusterFacts } from './cluster-facts';

/** The access that fits a cluster, and why; `guess` where the cluster does not tell. */
export interface DefaultAccess {
  readonly access: ClusterAccess;
  readonly reason: string;
  readonly guess: boolean;
}

export function defaultAccess({ authenticationMode }: Pick<ClusterFacts, 'authenticationMode'>): DefaultAccess {
  switch (authenticationMode) {
    case 'CONFIG_MAP':
      return { access: ClusterAccess.awsAuth(), reason: 'the cluster has the authentication mode CONFIG_MAP', guess: false };
    case undefined:
      return { access: ClusterAccess.none(), reason: 'the cluster does not tell its authentication mode', guess: true };
    default:
      return { access: ClusterAccess.accessEntry(), reason: `the cluster has the authentication mode ${authenticationMode}`, guess: false };
  }
}
