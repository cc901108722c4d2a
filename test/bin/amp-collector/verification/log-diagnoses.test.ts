import { logDiagnoses } from '../../../../bin/amp-collector/verification/log-diagnoses';

test.each([
  ['SERVICE_DISCOVERY', 'Failed to watch Service - Verify your scraper source exists.', 'scraper'],
  ['SERVICE_DISCOVERY', 'Failed to watch Service - Verify your scraper source permissions are valid.', 'access'],
  ['SERVICE_DISCOVERY', 'pods is forbidden: User "aps-collector-user" cannot list resource "pods"', 'access'],
  ['SERVICE_DISCOVERY', 'dial tcp 10.0.0.1:443: i/o timeout', 'network'],
  ['COLLECTOR', 'server returned HTTP status 403 Forbidden', 'access'],
  ['COLLECTOR', 'server returned HTTP status 404 Not Found', 'configuration'],
  ['COLLECTOR', 'http: server gave HTTP response to HTTPS client', 'configuration'],
  ['COLLECTOR', 'dial tcp: lookup web.local: no such host', 'configuration'],
  ['COLLECTOR', 'dial tcp 10.0.0.5:10249:10249: too many colons in address', 'configuration'],
  ['COLLECTOR', 'context deadline exceeded', 'network'],
  ['COLLECTOR', 'dial tcp 10.0.0.5:80: connect: connection refused', 'network'],
])('a line of %s with "%s" has a cause in the layer %s', (component, text, layer) => {
  expect(logDiagnoses([{ component, text }])).toMatchObject([{ layer, certainty: 'certain' }]);
});

test('a line without an error has no cause', () => {
  expect(logDiagnoses([{ component: 'COLLECTOR', text: 'scrape loop started' }])).toEqual([]);
});

test('two lines with the same error are one cause', () => {
  const line = { component: 'COLLECTOR', text: 'context deadline exceeded' };

  expect(logDiagnoses([line, line])).toHaveLength(1);
});

test('a long line is shortened', () => {
  const [diagnosis] = logDiagnoses([{ component: 'COLLECTOR', text: `context deadline exceeded ${'x'.repeat(1000)}` }]);

  expect(diagnosis?.message.length).toBeLessThan(350);
});
