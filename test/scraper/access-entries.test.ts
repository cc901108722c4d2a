import { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { AccessEntry, CfnAccessEntry, Cluster } from 'aws-cdk-lib/aws-eks';
import { AccessEntry as AccessEntryV2, Cluster as ClusterV2, KubernetesVersion } from 'aws-cdk-lib/aws-eks-v2';
import { Role } from 'aws-cdk-lib/aws-iam';
import type { Scraper } from '../../lib';
import { errorOf } from '../helpers/problems';
import { aScraper } from '../helpers/scrapers';
import { anyStack, stackBeside } from '../helpers/stacks';

const SERVICE_LINKED = 'arn:aws:iam::111122223333:role/aws-service-role/scraper.aps.amazonaws.com/AWSServiceRoleForAmazonPrometheusScraper_1';
const MESSAGE = 'EKS refuses an access entry for a service-linked role';

function entry(stack: Stack, principalArn: string): CfnAccessEntry {
  return new CfnAccessEntry(stack, 'Entry', { clusterName: 'prod', principalArn });
}

describe('an access entry for a scraper\'s role', () => {
  test('fails as an L1', () => {
    const stack = anyStack();
    entry(stack, aScraper(stack).roleArn);

    expect(errorOf(() => Template.fromStack(stack)).message).toContain(`Stack/Entry: ${MESSAGE}`);
  });

  test('fails in aws-eks', () => {
    const stack = anyStack();
    const cluster = Cluster.fromClusterAttributes(stack, 'Imported', { clusterName: 'prod' });
    new AccessEntry(stack, 'Entry', { cluster, accessPolicies: [], principal: aScraper(stack).roleArn });

    expect(errorOf(() => Template.fromStack(stack)).message).toContain(`Stack/Entry/Resource: ${MESSAGE}`);
  });

  test('fails in aws-eks-v2', () => {
    const stack = anyStack();
    const cluster = ClusterV2.fromClusterAttributes(stack, 'Imported', { clusterName: 'prod' });
    new AccessEntryV2(stack, 'Entry', { cluster, accessPolicies: [], principal: aScraper(stack).roleArn });

    expect(errorOf(() => Template.fromStack(stack)).message).toContain(`Stack/Entry/Resource: ${MESSAGE}`);
  });

  test('fails if a cluster of aws-eks-v2 grants it', () => {
    const stack = anyStack();
    const cluster = new ClusterV2(stack, 'Made', { version: KubernetesVersion.V1_35 });
    cluster.grantAccess('Grant', aScraper(stack).roleArn, []);

    expect(errorOf(() => Template.fromStack(stack)).message).toContain(MESSAGE);
  });

  test('fails if its principal is an imported role with the scraper\'s role ARN', () => {
    const stack = anyStack();
    entry(stack, Role.fromRoleArn(stack, 'Role', aScraper(stack).roleArn).roleArn);

    expect(errorOf(() => Template.fromStack(stack)).message).toContain(MESSAGE);
  });

  test('fails if its principal is the literal ARN of a service-linked role', () => {
    const stack = anyStack();
    aScraper(stack);
    entry(stack, SERVICE_LINKED);

    expect(errorOf(() => Template.fromStack(stack)).message).toContain(MESSAGE);
  });

  test('fails in another stack', () => {
    const stack = anyStack();
    const other = stackBeside(stack);
    entry(other, aScraper(stack).roleArn);

    expect(errorOf(() => Template.fromStack(other)).message).toContain(`Other/Entry: ${MESSAGE}`);
  });

  test('fails once for several scrapers', () => {
    const stack = anyStack();
    const scraper = aScraper(stack);
    aScraper(new Stack(stack, 'Inner'));
    entry(stack, scraper.roleArn);

    expect(errorOf(() => Template.fromStack(stack)).message.split(MESSAGE)).toHaveLength(2);
  });
});

describe('an access entry for another role is accepted', () => {
  test.each([
    ['with a literal ARN', () => 'arn:aws:iam::111122223333:role/Operator'],
    ['with a reference', (stack: Stack) => Role.fromRoleName(stack, 'Role', 'Operator').roleArn],
    ['with a name that contains the scraper\'s id', (_stack: Stack, scraper: Scraper) => `arn:aws:iam::111122223333:role/reads-${scraper.scraperId}`],
  ])('%s', (_how, principal) => {
    const stack = anyStack();
    entry(stack, principal(stack, aScraper(stack)));

    expect(() => Template.fromStack(stack)).not.toThrow();
  });
});
