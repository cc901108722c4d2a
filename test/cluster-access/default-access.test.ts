import { ClusterAccess } from '../../lib';
import { defaultAccess } from '../../lib/cluster-access/default-access';

describe('by default a collector is let in', () => {
  test.each([
    ['CONFIG_MAP', ClusterAccess.awsAuth(), 'the cluster has the authentication mode CONFIG_MAP'],
    ['API_AND_CONFIG_MAP', ClusterAccess.accessEntry(), 'the cluster has the authentication mode API_AND_CONFIG_MAP'],
    ['API', ClusterAccess.accessEntry(), 'the cluster has the authentication mode API'],
  ] as const)('in the mode %s as the mode has it', (authenticationMode, access, reason) => {
    expect(defaultAccess({ authenticationMode })).toEqual({ access, reason, guess: false });
  });

  test('not at all where the mode is unknown, which is a guess', () => {
    expect(defaultAccess({})).toEqual({ access: ClusterAccess.none(), reason: 'the cluster does not tell its authentication mode', guess: true });
  });
});
