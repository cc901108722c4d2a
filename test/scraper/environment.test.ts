import type { Stack } from 'aws-cdk-lib';
import { CfnCluster } from 'aws-cdk-lib/aws-eks';
import { ScraperDestination, Workspace } from '../../lib';
import { errorOf } from '../helpers/problems';
import { aScraper, eksSource } from '../helpers/scrapers';
import { ACCOUNT, anyStack, knownStack, REGION, stackBeside } from '../helpers/stacks';

const OTHER_ACCOUNT = '444455556666';

function workspaceIn(stack: Stack, region: string, account: string): ScraperDestination {
  return ScraperDestination.workspace(Workspace.fromWorkspaceArn(stack, 'Imported', `arn:aws:aps:${region}:${account}:workspace/ws-1`));
}

function clusterIn(stack: Stack, region: string, account: string): CfnCluster {
  return new CfnCluster(stackBeside(stack, { region, account }), 'Cluster', { name: 'prod', resourcesVpcConfig: { subnetIds: [] }, roleArn: 'role' });
}

describe('the workspace of a scraper', () => {
  test('may be in its Region and account', () => {
    const stack = knownStack();

    expect(() => aScraper(stack, { destination: workspaceIn(stack, REGION, ACCOUNT) })).not.toThrow();
  });

  test.each([
    ['Region', 'us-west-2', ACCOUNT, `must be in the scraper's Region ${REGION}, got us-west-2`],
    ['account', REGION, OTHER_ACCOUNT, `must be in the scraper's account ${ACCOUNT}, got ${OTHER_ACCOUNT}; `
    + 'specify roleConfiguration, which CrossAccountRoles creates'],
  ])('fails if it is in another %s', (_what, region, account, message) => {
    const stack = knownStack();

    expect(errorOf(() => aScraper(stack, { destination: workspaceIn(stack, region, account) })).message)
      .toBe(`Stack/Scraper has a problem:\n  - destination.workspace: ${message}`);
  });

  test('may be anywhere if the scraper\'s own environment is known only at deployment', () => {
    const stack = anyStack();

    expect(() => aScraper(stack, { destination: workspaceIn(stack, 'us-west-2', OTHER_ACCOUNT) })).not.toThrow();
  });

  test('may be in an environment that is known only at deployment', () => {
    const stack = knownStack();
    const { region, account } = anyStack();

    expect(() => aScraper(stack, { destination: workspaceIn(stack, region, account) })).not.toThrow();
  });
});

describe('the cluster of a scraper', () => {
  test('may be in the scraper\'s Region and account', () => {
    const stack = knownStack();

    expect(() => aScraper(stack, { source: eksSource(stack, { cluster: clusterIn(stack, REGION, ACCOUNT) }) })).not.toThrow();
  });

  test('fails if it is in another Region and another account, both in one error', () => {
    const stack = knownStack();

    expect(errorOf(() => aScraper(stack, { source: eksSource(stack, { cluster: clusterIn(stack, 'us-west-2', OTHER_ACCOUNT) }) })).message)
      .toBe('Stack/Scraper has 2 problems:\n'
        + `  - source.cluster: must be in the scraper's Region ${REGION}, got us-west-2\n`
        + `  - source.cluster: must be in the scraper's account ${ACCOUNT}, got ${OTHER_ACCOUNT}`);
  });
});
