import { Duration, Fn, RemovalPolicy, type Stack, Token } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { PrefixList, Vpc } from 'aws-cdk-lib/aws-ec2';
import { Role } from 'aws-cdk-lib/aws-iam';
import { Topic } from 'aws-cdk-lib/aws-sns';
import {
  GrafanaAccountAccess, GrafanaAuthentication, GrafanaVersion, GrafanaWorkspace, type GrafanaWorkspaceProps, Workspace,
} from '../../lib';
import { errorOf } from '../helpers/problems';
import { knownStack } from '../helpers/stacks';

const authentication = [GrafanaAuthentication.identityCenter()];
let stack: Stack;

beforeEach(() => {
  stack = knownStack();
});

function grafana(props: Partial<GrafanaWorkspaceProps> = {}): GrafanaWorkspace {
  return new GrafanaWorkspace(stack, 'Grafana', { authentication, ...props });
}

function hasProperties(properties: object): void {
  Template.fromStack(stack).hasResourceProperties('AWS::Grafana::Workspace', properties);
}

describe('a Grafana workspace', () => {
  test('has a role that Grafana workspaces of the account can assume, and is retained after its creation', () => {
    grafana();

    hasProperties({
      AccountAccessType: 'CURRENT_ACCOUNT', AuthenticationProviders: ['AWS_SSO'], PermissionType: 'CUSTOMER_MANAGED', RoleArn: Match.anyValue(),
    });
    const template = Template.fromStack(stack);
    template.hasResource('AWS::Grafana::Workspace', { DeletionPolicy: 'RetainExceptOnCreate' });
    template.hasResourceProperties('AWS::IAM::Role', {
      AssumeRolePolicyDocument: Match.objectLike({
        Statement: [Match.objectLike({
          Principal: { Service: 'grafana.amazonaws.com' },
          Condition: {
            StringEquals: { 'aws:SourceAccount': '111122223333' },
            ArnLike: { 'aws:SourceArn': { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':grafana:eu-west-1:111122223333:/workspaces/*']] } },
          },
        })],
      }),
    });
  });

  test('queries the given Prometheus workspaces and publishes to the given topics, and nothing else', () => {
    const workspace = Workspace.fromWorkspaceId(stack, 'Prometheus', 'ws-1');
    grafana({ prometheusWorkspaces: [workspace], alertTopics: [new Topic(stack, 'Topic')] });

    hasProperties({ DataSources: ['PROMETHEUS'], NotificationDestinations: ['SNS'] });
    Template.fromStack(stack).hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: Match.objectLike({
        Statement: [
          { Action: 'aps:ListWorkspaces', Effect: 'Allow', Resource: '*' },
          Match.objectLike({ Action: Match.arrayWith(['aps:QueryMetrics']), Resource: Match.not('*') }),
          Match.objectLike({ Action: 'aps:DescribeWorkspace', Resource: Match.not('*') }),
          Match.objectLike({ Action: 'sns:Publish' }),
        ],
      }),
    });
  });

  test('uses the given role, and grants it the queries', () => {
    const role = Role.fromRoleName(stack, 'Role', 'grafana');
    grafana({ role, prometheusWorkspaces: [Workspace.fromWorkspaceId(stack, 'Prometheus', 'ws-1')] });

    Template.fromStack(stack).resourceCountIs('AWS::IAM::Role', 0);
    Template.fromStack(stack).hasResourceProperties('AWS::IAM::Policy', { Roles: ['grafana'] });
  });

  test('has a security group of its own in the private subnets of a VPC', () => {
    grafana({ vpc: new Vpc(stack, 'Vpc', { maxAzs: 2 }) });

    hasProperties({ VpcConfiguration: { SecurityGroupIds: [Match.anyValue()], SubnetIds: [Match.anyValue(), Match.anyValue()] } });
  });

  test('is reached from the given networks', () => {
    grafana({ networkAccess: { prefixLists: [PrefixList.fromPrefixListId(stack, 'List', 'pl-1a2b3c4d')] } });

    hasProperties({ NetworkAccessControl: { PrefixListIds: ['pl-1a2b3c4d'], VpceIds: [] } });
  });

  test('has name, version, tags, plugin administration and access to an organization as specified', () => {
    grafana({
      workspaceName: 'platform', description: 'Dashboards', version: GrafanaVersion.V10_4, pluginAdmin: true, tags: { team: 'platform' },
      accountAccess: GrafanaAccountAccess.organization({ organizationalUnits: ['ou-ab12-cdef3456'] }), removalPolicy: RemovalPolicy.DESTROY,
    });

    hasProperties({
      Name: 'platform', Description: 'Dashboards', GrafanaVersion: '10.4', PluginAdminEnabled: true, Tags: [{ Key: 'team', Value: 'platform' }],
      AccountAccessType: 'ORGANIZATION', OrganizationalUnits: ['ou-ab12-cdef3456'],
    });
    Template.fromStack(stack).hasResource('AWS::Grafana::Workspace', { DeletionPolicy: 'Delete' });
  });

  test('authenticates users with SAML in addition to IAM Identity Center', () => {
    grafana({
      authentication: [
        GrafanaAuthentication.identityCenter(),
        GrafanaAuthentication.saml({
          metadataUrl: 'https://idp.example.com/metadata', adminRoles: ['admin'], roleAttribute: 'role', loginValidity: Duration.hours(8),
        }),
      ],
    });

    hasProperties({
      AuthenticationProviders: ['AWS_SSO', 'SAML'],
      SamlConfiguration: {
        IdpMetadata: { Url: 'https://idp.example.com/metadata' }, RoleValues: { Admin: ['admin'] }, AssertionAttributes: { Role: 'role' },
        LoginValidityDuration: 480,
      },
    });
  });

  test.each<[string, Partial<GrafanaWorkspaceProps>, string]>([
    ['no way of authentication', { authentication: [] }, 'authentication: specify GrafanaAuthentication.identityCenter() or GrafanaAuthentication.saml()'],
    ['a way of authentication twice', { authentication: [...authentication, ...authentication] }, 'authentication: specify each way of authentication once'],
    ['SAML without metadata', { authentication: [GrafanaAuthentication.saml({})] }, 'authentication[0]: specify metadataUrl or metadataXml, got neither'],
    ['a URL that is none', { authentication: [GrafanaAuthentication.saml({ metadataUrl: 'idp' })] }, 'authentication[0].metadataUrl: must be a URL, got \'idp\''],
    ['a name with a space', { workspaceName: 'my dashboards' }, 'workspaceName: must be 1 to 255 letters, digits and characters of \'-._~\', got \'my dashboards\''],
    ['a version with a patch number', { version: GrafanaVersion.of('10.4.1') }, 'version: must be a version such as 10.4, got \'10.4.1\''],
    ['plugin administration of Grafana 8', { version: GrafanaVersion.V8_4, pluginAdmin: true }, 'pluginAdmin: requires Grafana 9 or newer, got 8.4'],
    ['no organizational unit', { accountAccess: GrafanaAccountAccess.organization({ organizationalUnits: [] }) }, 'accountAccess.organizationalUnits: specify at least one organizational unit, or GrafanaAccountAccess.currentAccount()'],
    ['security groups without a VPC', { securityGroups: [] }, 'securityGroups: specify vpc too'],
  ])('fails for %s', (_, props, message) => {
    expect(errorOf(() => grafana(props)).message).toContain(message);
  });

  test.each([[1, false], [2, true]])('with subnets in %d Availability Zones is accepted: %s', (maxAzs, isAccepted) => {
    const create = () => grafana({ vpc: new Vpc(stack, 'Vpc', { maxAzs }) });

    if (isAccepted) expect(create).not.toThrow();
    else expect(errorOf(create).message).toContain('vpcSubnets: specify 2 to 6 subnets, got 1');
  });

  test('accepts values that are known only at deployment', () => {
    const token = Fn.importValue('Value');
    grafana({
      workspaceName: token, version: GrafanaVersion.of(token), pluginAdmin: true,
      authentication: [GrafanaAuthentication.saml({ metadataUrl: token })],
    });

    hasProperties({ Name: { 'Fn::ImportValue': 'Value' } });
  });
});

describe('an imported Grafana workspace', () => {
  test('has its ARN and URL', () => {
    const imported = GrafanaWorkspace.fromGrafanaWorkspaceId(stack, 'Imported', 'g-0123456789');

    expect(stack.resolve(imported.workspaceArn)).toEqual({ 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':grafana:eu-west-1:111122223333:/workspaces/g-0123456789']] });
    expect(stack.resolve(imported.url)).toEqual({ 'Fn::Join': ['', ['https://g-0123456789.grafana-workspace.eu-west-1.', { Ref: 'AWS::URLSuffix' }]] });
  });

  test('fails for an ID of another form', () => {
    expect(errorOf(() => GrafanaWorkspace.fromGrafanaWorkspaceId(stack, 'Imported', 'ws-1')).message).toContain('workspaceId: must be an ID such as g-0123456789, got \'ws-1\'');
    expect(() => GrafanaWorkspace.fromGrafanaWorkspaceId(stack, 'Token', Token.asString({ Ref: 'Id' }))).not.toThrow();
  });
});
