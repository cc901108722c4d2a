import { defaultAccess } from '../../lib/cluster-access/default-access';
import { AccessEntryStrategy } from '../../lib/cluster-access/strategies/access-entry';
import { ConfigMapStrategy } from '../../lib/cluster-access/strategies/config-map';
import { NoStrategy } from '../../lib/cluster-access/strategies/none';

test.each([
  ['CONFIG_MAP', ConfigMapStrategy],
  ['API_AND_CONFIG_MAP', AccessEntryStrategy],
  ['API', AccessEntryStrategy],
] as const)('a collector gets access by the authentication mode of its cluster by default: %s', (authenticationMode, strategy) => {
  expect(defaultAccess({ authenticationMode })).toEqual({
    strategy: expect.any(strategy) as object, reason: `the cluster has the authentication mode ${authenticationMode}`, isGuess: false,
  });
});

test('a collector gets no access by default if the mode is unknown, and this is marked as a guess', () => {
  expect(defaultAccess({})).toEqual({
    strategy: expect.any(NoStrategy) as object, reason: 'the authentication mode of the cluster is unknown', isGuess: true,
  });
});
