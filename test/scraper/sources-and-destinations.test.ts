import { Template } from 'aws-cdk-lib/assertions';
import { Port, SecurityGroup, Vpc } from 'aws-cdk-lib/aws-ec2';
import { Role } from 'aws-cdk-lib/aws-iam';
import { CfnDomain } from 'aws-cdk-lib/aws-opensearchservice';
import { ScrapeConfiguration, Scraper, ScraperDestination, ScraperExporter, ScraperSource } from '../../lib';
import { evaluate } from '../helpers/evaluate';
import { errorOf, warnings } from '../helpers/problems';
import { securityGroups, subnetsIn } from '../helpers/networks';
import { aScraper, eksSource } from '../helpers/scrapers';
import { ACCOUNT, anyStack, knownStack, REGION } from '../helpers/stacks';

const TYPE = 'AWS::APS::Scraper';
const DOMAIN_ARN = `arn:aws:es:${REGION}:${ACCOUNT}:domain/search`;
const EXPORTER_JOB = ScrapeConfiguration.fromYaml('scrape_configs:\n- job_name: opensearch-exporter\n');

describe('a source in a VPC', () => {
  test('has its subnets and security groups', () => {
    const stack = anyStack();
    aScraper(stack, { source: ScraperSource.vpc({ subnets: subnetsIn(stack, 'a', 'b'), securityGroups: securityGroups(stack, 1) }) });

    Template.fromStack(stack).hasResourceProperties(TYPE, {
      Source: { VpcConfiguration: { SubnetIds: ['subnet-0', 'subnet-1'], SecurityGroupIds: ['sg-0'] } },
    });
  });

  test.each([
    [1, 1, 'source.subnets: specify 2 to 5 subnets'],
    [6, 1, 'source.subnets: specify 2 to 5 subnets'],
    [2, 0, 'source.securityGroups: specify 1 to 5 security groups, got 0'],
    [2, 6, 'source.securityGroups: specify 1 to 5 security groups, got 6'],
  ])('fails with %s subnets and %s security groups', (subnets, groups, message) => {
    const stack = anyStack();
    const source = ScraperSource.vpc({
      subnets: subnetsIn(stack, ...['a', 'b', 'c', 'd', 'e', 'f'].slice(0, subnets)), securityGroups: securityGroups(stack, groups),
    });

    expect(errorOf(() => aScraper(stack, { source })).message).toContain(message);
  });

  test('has one subnet per zone', () => {
    const stack = anyStack();
    const source = ScraperSource.vpc({ subnets: subnetsIn(stack, 'a', 'a'), securityGroups: securityGroups(stack, 1) });

    expect(errorOf(() => aScraper(stack, { source })).message).toContain('specify one subnet per Availability Zone');
  });
});

describe('the connections of a scraper', () => {
  test('open its own security group towards its targets', () => {
    const stack = anyStack();
    const vpc = new Vpc(stack, 'Vpc');
    const [own, target] = ['Own', 'Target'].map(id => new SecurityGroup(stack, id, { vpc, allowAllOutbound: false })) as [SecurityGroup, SecurityGroup];
    const scraper = aScraper(stack, { source: ScraperSource.vpc({ subnets: vpc.privateSubnets, securityGroups: [own] }) });
    scraper.connections.allowTo(target, Port.tcp(9090));

    const template = Template.fromStack(stack);
    const ports = { FromPort: 9090, ToPort: 9090, IpProtocol: 'tcp' };
    template.hasResourceProperties('AWS::EC2::SecurityGroupIngress', { ...ports, GroupId: stack.resolve(target.securityGroupId) as unknown });
    template.hasResourceProperties('AWS::EC2::SecurityGroupEgress', { ...ports, GroupId: stack.resolve(own.securityGroupId) as unknown });
  });

  test('are empty if the service chooses the security groups', () => {
    const stack = anyStack();
    expect(aScraper(stack, { source: eksSource(stack) }).connections.securityGroups).toEqual([]);
  });

  test('of an imported scraper are those that are known of it', () => {
    const stack = anyStack();
    const scraperArn = `arn:aws:aps:${REGION}:${ACCOUNT}:scraper/s-1`;
    const groups = securityGroups(stack, 1);
    const scraper = Scraper.fromScraperAttributes(stack, 'Scraper', { scraperArn, securityGroups: groups });

    expect([scraper.scraperArn, scraper.scraperId, scraper.scraperRef, scraper.connections.securityGroups])
      .toEqual([scraperArn, 's-1', { scraperArn }, groups]);
    expect(Scraper.fromScraperArn(stack, 'Other', scraperArn).connections.securityGroups).toEqual([]);
  });
});

