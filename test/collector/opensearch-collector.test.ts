import type { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { type IVpc, SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { CfnDomain, Domain, EngineVersion } from 'aws-cdk-lib/aws-opensearchservice';
import { OpenSearchCollector, type OpenSearchCollectorProps } from '../../lib';
import { vpcOf } from '../helpers/clusters';
import { findCycle } from '../helpers/cycles';
import { errorOf, warnings } from '../helpers/problems';
import { ACCOUNT, anyStack, knownStack, REGION } from '../helpers/stacks';
import { configurationOf, TASKS } from '../helpers/vpc-collectors';

const TYPE = 'AWS::APS::Scraper';

function openSearchCollector(stack: Stack, props: Partial<OpenSearchCollectorProps> = {}): OpenSearchCollector {
  const domain = props.domain ?? CfnDomain.fromDomainArn(stack, 'Domain', `arn:aws:es:${REGION}:${ACCOUNT}:domain/search`);
  return new OpenSearchCollector(stack, 'Collector', { vpc: vpcOf(stack), ...props, domain });
}

describe('a collector of an OpenSearch domain', () => {
  const domainOf = (stack: Stack, vpc?: IVpc): Domain => new Domain(stack, 'Search', {
    version: EngineVersion.OPENSEARCH_2_19, vpc, ...vpc && { zoneAwareness: { availabilityZoneCount: 2 }, capacity: { dataNodes: 2 } },
  });

  test('runs the exporter with its one job, and no targets', () => {
    const stack = anyStack();
    openSearchCollector(stack);

    expect(configurationOf(stack)).toBe('global:\n  external_labels:\n    domain_name: search\nscrape_configs:\n  - job_name: opensearch-exporter\n');
    Template.fromStack(stack).hasResourceProperties(TYPE, {
      Exporters: [{ OpenSearchConfiguration: { DomainArn: `arn:aws:es:${REGION}:${ACCOUNT}:domain/search` } }],
    });
  });

  test('fails if its own configuration lacks that job', () => {
    expect(errorOf(() => openSearchCollector(anyStack(), { scrapeConfiguration: TASKS })).message).toContain('opensearch-exporter');
  });

  test.each([[true], [false]])('opens the security group of the domain, own: %s', (own) => {
    const stack = anyStack();
    const domain = domainOf(stack, vpcOf(stack));
    openSearchCollector(stack, { domain, domainSecurityGroups: own ? undefined : domain.connections.securityGroups });

    Template.fromStack(stack).hasResourceProperties('AWS::EC2::SecurityGroupIngress', { FromPort: 443, ToPort: 443 });
    expect(findCycle(Template.fromStack(stack).toJSON())).toBeUndefined();
  });

  test.each<[string, (stack: Stack, group: SecurityGroup) => Partial<OpenSearchCollectorProps>, number]>([
    ['of an L1 of this app', (stack, group) => ({
      domain: new CfnDomain(stack, 'Search', { vpcOptions: { securityGroupIds: [group.securityGroupId], subnetIds: ['subnet-0'] } }),
    }), 0],
    ['of an L1, that others made', stack => ({
      domain: new CfnDomain(stack, 'Search', { vpcOptions: { securityGroupIds: ['sg-1'], subnetIds: ['subnet-0'] } }),
    }), 1],
    ['of a domain that exists already', () => ({}), 1],
  ])('opens the security groups %s, or warns that it cannot', (_which, props, expected) => {
    const stack = anyStack();
    openSearchCollector(stack, props(stack, new SecurityGroup(stack, 'Domains', { vpc: vpcOf(stack) })));

    Template.fromStack(stack).resourceCountIs('AWS::EC2::SecurityGroupIngress', 1 - expected);
    expect(warnings(stack).filter(warning => warning.includes('cdk-managed-prometheus:opensearch-security-groups'))).toHaveLength(expected);
  });

  test('is in the domain\'s Region', () => {
    const stack = knownStack();
    const domain = CfnDomain.fromDomainArn(stack, 'Domain', `arn:aws:es:us-west-2:${ACCOUNT}:domain/search`);

    expect(errorOf(() => openSearchCollector(stack, { domain })).message)
      .toContain(`domain: must be in the scraper's Region ${REGION}, got us-west-2`);
  });

  test('fails if the domain has public access', () => {
    const stack = anyStack();
    expect(errorOf(() => openSearchCollector(stack, { domain: domainOf(stack) })).message)
      .toContain('domain: requires VPC access; specify the vpc of the domain');
  });
});
