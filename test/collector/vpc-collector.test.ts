import { Match, Template } from 'aws-cdk-lib/assertions';
import { Port, SecurityGroup, SubnetType } from 'aws-cdk-lib/aws-ec2';
import { Role } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { ScrapeConfiguration, ScraperDestination, Workspace } from '../../lib';
import { vpcOf } from '../helpers/clusters';
import { errorOf } from '../helpers/problems';
import { securityGroups } from '../helpers/networks';
import { WORKSPACE_ARN } from '../helpers/scrapers';
import { ACCOUNT, anyStack, knownStack, REGION } from '../helpers/stacks';
import { vpcCollector } from '../helpers/vpc-collectors';

const TYPE = 'AWS::APS::Scraper';

describe('a collector in a VPC', () => {
  test('has one private subnet per zone, a new security group and a new workspace by default', () => {
    const stack = anyStack();
    const collector = vpcCollector(stack);
    const template = Template.fromStack(stack);
    const [group = ''] = Object.keys(template.findResources('AWS::EC2::SecurityGroup'));

    template.hasResourceProperties(TYPE, {
      Source: {
        VpcConfiguration: {
          SubnetIds: stack.resolve(vpcOf(stack).privateSubnets.map(({ subnetId }) => subnetId)) as unknown,
          SecurityGroupIds: [{ 'Fn::GetAtt': [group, 'GroupId'] }],
        },
      },
      Destination: { AmpConfiguration: { WorkspaceArn: stack.resolve(collector.workspace?.workspaceRef.workspaceArn) as unknown } },
    });
  });

  test('has the properties that are given', () => {
    const stack = anyStack();
    const collector = vpcCollector(stack, {
      vpcSubnets: { subnetType: SubnetType.PUBLIC }, securityGroups: securityGroups(stack, 1), alias: 'tasks', tags: { team: 'shop' }, logging: {},
      workspace: Workspace.fromWorkspaceArn(stack, 'Workspace', WORKSPACE_ARN),
    });

    Template.fromStack(stack).hasResourceProperties(TYPE, {
      Alias: 'tasks',
      Source: { VpcConfiguration: { SecurityGroupIds: ['sg-0'] } },
      Destination: { AmpConfiguration: { WorkspaceArn: WORKSPACE_ARN } },
      ScraperLoggingConfiguration: Match.anyValue(),
      Tags: [{ Key: 'team', Value: 'shop' }],
    });
    Template.fromStack(stack).resourceCountIs('AWS::EC2::SecurityGroup', 0);
    expect(collector.connections.securityGroups).toHaveLength(1);
  });

  test('writes to CloudWatch if that is its destination, and creates no workspace', () => {
    const stack = anyStack();
    const collector = vpcCollector(stack, { destination: ScraperDestination.cloudWatchDataset() });

    Template.fromStack(stack).resourceCountIs('AWS::APS::Workspace', 0);
    expect(collector.workspace).toBeUndefined();
  });

  test('fails if it has two destinations; all problems are thrown together', () => {
    const stack = anyStack();
    const { message } = errorOf(() => vpcCollector(stack, {
      workspace: Workspace.fromWorkspaceArn(stack, 'Workspace', WORKSPACE_ARN), destination: ScraperDestination.cloudWatchDataset(),
      alias: '', securityGroups: [], vpcSubnets: { subnets: vpcOf(stack).privateSubnets.slice(0, 1) },
      scrapeConfiguration: ScrapeConfiguration.eksDefault(),
    }));

    for (const problem of ['destination: specify workspace or destination, not both', 'alias:', 'securityGroups:', 'vpcSubnets:', 'scrapeConfiguration.']) {
      expect(message).toContain(problem);
    }
  });

  test('fails with all problems of destination, roles and logging together, by the names of its properties', () => {
    const stack = knownStack();
    const elsewhere = (name: string) => Role.fromRoleArn(stack, name, `arn:aws:iam::444455556666:role/${name}`);
    const { message } = errorOf(() => vpcCollector(stack, {
      destination: ScraperDestination.workspace(Workspace.fromWorkspaceArn(stack, 'Workspace', WORKSPACE_ARN.replace(REGION, 'us-west-2'))),
      roleConfiguration: { sourceRole: elsewhere('Source'), targetRole: elsewhere('Target') },
      logging: { logGroup: LogGroup.fromLogGroupArn(stack, 'Group', `arn:aws:logs:us-west-2:${ACCOUNT}:log-group:mine`), components: [] },
    }));

    expect(message).toBe('Stack/Collector has 5 problems:\n'
      + `  - destination: must be in the scraper's Region ${REGION}, got us-west-2\n`
      + `  - logging.logGroup: must be in the scraper's Region ${REGION}, got us-west-2\n`
      + `  - roleConfiguration.sourceRole: must be in the scraper's account ${ACCOUNT}, got 444455556666\n`
      + `  - roleConfiguration.targetRole: must be in the workspace's account ${ACCOUNT}, got 444455556666\n`
      + '  - logging.components: specify at least one component, or leave the property out for all of them');
  });

  test('fails if it writes to a workspace with a customer managed key with the service-linked role', () => {
    const stack = anyStack();
    const workspace = new Workspace(stack, 'Workspace', { encryptionKey: new Key(stack, 'Key') });

    expect(errorOf(() => vpcCollector(stack, { workspace })).message).toContain('Stack/Collector has a problem:\n  - workspace: has a customer managed key');
  });

  test('opens its security group towards its targets', () => {
    const stack = anyStack();
    const collector = vpcCollector(stack);
    collector.connections.allowTo(new SecurityGroup(stack, 'Service', { vpc: vpcOf(stack) }), Port.tcp(9090));

    Template.fromStack(stack).hasResourceProperties('AWS::EC2::SecurityGroupIngress', { FromPort: 9090, ToPort: 9090 });
  });
});
