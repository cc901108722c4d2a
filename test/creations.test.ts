import { Duration, RemovalPolicy, type Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { AccountPrincipal, ArnPrincipal, Effect, PolicyStatement, Role } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { CfnDomain } from 'aws-cdk-lib/aws-opensearchservice';
import {
  AlertManagerDefinition, AnomalyDetector, type AnomalyDetectorProps, IgnoreNearExpected, MissingDataAction, RuleGroups,
  RuleGroupsNamespace, ScrapeConfiguration, Scraper, ScraperComponent, ScraperDestination, ScraperExporter, type ScraperProps,
  ScraperSource, Workspace, WorkspacePolicy, type WorkspaceProps,
} from '../lib';
import { evaluate } from './helpers/evaluate';
import { subnetsIn } from './helpers/networks';
import { A_CONFIGURATION, CLUSTER_ARN, eksSource, WORKSPACE_ARN } from './helpers/scrapers';
import { knownStack } from './helpers/stacks';

/*
 * The properties that CloudFormation gets, field by field, for what people create. Nothing is added that they did not ask for, except the
 * tag that the service adds to the workspace of a scraper, which an update would remove.
 */

const LOG_GROUP = 'arn:aws:logs:eu-west-1:111122223333:log-group:/aws/vendedlogs/a';
const KEY_ARN = 'arn:aws:kms:eu-west-1:111122223333:key/1234';
const ROLE = 'arn:aws:iam::111122223333:role/';
const DEFINITION = 'alertmanager_config: |\n  route: {receiver: a}\n  receivers: [{name: a}]\n';
const RULES = 'groups:\n- name: a\n  rules:\n  - record: job:up:sum\n    expr: sum by (job) (up)\n';

const logGroup = (stack: Stack) => LogGroup.fromLogGroupArn(stack, 'Log', `${LOG_GROUP}:*`);
const role = (stack: Stack, name: string) => Role.fromRoleArn(stack, name, ROLE + name);
const tags = (entries: Record<string, string>) => Object.entries(entries).map(([Key, Value]) => ({ Key, Value }));

function propertiesOf(type: string, make: (stack: Stack) => unknown): unknown {
  const stack = knownStack();
  make(stack);
  const [resource] = Object.values(Template.fromStack(stack).findResources(type)) as Array<{ Properties?: unknown }>;
  return evaluate(resource?.Properties ?? {}, { 'AWS::Partition': 'aws' });
}

const limitOf = (labels: Record<string, string>, maxSeries: number) => ({ labels, maxSeries });

type Case<P> = readonly [what: string, props: (stack: Stack) => P, properties: object];

const WORKSPACES: ReadonlyArray<Case<WorkspaceProps>> = [
  ['nothing', () => ({}), {}],
  ['an alias', () => ({ alias: 'example' }), { Alias: 'example' }],
  ['an alias with spaces', () => ({ alias: 'Prometheus of the platform' }), { Alias: 'Prometheus of the platform' }],
  ['one tag', () => ({ tags: { key1: 'value1' } }), { Tags: tags({ key1: 'value1' }) }],
  ['an empty tag', () => ({ tags: { AMPAgentlessScraper: '' } }), { Tags: tags({ AMPAgentlessScraper: '' }) }],
  ['two tags', () => ({ tags: { key1: 'value1', key2: 'value2' } }), { Tags: tags({ key1: 'value1', key2: 'value2' }) }],
  ['a key', stack => ({ encryptionKey: Key.fromKeyArn(stack, 'Key', KEY_ARN) }), { KmsKeyArn: KEY_ARN }],
  ['a log group', stack => ({ logging: { logGroup: logGroup(stack) } }), { LoggingConfiguration: { LogGroupArn: `${LOG_GROUP}:*` } }],
  ['query logging', stack => ({ queryLogging: { logGroup: logGroup(stack), samplesThreshold: 100 } }), {
    QueryLoggingConfiguration: { Destinations: [{ CloudWatchLogs: { LogGroupArn: `${LOG_GROUP}:*` }, Filters: { QspThreshold: 100 } }] },
  }],
  ['query logging of everything', stack => ({ queryLogging: { logGroup: logGroup(stack), samplesThreshold: 0 } }), {
    QueryLoggingConfiguration: { Destinations: [{ CloudWatchLogs: { LogGroupArn: `${LOG_GROUP}:*` }, Filters: { QspThreshold: 0 } }] },
  }],
  ['a retention', () => ({ retention: Duration.days(30) }), { WorkspaceConfiguration: { RetentionPeriodInDays: 30 } }],
  ['the longest retention', () => ({ retention: Duration.days(1095) }), { WorkspaceConfiguration: { RetentionPeriodInDays: 1095 } }],
  ['a limit of all series', () => ({ labelSetLimits: [{ labels: {}, maxSeries: 1000 }] }), {
    WorkspaceConfiguration: { LimitsPerLabelSets: [{ LabelSet: [], Limits: { MaxSeries: 1000 } }] },
  }],
  ['two limits', () => ({ labelSetLimits: [{ labels: { env: 'dev' }, maxSeries: 100 }, limitOf({ env: 'prod', team: 'a' }, 400)] }), {
    WorkspaceConfiguration: {
      LimitsPerLabelSets: [
        { LabelSet: [{ Name: 'env', Value: 'dev' }], Limits: { MaxSeries: 100 } },
        { LabelSet: [{ Name: 'env', Value: 'prod' }, { Name: 'team', Value: 'a' }], Limits: { MaxSeries: 400 } },
      ],
    },
  }],
  ['a definition', () => ({ alertManager: AlertManagerDefinition.fromYaml(DEFINITION) }), { AlertManagerDefinition: DEFINITION }],
  ['a window and an offset', () => ({ outOfOrderTimeWindow: Duration.minutes(5), ruleQueryOffset: Duration.minutes(1) }), {
    WorkspaceConfiguration: { OutOfOrderTimeWindowInSeconds: 300, RuleQueryOffsetInSeconds: 60 },
  }],
  ['a removal policy', () => ({ removalPolicy: RemovalPolicy.DESTROY }), {}],
];

test.each(WORKSPACES)('a workspace with %s is created with these properties', (_, props, properties) => {
  const { Tags: given = [], ...others } = properties as { Tags?: Array<{ Key: string }> };
  const Tags = [...tags({ AMPAgentlessScraper: '' }), ...given.filter(({ Key: key }) => key !== 'AMPAgentlessScraper')];

  expect(propertiesOf('AWS::APS::Workspace', stack => new Workspace(stack, 'Workspace', props(stack)))).toEqual({ ...others, Tags });
});

const workspaceOf = (stack: Stack) => Workspace.fromWorkspaceArn(stack, 'Imported', WORKSPACE_ARN);
const EKS = { EksConfiguration: { ClusterArn: CLUSTER_ARN, SubnetIds: ['subnet-0', 'subnet-1'] } };
const AMP = { AmpConfiguration: { WorkspaceArn: WORKSPACE_ARN } };
const SCRAPER = { Source: EKS, Destination: AMP, ScrapeConfiguration: { ConfigurationBlob: A_CONFIGURATION } };
const OPEN_SEARCH = 'scrape_configs: [{job_name: opensearch-exporter}]\n';
const vpc = (stack: Stack) =>
  ScraperSource.vpc({ subnets: subnetsIn(stack, 'a', 'b'), securityGroups: [SecurityGroup.fromSecurityGroupId(stack, 'Group', 'sg-1')] });
const VPC = { VpcConfiguration: { SubnetIds: ['subnet-0', 'subnet-1'], SecurityGroupIds: ['sg-1'] } };
const logs = (...types: object[]) => ({ LoggingDestination: { CloudWatchLogs: { LogGroupArn: `${LOG_GROUP}:*` } }, ScraperComponents: types });

const SCRAPERS: ReadonlyArray<Case<Partial<ScraperProps>>> = [
  ['what it needs', () => ({}), SCRAPER],
  ['an alias', () => ({ alias: 'example' }), { ...SCRAPER, Alias: 'example' }],
  ['tags', () => ({ tags: { key1: 'value1', key2: 'value2' } }), { ...SCRAPER, Tags: tags({ key1: 'value1', key2: 'value2' }) }],
  ['security groups', stack => ({ source: eksSource(stack, { securityGroups: [SecurityGroup.fromSecurityGroupId(stack, 'Group', 'sg-1')] }) }), {
    ...SCRAPER, Source: { EksConfiguration: { ...EKS.EksConfiguration, SecurityGroupIds: ['sg-1'] } },
  }],
  ['five subnets', stack => ({ source: eksSource(stack, { subnets: subnetsIn(stack, 'a', 'b', 'c', 'd', 'e') }) }), {
    ...SCRAPER, Source: { EksConfiguration: { ClusterArn: CLUSTER_ARN, SubnetIds: [0, 1, 2, 3, 4].map(index => `subnet-${index}`) } },
  }],
  ['roles', stack => ({ roleConfiguration: { sourceRole: role(stack, 'source'), targetRole: role(stack, 'target') } }), {
    ...SCRAPER, RoleConfiguration: { SourceRoleArn: `${ROLE}source`, TargetRoleArn: `${ROLE}target` },
  }],
  ['a VPC', stack => ({ source: vpc(stack) }), { ...SCRAPER, Source: VPC }],
  ['a dataset of CloudWatch', () => ({ destination: ScraperDestination.cloudWatchDataset({ datasetArn: 'arn:aws:cloudwatch:eu-west-1:111122223333:dataset/a' }) }), {
    ...SCRAPER, Destination: { CloudWatchConfiguration: { DatasetArn: 'arn:aws:cloudwatch:eu-west-1:111122223333:dataset/a' } },
  }],
  ['logging of all components', stack => ({ logging: { logGroup: logGroup(stack) } }), {
    ...SCRAPER, ScraperLoggingConfiguration: logs({ Type: 'SERVICE_DISCOVERY' }, { Type: 'COLLECTOR' }, { Type: 'EXPORTER' }),
  }],
  ['logging of one component', stack => ({ logging: { logGroup: logGroup(stack), components: [ScraperComponent.COLLECTOR] } }), {
    ...SCRAPER, ScraperLoggingConfiguration: logs({ Type: 'COLLECTOR' }),
  }],
  ['logging with an option', stack => ({ logging: { logGroup: logGroup(stack), components: [ScraperComponent.COLLECTOR.withOptions({ a: 'b' })] } }), {
    ...SCRAPER, ScraperLoggingConfiguration: logs({ Type: 'COLLECTOR', Config: { Options: { a: 'b' } } }),
  }],
  ['an exporter', stack => ({
    source: vpc(stack), scrapeConfiguration: ScrapeConfiguration.fromYaml(OPEN_SEARCH),
    exporters: [ScraperExporter.openSearch(CfnDomain.fromDomainArn(stack, 'Domain', 'arn:aws:es:eu-west-1:111122223333:domain/d'))],
  }), {
    Source: VPC, Destination: AMP, ScrapeConfiguration: { ConfigurationBlob: OPEN_SEARCH },
    Exporters: [{ OpenSearchConfiguration: { DomainArn: 'arn:aws:es:eu-west-1:111122223333:domain/d' } }],
  }],
];

test.each(SCRAPERS)('a scraper with %s is created with these properties', (_, props, properties) => {
  expect(propertiesOf('AWS::APS::Scraper', (stack) => {
    const given = props(stack);
    return new Scraper(stack, 'Scraper', {
      source: given.source ?? eksSource(stack), destination: ScraperDestination.workspace(workspaceOf(stack)),
      scrapeConfiguration: ScrapeConfiguration.fromYaml(A_CONFIGURATION), ...given,
    });
  })).toEqual(properties);
});

const DETECTOR = { Workspace: WORKSPACE_ARN, Alias: 'example', Configuration: { RandomCutForest: { Query: 'avg(up)' } } };
const forest = (more: object) => ({ ...DETECTOR, Configuration: { RandomCutForest: { Query: 'avg(up)', ...more } } });

const DETECTORS: ReadonlyArray<Case<Partial<AnomalyDetectorProps>>> = [
  ['what it needs', () => ({}), DETECTOR],
  ['an interval', () => ({ evaluationInterval: Duration.minutes(2) }), { ...DETECTOR, EvaluationIntervalInSeconds: 120 }],
  ['sizes', () => ({ shingleSize: 10, sampleSize: 512 }), forest({ ShingleSize: 10, SampleSize: 512 })],
  ['an amount', () => ({ ignoreNearExpectedFromAbove: IgnoreNearExpected.amount(10) }), forest({ IgnoreNearExpectedFromAbove: { Amount: 10 } })],
  ['a ratio', () => ({ ignoreNearExpectedFromBelow: IgnoreNearExpected.ratio(0.1) }), forest({ IgnoreNearExpectedFromBelow: { Ratio: 0.1 } })],
  ['missing data skipped', () => ({ missingDataAction: MissingDataAction.SKIP }), { ...DETECTOR, MissingDataAction: { Skip: true } }],
  ['missing data marked', () => ({ missingDataAction: MissingDataAction.MARK_AS_ANOMALY }), { ...DETECTOR, MissingDataAction: { MarkAsAnomaly: true } }],
  ['labels', () => ({ labels: { team: 'a' } }), { ...DETECTOR, Labels: [{ Key: 'team', Value: 'a' }] }],
  ['tags', () => ({ tags: { key1: 'value1' } }), { ...DETECTOR, Tags: tags({ key1: 'value1' }) }],
];

test.each(DETECTORS)('an anomaly detector with %s is created with these properties', (_, props, properties) => {
  expect(propertiesOf('AWS::APS::AnomalyDetector', stack =>
    new AnomalyDetector(stack, 'Detector', { workspace: workspaceOf(stack), alias: 'example', query: 'avg(up)', ...props(stack) }))).toEqual(properties);
});

test.each<[string, object, object]>([
  ['what it needs', {}, {}],
  ['tags', { tags: { key1: 'value1' } }, { Tags: tags({ key1: 'value1' }) }],
])('a rule groups namespace with %s is created with these properties', (_, props, properties) => {
  expect(propertiesOf('AWS::APS::RuleGroupsNamespace', stack => new RuleGroupsNamespace(stack, 'Rules', {
    workspace: workspaceOf(stack), ruleGroupsNamespaceName: 'rules', ruleGroups: RuleGroups.fromYaml(RULES), ...props,
  }))).toEqual({ Workspace: WORKSPACE_ARN, Name: 'rules', Data: RULES, ...properties });
});

const READER = 'arn:aws:iam::444455556666:role/reader';
const allowed = { Action: 'aps:QueryMetrics', Effect: 'Allow', Principal: { AWS: READER }, Resource: WORKSPACE_ARN };
const reader = { principals: [new ArnPrincipal(READER)], actions: ['aps:QueryMetrics'] };

test.each<[string, PolicyStatement[], object[]]>([
  ['one action', [new PolicyStatement(reader)], [allowed]],
  ['several actions', [new PolicyStatement({ ...reader, actions: ['aps:QueryMetrics', 'aps:GetLabels'] })], [{ ...allowed, Action: ['aps:QueryMetrics', 'aps:GetLabels'] }]],
  ['a name', [new PolicyStatement({ ...reader, sid: 'Read' })], [{ ...allowed, Sid: 'Read' }]],
  ['a condition', [new PolicyStatement({ ...reader, conditions: { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } } })],
    [{ ...allowed, Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } } }]],
  ['a denial', [new PolicyStatement({ ...reader, effect: Effect.DENY })], [{ ...allowed, Effect: 'Deny' }]],
])('a workspace policy with %s is created with these properties', (_, statements, expected) => {
  const { WorkspaceArn, PolicyDocument } = propertiesOf('AWS::APS::ResourcePolicy', stack =>
    new WorkspacePolicy(stack, 'Policy', { workspace: workspaceOf(stack), statements })) as { WorkspaceArn: string; PolicyDocument: string };

  expect(WorkspaceArn).toBe(WORKSPACE_ARN);
  expect(JSON.parse(PolicyDocument)).toEqual({ Version: '2012-10-17', Statement: expected });
});

test('a workspace policy for an account names the account like IAM does', () => {
  const { PolicyDocument } = propertiesOf('AWS::APS::ResourcePolicy', stack => new WorkspacePolicy(stack, 'Policy', {
    workspace: workspaceOf(stack), statements: [new PolicyStatement({ ...reader, principals: [new AccountPrincipal('444455556666')] })],
  })) as { PolicyDocument: unknown };

  expect(JSON.stringify(PolicyDocument)).toContain(':iam::444455556666:root');
});
