import { Fn } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Subnet, Vpc } from 'aws-cdk-lib/aws-ec2';
import { securityGroups, subnetsIn } from '../helpers/networks';
import { aScraper, eksSource } from '../helpers/scrapers';
import { anyStack } from '../helpers/stacks';

const ZONES = ['a', 'b', 'c', 'd', 'e', 'f'];

describe('the subnets of a scraper', () => {
  test.each([2, 5])('can be %d', (count) => {
    const stack = anyStack();

    expect(() => aScraper(stack, { source: eksSource(stack, { subnets: subnetsIn(stack, ...ZONES.slice(0, count)) }) })).not.toThrow();
  });

  test.each([
    [0, 'got 0'],
    [1, 'got 1: Stack/Subnet0'],
    [6, 'got 6: Stack/Subnet0, Stack/Subnet1, Stack/Subnet2, Stack/Subnet3, Stack/Subnet4, Stack/Subnet5'],
  ])('fail if they are %d', (count, got) => {
    const stack = anyStack();

    expect(() => aScraper(stack, { source: eksSource(stack, { subnets: subnetsIn(stack, ...ZONES.slice(0, count)) }) }))
      .toThrow(`- source.subnets: specify 2 to 5 subnets, each in an Availability Zone of its own, ${got}`);
  });

  test.each<[string, (string | undefined)[]]>([
    ['known zones', ['a', 'b', 'a']],
    ['zones that are known only at deployment', [Fn.select(0, Fn.getAzs()), Fn.select(1, Fn.getAzs()), Fn.select(0, Fn.getAzs())]],
  ])('fail if two share a zone: %s', (_which, zones) => {
    const stack = anyStack();
    const [a = '', b = ''] = zones;

    expect(() => aScraper(stack, { source: eksSource(stack, { subnets: subnetsIn(stack, a, b, a) }) }))
      .toThrow('- source.subnets: specify one subnet per Availability Zone, got 2 in the same zone: Stack/Subnet0, Stack/Subnet2');
  });

  test('may have zones that are unknown', () => {
    const stack = anyStack();

    expect(() => aScraper(stack, { source: eksSource(stack, { subnets: subnetsIn(stack, undefined, undefined) }) })).not.toThrow();
  });

  test('fail if one of an unknown zone is given twice', () => {
    const stack = anyStack();
    const subnets = ['One', 'Two'].map(id => Subnet.fromSubnetId(stack, id, 'subnet-1'));

    expect(() => aScraper(stack, { source: eksSource(stack, { subnets }) })).toThrow('got 2 in the same zone: Stack/One, Stack/Two');
  });

  test('are not counted if the list is known only at deployment', () => {
    const stack = anyStack();
    const vpc = Vpc.fromVpcAttributes(stack, 'Vpc', {
      vpcId: 'vpc-1',
      availabilityZones: Fn.split(',', Fn.importValue('Zones')),
      privateSubnetIds: Fn.split(',', Fn.importValue('Subnets')),
    });
    aScraper(stack, { source: eksSource(stack, { subnets: vpc.privateSubnets }) });

    Template.fromStack(stack).hasResourceProperties('AWS::APS::Scraper', {
      Source: { EksConfiguration: { SubnetIds: { 'Fn::Split': [',', { 'Fn::ImportValue': 'Subnets' }] } } },
    });
  });
});

describe('the security groups of a scraper', () => {
  test.each([1, 5])('can be %d', (count) => {
    const stack = anyStack();

    expect(() => aScraper(stack, { source: eksSource(stack, { securityGroups: securityGroups(stack, count) }) })).not.toThrow();
  });

  test.each([0, 6])('fail if they are %d', (count) => {
    const stack = anyStack();

    expect(() => aScraper(stack, { source: eksSource(stack, { securityGroups: securityGroups(stack, count) }) }))
      .toThrow(`- source.securityGroups: specify 1 to 5 security groups, got ${count}`);
  });
});
