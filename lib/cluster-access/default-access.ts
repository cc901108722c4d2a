import type { ClusterFacts } from './cluster-facts';
import { AccessEntryStrategy } from './strategies/access-entry';
import { ConfigMapStrategy } from './strategies/config-map';
import { NoStrategy } from './strategies/none';
import type { AccessStrategy } from './strategies/strategy';

/** The access that fits a cluster, and the reason; `isGuess` where the CDK cannot know the authentication mode. */
export interface DefaultAccess {
  readonly strategy: AccessStrategy;
  readonly reason: string;
  readonly isGuess: boolean;
}

export function defaultAccess({ authenticationMode }: Pick<ClusterFacts, 'authenticationMode'>): DefaultAccess {
  switch (authenticationMode) {
    case 'CONFIG_MAP':
      return { strategy: new ConfigMapStrategy(), reason: 'the cluster has the authentication mode CONFIG_MAP', isGuess: false };
    case undefined:
      return { strategy: new NoStrategy(), reason: 'the authentication mode of the cluster is unknown', isGuess: true };
    default:
      return { strategy: new AccessEntryStrategy(), reason: `the cluster has the authentication mode ${authenticationMode}`, isGuess: false };
  }
}
