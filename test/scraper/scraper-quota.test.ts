import { type Stack, Validations } from 'aws-cdk-lib';
import { CfnWorkspace } from 'aws-cdk-lib/aws-aps';
import { CfnCluster } from 'aws-cdk-lib/aws-eks';
import { ScraperDestination } from '../../lib';
import { warnings } from '../helpers/problems';
import { aScraper, eksSource } from '../helpers/scrapers';
import { ACCOUNT, anyStack, knownStack, stackBeside } from '../helpers/stacks';

const WARNING = 'cdk-managed-prometheus:scraper-quota';

function scrapers(stack: Stack, count: number): void {
  const source = eksSource(stack, { cluster: CfnCluster.fromClusterName(stack, 'Cluster', 'prod') });
  const destination = ScraperDestination.workspace(new CfnWorkspace(stack, 'Workspace'));
  for (let index = 0; index < count; index++) aScraper(stack, { source, destination }, `Scraper${index}`);
}

describe('in one environment', () => {
  test('ten scrapers cause no warning', () => {
    const stack = anyStack();
    scrapers(stack, 10);

    expect(warnings(stack)).toEqual([]);
  });

  test.each([11, 13])('%d scrapers cause one warning, which can be acknowledged', (count) => {
    const stack = anyStack();
    scrapers(stack, count);

    expect(warnings(stack)).toEqual([expect.stringContaining('this app has more than 10 scrapers')]);
    expect(warnings(stack)[0]).toContain(WARNING);
  });

  test('eleven scrapers of two stacks cause the warning', () => {
    const stack = knownStack();
    const other = stackBeside(stack);
    scrapers(stack, 6);
    scrapers(other, 5);

    expect([...warnings(stack), ...warnings(other)]).toHaveLength(1);
  });

  test('eleven scrapers cause no warning once it is acknowledged', () => {
    const stack = anyStack();
    scrapers(stack, 11);
    Validations.of(stack).acknowledge({ id: WARNING, reason: 'the quota is raised' });

    expect(warnings(stack)).toEqual([]);
  });
});

test('twenty scrapers in two Regions cause no warning', () => {
  const stack = knownStack();
  const elsewhere = stackBeside(stack, { account: ACCOUNT, region: 'us-west-2' });
  scrapers(stack, 10);
  scrapers(elsewhere, 10);

  expect([...warnings(stack), ...warnings(elsewhere)]).toEqual([]);
});
