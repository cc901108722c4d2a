import { checkRegion, isWorkspace, scraperIdentifier, workspaceIdentifier } from '../../../../bin/amp-collector/aws/identifiers';
import { UsageError } from '../../../../bin/amp-collector/command-error';

const UUID = '0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9';

describe('Regions', () => {
  test.each(['eu-central-1', 'us-gov-west-1', 'cn-northwest-1', 'us-isob-east-1', 'eu-isoe-west-1', 'eusc-de-east-1', 'ap-southeast-12', 'us-gov-west-1-fips', undefined])(
    'accepts the Region %p', (region) => {
      expect(() => {
        checkRegion(region);
      }).not.toThrow();
    });

  test.each(['foo', '', 'eu-central', 'eu-central-1a', 'EU-CENTRAL-1', 'eu_central_1', ' eu-central-1', 'eu-central-1 '])('fails for the Region %p', (region) => {
    expect(() => {
      checkRegion(region);
    }).toThrow(new UsageError(`the Region must have the form of eu-central-1, got '${region}'`));
  });
});

describe('workspaces', () => {
  test.each([
    [`ws-${UUID}`, { id: `ws-${UUID}` }],
    ['ws-1', { id: 'ws-1' }],
    [`arn:aws:aps:eu-central-1:111122223333:workspace/ws-${UUID}`, { id: `ws-${UUID}`, region: 'eu-central-1' }],
    [`arn:aws-us-gov:aps:us-gov-west-1:111122223333:workspace/ws-${UUID}`, { id: `ws-${UUID}`, region: 'us-gov-west-1' }],
  ])('identifies the workspace %s', (given, identifier) => {
    expect(workspaceIdentifier(given)).toEqual(identifier);
  });

  test.each([
    ['foo', /got 'foo'; aws amp list-workspaces --alias foo prints the ID of an alias$/],
    ['', /got ''$/],
    ['ws-', /got 'ws-'/],
    ['ws-a/b', /got 'ws-a\/b'$/],
    [`s-${UUID}`, /got 's-/],
    ['arn:foo', /^'arn:foo' is not the ARN of a workspace, such as arn:aws:aps:/],
    [`arn:aws:aps:eu-central-1:111122223333:scraper/s-${UUID}`, /is not the ARN of a workspace/],
    [`arn:aws:eks:eu-central-1:111122223333:workspace/ws-${UUID}`, /is not the ARN of a workspace/],
  ])('fails for the workspace %p', (given, message) => {
    expect(() => workspaceIdentifier(given)).toThrow(UsageError);
    expect(() => workspaceIdentifier(given)).toThrow(message);
  });
});

describe('scrapers', () => {
  test.each([
    [`s-${UUID}`, { id: `s-${UUID}` }],
    ['platform', { alias: 'platform' }],
    ['s-1', { alias: 's-1' }],
    ['ws-1', { alias: 'ws-1' }],
    ['2026.11_a-b', { alias: '2026.11_a-b' }],
    ['a'.repeat(100), { alias: 'a'.repeat(100) }],
    [`arn:aws:aps:eu-central-1:111122223333:scraper/s-${UUID}`, { id: `s-${UUID}`, region: 'eu-central-1' }],
  ])('identifies the scraper %s', (given, identifier) => {
    expect(scraperIdentifier(given)).toEqual(identifier);
  });

  test.each(['', 'my scraper', '-platform', 'a/b', 'a'.repeat(101), `arn:aws:aps:eu-central-1:111122223333:workspace/ws-${UUID}`])('fails for the scraper %p', (given) => {
    expect(() => scraperIdentifier(given)).toThrow(UsageError);
  });
});

test.each([
  [`ws-${UUID}`, true],
  [`arn:aws:aps:eu-central-1:111122223333:workspace/ws-${UUID}`, true],
  ['ws-1', false],
  ['platform', false],
  [`arn:aws:aps:eu-central-1:111122223333:scraper/s-${UUID}`, false],
])('%s is a workspace and not a scraper: %p', (given, expected) => {
  expect(isWorkspace(given)).toBe(expected);
});
