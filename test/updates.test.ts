import { fullDiff, ResourceImpact } from '@aws-cdk/cloudformation-diff';
import { Duration, Fn, RemovalPolicy, type Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { CfnCluster } from 'aws-cdk-lib/aws-eks';
import { ArnPrincipal, PolicyStatement, Role } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { CfnDomain } from 'aws-cdk-lib/aws-opensearchservice';
import {
  AlertManagerDefinition, AnomalyDetector, type AnomalyDetectorProps, IgnoreNearExpected, MissingDataAction, RuleGroups,
  RuleGroupsNamespace, type RuleGroupsNamespaceProps, ScrapeConfiguration, Scraper, ScraperComponent, ScraperDestination, ScraperExporter,
  type ScraperProps, ScraperSource, Workspace, WorkspacePolicy, type WorkspaceProps,
} from '../lib';
import { subnetsIn } from './helpers/networks';
import { A_CONFIGURATION, CLUSTER_ARN, eksSource, WORKSPACE_ARN } from './helpers/scrapers';
import { knownStack } from './helpers/stacks';

/** The properties of a resource before a deployment or after it; nothing where there is no resource. */
type Make<P> = (stack: Stack) => P;
type Impact = 'in place' | 'replaced' | 'unchanged';
type Case<P> = readonly [what: string, before: Make<P>, after: Make<P>, impact: Impact];

const always = <P>(props: P): Make<P> => () => props;

function impactOf<P>(type: string, make: (stack: Stack, props: P) => void, before: Make<P>, after: Make<P>): Impact {
  const [old, renewed] = [before, after].map((props) => {
    const stack = knownStack();
    make(stack, props(stack));
    return Template.fromStack(stack).toJSON();
  });
  const changes = fullDiff(old ?? {}, renewed ?? {}).resources;
  const ours = Object.values(changes.changes).filter(({ resourceType }) => resourceType === type);
  const impacts = ours.map(({ changeImpact }) => changeImpact);
  if (impacts.length === 0) return 'unchanged';
  // A property that is newer than the specification of the comparison has no impact there.
  return impacts.some(impact => [ResourceImpact.WILL_REPLACE, ResourceImpact.MAY_REPLACE].includes(impact)) ? 'replaced' : 'in place';
}

const aWorkspace = (stack: Stack, id = 'Imported', arn = WORKSPACE_ARN) => Workspace.fromWorkspaceArn(stack, id, arn);
const route = (receiver: string) => AlertManagerDefinition.fromYaml(`route: {receiver: ${receiver}}\nreceivers: [{name: ${receiver}}]\n`);
const rules = (text: string) => RuleGroups.fromYaml(`groups: [{name: ${text}, rules: []}]\n`);
const configuration = (job: string) => ScrapeConfiguration.fromYaml(A_CONFIGURATION.replace('app', job));
const logGroup = (stack: Stack, name: string) => LogGroup.fromLogGroupName(stack, 'Log', `/aws/vendedlogs/prometheus/${name}`);
const roles = (stack: Stack, name: string) => {
  const role = Role.fromRoleArn(stack, 'Role', `arn:aws:iam::111122223333:role/${name}`);
  return { sourceRole: role, targetRole: role };
};
const vpc = (stack: Stack, ...zones: string[]) =>
  ScraperSource.vpc({ subnets: subnetsIn(stack, ...zones), securityGroups: [SecurityGroup.fromSecurityGroupId(stack, 'Group', 'sg-1')] });
const exporter = (stack: Stack, name: string) => ({
  source: vpc(stack, 'a', 'b'), scrapeConfiguration: ScrapeConfiguration.fromYaml('scrape_configs: [{job_name: opensearch-exporter}]'),
  exporters: [ScraperExporter.openSearch(CfnDomain.fromDomainArn(stack, 'Domain', `arn:aws:es:eu-west-1:111122223333:domain/${name}`))],
});

const WORKSPACES: ReadonlyArray<Case<WorkspaceProps>> = [
  ['an alias is added', always({}), always({ alias: 'a' }), 'in place'],
  ['an alias changes', always({ alias: 'a' }), always({ alias: 'b' }), 'in place'],
  ['tags change', always({ tags: { a: 'b' } }), always({ tags: { a: 'c', d: 'e' } }), 'in place'],
  ['tags go', always({ tags: { a: 'b' } }), always({}), 'in place'],
  ['the key changes', stack => ({ encryptionKey: Key.fromKeyArn(stack, 'K', 'arn:aws:kms:eu-west-1:111122223333:key/1') }),
    stack => ({ encryptionKey: Key.fromKeyArn(stack, 'K', 'arn:aws:kms:eu-west-1:111122223333:key/2') }), 'replaced'],
  ['a key is added', always({}), stack => ({ encryptionKey: Key.fromKeyArn(stack, 'K', 'arn:aws:kms:eu-west-1:111122223333:key/1') }), 'replaced'],
  ['a definition is added', always({}), always({ alertManager: route('a') }), 'in place'],
  ['the definition changes', always({ alertManager: route('a') }), always({ alertManager: route('b') }), 'in place'],
  ['the definition goes', always({ alertManager: route('a') }), always({}), 'in place'],
  ['the retention changes', always({ retention: Duration.days(1) }), always({ retention: Duration.days(2) }), 'in place'],
  ['a limit is added', always({}), always({ labelSetLimits: [{ labels: { a: 'b' }, maxSeries: 1 }] }), 'in place'],
  ['a limit changes', always({ labelSetLimits: [{ labels: { a: 'b' }, maxSeries: 1 }] }), always({ labelSetLimits: [{ labels: { a: 'b' }, maxSeries: 2 }] }), 'in place'],
  ['logging is added', always({}), stack => ({ logging: { logGroup: logGroup(stack, 'a') } }), 'in place'],
  ['the log group changes', stack => ({ logging: { logGroup: logGroup(stack, 'a') } }), stack => ({ logging: { logGroup: logGroup(stack, 'b') } }), 'in place'],
  ['query logging changes', always({ queryLogging: { samplesThreshold: 1 } }), always({ queryLogging: { samplesThreshold: 2 } }), 'in place'],
  ['the out of order window changes', always({ outOfOrderTimeWindow: Duration.seconds(1) }), always({ outOfOrderTimeWindow: Duration.seconds(2) }), 'in place'],
  ['the offset of rules changes', always({ ruleQueryOffset: Duration.seconds(1) }), always({ ruleQueryOffset: Duration.seconds(2) }), 'in place'],
  ['nothing changes', always({ alias: 'a', tags: { a: 'b', c: 'd' } }), always({ tags: { a: 'b', c: 'd' }, alias: 'a' }), 'unchanged'],
];

test.each(WORKSPACES)('a workspace is updated or replaced like AWS documents if %s', (_, before, after, impact) => {
  expect(impactOf('AWS::APS::Workspace', (stack, props) => new Workspace(stack, 'Workspace', props), before, after)).toBe(impact);
});

type Rules = Partial<RuleGroupsNamespaceProps>;

const NAMESPACES: ReadonlyArray<Case<Rules>> = [
  ['the rules change', always({ ruleGroups: rules('a') }), always({ ruleGroups: rules('b') }), 'in place'],
  ['the name changes', always({ ruleGroupsNamespaceName: 'a' }), always({ ruleGroupsNamespaceName: 'b' }), 'replaced'],
  ['the workspace changes', always({}), stack => ({ workspace: aWorkspace(stack, 'Other', `${WORKSPACE_ARN}2`) }), 'replaced'],
  ['tags change', always({ tags: { a: 'b' } }), always({ tags: { a: 'c' } }), 'in place'],
  ['nothing changes', always({}), always({}), 'unchanged'],
];

test.each(NAMESPACES)('a rule groups namespace is updated or replaced like AWS documents if %s', (_, before, after, impact) => {
  expect(impactOf<Rules>('AWS::APS::RuleGroupsNamespace', (stack, props) =>
    new RuleGroupsNamespace(stack, 'Rules', { workspace: aWorkspace(stack), ruleGroups: rules('a'), ruleGroupsNamespaceName: 'rules', ...props }), before, after)).toBe(impact);
});

type Detector = Partial<AnomalyDetectorProps>;

const DETECTORS: ReadonlyArray<Case<Detector>> = [
  ['the alias changes', always({ alias: 'a' }), always({ alias: 'b' }), 'replaced'],
  ['the workspace changes', always({}), stack => ({ workspace: aWorkspace(stack, 'Other', `${WORKSPACE_ARN}2`) }), 'replaced'],
  ['the query changes', always({ query: 'sum(up)' }), always({ query: 'avg(up)' }), 'in place'],
  ['the interval changes', always({ evaluationInterval: Duration.minutes(1) }), always({ evaluationInterval: Duration.minutes(2) }), 'in place'],
  ['the sizes change', always({ shingleSize: 8, sampleSize: 256 }), always({ shingleSize: 9, sampleSize: 512 }), 'in place'],
  ['the tolerance changes', always({ ignoreNearExpectedFromAbove: IgnoreNearExpected.amount(1) }), always({ ignoreNearExpectedFromAbove: IgnoreNearExpected.ratio(1) }), 'in place'],
  ['missing data counts', always({}), always({ missingDataAction: MissingDataAction.MARK_AS_ANOMALY }), 'in place'],
  ['labels change', always({ labels: { a: 'b' } }), always({ labels: { a: 'c' } }), 'in place'],
  ['tags change', always({ tags: { a: 'b' } }), always({ tags: { a: 'c' } }), 'in place'],
];

test.each(DETECTORS)('an anomaly detector is updated or replaced like AWS documents if %s', (_, before, after, impact) => {
  expect(impactOf<Detector>('AWS::APS::AnomalyDetector', (stack, props) =>
    new AnomalyDetector(stack, 'Detector', { workspace: aWorkspace(stack), alias: 'a', query: 'sum(up)', ...props }), before, after)).toBe(impact);
});

type ScraperCase = Partial<ScraperProps>;

const SCRAPERS: ReadonlyArray<Case<ScraperCase>> = [
  ['the configuration changes', always({}), always({ scrapeConfiguration: configuration('b') }), 'in place'],
  ['an alias is added', always({}), always({ alias: 'a' }), 'in place'],
  ['the alias changes', always({ alias: 'a' }), always({ alias: 'b' }), 'in place'],
  ['the workspace changes', always({}), stack => ({ destination: ScraperDestination.workspace(aWorkspace(stack, 'Other', `${WORKSPACE_ARN}2`)) }), 'in place'],
  ['the destination becomes CloudWatch', always({}), always({ destination: ScraperDestination.cloudWatchDataset() }), 'in place'],
  ['a role configuration is added', always({}), stack => ({ roleConfiguration: roles(stack, 'a') }), 'in place'],
  ['the roles change', stack => ({ roleConfiguration: roles(stack, 'a') }), stack => ({ roleConfiguration: roles(stack, 'b') }), 'in place'],
  ['tags change', always({ tags: { a: 'b' } }), always({ tags: { a: 'c' } }), 'in place'],
  ['logging is added', always({}), stack => ({ logging: { logGroup: logGroup(stack, 'a') } }), 'in place'],
  ['the logged components change', stack => ({ logging: { logGroup: logGroup(stack, 'a') } }),
    stack => ({ logging: { logGroup: logGroup(stack, 'a'), components: [ScraperComponent.COLLECTOR] } }), 'in place'],
  ['the domain of an exporter changes', stack => exporter(stack, 'a'), stack => exporter(stack, 'b'), 'in place'],
  ['the subnets change', stack => ({ source: eksSource(stack) }), stack => ({ source: eksSource(stack, { subnets: subnetsIn(stack, 'a', 'b', 'c') }) }), 'replaced'],
  ['the security groups change', stack => ({ source: eksSource(stack) }),
    stack => ({ source: eksSource(stack, { securityGroups: [SecurityGroup.fromSecurityGroupId(stack, 'Group', 'sg-1')] }) }), 'replaced'],
  ['the cluster changes', stack => ({ source: eksSource(stack) }), stack => ({ source: eksSource(stack, { cluster: CfnCluster.fromClusterArn(stack, 'Other', `${CLUSTER_ARN}2`) }) }), 'replaced'],
  ['the VPC takes the place of the cluster', stack => ({ source: eksSource(stack) }), stack => ({ source: vpc(stack, 'a', 'b') }), 'replaced'],
  ['nothing changes', stack => ({ source: eksSource(stack) }), stack => ({ source: eksSource(stack) }), 'unchanged'],
];

test.each(SCRAPERS)('a scraper is updated or replaced like AWS documents if %s', (_, before, after, impact) => {
  expect(impactOf<ScraperCase>('AWS::APS::Scraper', (stack, props) => new Scraper(stack, 'Scraper', {
    source: props.source ?? eksSource(stack), destination: ScraperDestination.workspace(aWorkspace(stack)), scrapeConfiguration: configuration('a'), ...props,
  }), before, after)).toBe(impact);
});

const statement = (action: string) => new PolicyStatement({ principals: [new ArnPrincipal('arn:aws:iam::444455556666:role/a')], actions: [action] });

test.each<Case<{ readonly action: string; readonly arn?: string }>>([
  ['a statement changes', always({ action: 'aps:QueryMetrics' }), always({ action: 'aps:RemoteWrite' }), 'in place'],
  ['the workspace changes', always({ action: 'aps:QueryMetrics' }), always({ action: 'aps:QueryMetrics', arn: `${WORKSPACE_ARN}2` }), 'replaced'],
])('a workspace policy is updated or replaced like AWS documents if %s', (_, before, after, impact) => {
  expect(impactOf<{ readonly action: string; readonly arn?: string }>('AWS::APS::ResourcePolicy', (stack, { action, arn }) =>
    new WorkspacePolicy(stack, 'Policy', { workspace: aWorkspace(stack, 'W', arn), statements: [statement(action)] }), before, after)).toBe(impact);
});

test('a first deployment that fails leaves no workspace, and later ones retain it', () => {
  const policiesOf = (removalPolicy?: RemovalPolicy) => {
    const stack = knownStack();
    new Workspace(stack, 'Workspace', { removalPolicy });
    const [{ DeletionPolicy, UpdateReplacePolicy } = {}] = Object.values(Template.fromStack(stack).findResources('AWS::APS::Workspace')) as Array<Record<string, string>>;
    return [DeletionPolicy, UpdateReplacePolicy];
  };

  expect(policiesOf()).toEqual(['RetainExceptOnCreate', 'Retain']);
  expect(policiesOf(RemovalPolicy.DESTROY)).toEqual(['Delete', 'Delete']);
});

test('a token counts as unchanged in the next deployment', () => {
  expect(impactOf<WorkspaceProps>('AWS::APS::Workspace', (stack, props) => new Workspace(stack, 'Workspace', props),
    always({ alias: Fn.importValue('Alias') }), always({ alias: Fn.importValue('Alias') }))).toBe('unchanged');
});