describe('a destination in CloudWatch', () => {
  test('is the dataset "default" of the scraper\'s account and Region by default', () => {
    const stack = knownStack();
    aScraper(stack, { destination: ScraperDestination.cloudWatchDataset() });
    const [scraper] = Object.values(Template.fromStack(stack).findResources(TYPE)) as { Properties: { Destination: unknown } }[];

    expect(evaluate(scraper?.Properties.Destination, { 'AWS::Partition': 'aws' }))
      .toEqual({ CloudWatchConfiguration: { DatasetArn: `arn:aws:cloudwatch:${REGION}:${ACCOUNT}:dataset/default` } });
  });

  test('may be another dataset', () => {
    const stack = anyStack();
    const datasetArn = `arn:aws:cloudwatch:${REGION}:${ACCOUNT}:dataset/mine`;
    aScraper(stack, { destination: ScraperDestination.cloudWatchDataset({ datasetArn }) });

    Template.fromStack(stack).hasResourceProperties(TYPE, { Destination: { CloudWatchConfiguration: { DatasetArn: datasetArn } } });
  });

  test('has its configuration validated for CloudWatch', () => {
    const stack = anyStack();
    aScraper(stack, { destination: ScraperDestination.cloudWatchDataset(), scrapeConfiguration: ScrapeConfiguration.eksDefault() });

    expect(warnings(stack).join('\n')).toContain('cloudwatch-authorization');
  });
});

describe('the exporter of an OpenSearch domain', () => {
  test('has the domain\'s ARN, in addition to a source in a VPC', () => {
    const stack = anyStack();
    aScraper(stack, {
      source: ScraperSource.vpc({ subnets: subnetsIn(stack, 'a', 'b'), securityGroups: securityGroups(stack, 1) }),
      exporters: [ScraperExporter.openSearch(CfnDomain.fromDomainArn(stack, 'Domain', DOMAIN_ARN))],
      scrapeConfiguration: EXPORTER_JOB,
    });

    Template.fromStack(stack).hasResourceProperties(TYPE, { Exporters: [{ OpenSearchConfiguration: { DomainArn: DOMAIN_ARN } }] });
  });

  test('fails if it is given twice, outside of a VPC and without its job: all problems are thrown together', () => {
    const stack = anyStack();
    const exporter = ScraperExporter.openSearch(CfnDomain.fromDomainArn(stack, 'Domain', DOMAIN_ARN));
    const { message } = errorOf(() => aScraper(stack, { exporters: [exporter, exporter] }));

    expect(message).toContain('exporters: specify at most 1 exporter, got 2');
    expect(message).toContain('exporters: a scraper with an exporter requires a VPC as its source; use ScraperSource.vpc()');
    expect(message).toContain('opensearch-exporter');
  });
});

describe('the tags of a scraper', () => {
  const tags = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`key${index}`, 'value']));

  test('are those of its properties', () => {
    const stack = anyStack();
    aScraper(stack, { tags: { team: 'shop' } });

    Template.fromStack(stack).hasResourceProperties(TYPE, { Tags: [{ Key: 'team', Value: 'shop' }] });
  });

  test('may be 50', () => {
    expect(() => aScraper(anyStack(), { tags: tags(50) })).not.toThrow();
  });

  test('fail if they are 51', () => {
    expect(errorOf(() => aScraper(anyStack(), { tags: tags(51) })).message).toContain('tags: specify at most 50 tags, got 51');
  });
});

test('roles for another account are passed by their ARNs, and the property is absent without them', () => {
  const stack = anyStack();
  const role = (id: string) => Role.fromRoleArn(stack, id, `arn:aws:iam::${ACCOUNT}:role/${id}`);
  aScraper(stack, { roleConfiguration: { sourceRole: role('source'), targetRole: role('target') } });

  Template.fromStack(stack).hasResourceProperties(TYPE, {
    RoleConfiguration: { SourceRoleArn: `arn:aws:iam::${ACCOUNT}:role/source`, TargetRoleArn: `arn:aws:iam::${ACCOUNT}:role/target` },
  });
});
