import { defaultAccess } from '../../lib/cluster-access/default-access';
import { AccessEntryStrategy } from '../../lib/cluster-access/strategies/access-entry';
import { ConfigMapStrategy } from '../../lib/cluster-access/strategies/config-map';
import { NoStrategy } from '../../lib/cluster-access/strategies/none';

test.each([
  ['CONFIG_MAP', ConfigMapStrategy],
  ['API_AND_CONFIG_MAP', AccessEntryStrategy],
  ['API', AccessEntryStrategy],
] as const)('a collector has access by the mode %s of its cluster by default', (authenticationMode, strategy) => {
  expect(defaultAccess({ authenticationMode })).toEqual({
    strategy: expect.any(strategy) as object, reason: `the cluster has the authentication mode ${authenticationMode}`, isGuess: false,
  });
});

test('a collector has no access by default where the mode is unknown, which is a guess', () => {
  expect(defaultAccess({})).toEqual({
    strategy: expect.any(NoStrategy) as object, reason: 'the authentication mode of the cluster is unknown', isGuess: true,
  });
});
