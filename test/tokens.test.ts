import { App, CfnCondition, CfnParameter, Duration, Fn, Lazy, Size, Stack, Token, Tokenization } from 'aws-cdk-lib';
import { CfnWorkspace } from 'aws-cdk-lib/aws-aps';
import { Template } from 'aws-cdk-lib/assertions';
import { Subnet, SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { CfnCluster } from 'aws-cdk-lib/aws-eks';
import { ArnPrincipal, PolicyStatement, Role } from 'aws-cdk-lib/aws-iam';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { CfnDomain } from 'aws-cdk-lib/aws-opensearchservice';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Topic } from 'aws-cdk-lib/aws-sns';
import {
  AlertIntegration, AlertManagerDefinition, AlertMatcher, AlertReceiver, type AlertRoute, AlertTemplate, AnomalyDetector,
  type AnomalyDetectorProps, DnsRecordType, IgnoreNearExpected, KubernetesRole, Relabeling, Rule, RuleGroups, RuleGroupsNamespace,
  ScrapeConfiguration, ScrapeJob, Scraper, ScraperComponent, ScraperDestination, ScraperExporter, type ScraperProps, ScraperSource,
  SnsMessage, Workspace, WorkspacePolicy, type WorkspaceProps,
} from '../lib';
import { A_CONFIGURATION, CLUSTER_ARN, eksSource } from './helpers/scrapers';
import { subnetsIn } from './helpers/networks';

type Make<T> = (stack: Stack, token: T) => void;

const condition = (stack: Stack) => new CfnCondition(stack, 'Condition', { expression: Fn.conditionEquals(stack.region, 'us-east-1') });
const parameter = (stack: Stack, type: string, suffix = '') => new CfnParameter(stack, `Parameter${suffix}`, { type });

/** Texts that are known at deployment only, each in another way. */
const TEXTS: Readonly<Record<string, (stack: Stack) => string>> = {
  'a parameter': stack => parameter(stack, 'String').valueAsString,
  'an import': () => Fn.importValue('Value'),
  'a lazy value': () => Lazy.string({ produce: () => 'abc' }),
  'a lazy token': stack => Lazy.string({ produce: () => stack.region }),
  'Fn::If': stack => Fn.conditionIf(condition(stack).logicalId, 'a', 'b').toString(),
  'Fn::If with no value': stack => Token.asString(Fn.conditionIf(condition(stack).logicalId, 'a', Fn.ref('AWS::NoValue'))),
  'Fn::Select': stack => Fn.select(0, parameter(stack, 'CommaDelimitedList').valueAsList),
  'Fn::Sub': () => Fn.sub('${AWS::Region}-a'),
  'an attribute': stack => new CfnWorkspace(stack, 'Attribute').attrWorkspaceId,
  'a text with tokens': stack => `a-${stack.region}-${parameter(stack, 'String').valueAsString}`,
  'a number in a text': stack => `a${Tokenization.stringifyNumber(parameter(stack, 'Number').valueAsNumber)}`,
};

const NUMBERS: Readonly<Record<string, (stack: Stack) => number>> = {
  'a parameter': stack => parameter(stack, 'Number').valueAsNumber,
  'a lazy value': () => Lazy.number({ produce: () => 60 }),
  'Fn::If': stack => Token.asNumber(Fn.conditionIf(condition(stack).logicalId, 60, 120)),
  'an import': () => Token.asNumber(Fn.importValue('Value')),
};

const workspaceWith = (props: WorkspaceProps) => (stack: Stack) => new Workspace(stack, 'Workspace', props);
const aWorkspace = (stack: Stack) => Workspace.fromWorkspaceArn(stack, 'Imported', 'arn:aws:aps:eu-west-1:111122223333:workspace/ws-1');
const detector = (stack: Stack, props: Partial<AnomalyDetectorProps>) =>
  new AnomalyDetector(stack, 'Detector', { workspace: aWorkspace(stack), alias: 'requests', query: 'sum(up)', ...props });
const scraper = (stack: Stack, props: Partial<ScraperProps>) => new Scraper(stack, 'Scraper', {
  source: props.source ?? eksSource(stack), destination: ScraperDestination.workspace(aWorkspace(stack)),
  scrapeConfiguration: ScrapeConfiguration.fromYaml(A_CONFIGURATION), ...props,
});
type JobProps = ConstructorParameters<typeof ScrapeJob>[0];
type Configuration = ConstructorParameters<typeof ScrapeConfiguration>[0];
const configuration = (stack: Stack, props: Partial<Configuration>) => scraper(stack, {
  scrapeConfiguration: new ScrapeConfiguration({ jobs: [ScrapeJob.pods()], externalLabels: { cluster: 'c' }, ...props }),
});
const job = (stack: Stack, props: Partial<JobProps>) => configuration(stack, {
  jobs: [new ScrapeJob({ jobName: 'app', staticConfigs: [{ targets: ['10.0.0.1:80'] }], ...props })],
});
const vpcSource = (stack: Stack) =>
  ScraperSource.vpc({ subnets: subnetsIn(stack, 'a', 'b'), securityGroups: [SecurityGroup.fromSecurityGroupId(stack, 'S', 'sg-1')] });
const dns = (stack: Stack, props: Partial<NonNullable<JobProps['dnsServiceDiscovery']>[number]>) => scraper(stack, {
  source: vpcSource(stack),
  scrapeConfiguration: new ScrapeConfiguration({ jobs: [new ScrapeJob({ jobName: 'a', dnsServiceDiscovery: [{ names: ['a.example.com'], ...props }] })] }),
});
const relabeling = (stack: Stack, ...relabelings: Relabeling[]) => job(stack, { relabelings, metricRelabelings: relabelings });
const rules = (stack: Stack, ...given: Rule[]) =>
  new RuleGroupsNamespace(stack, 'Rules', { workspace: aWorkspace(stack), ruleGroups: new RuleGroups([{ name: 'a', rules: given }]) });
type Alerting = Parameters<typeof Rule.alerting>[0];
const alerting = (stack: Stack, props: Partial<Alerting>) => rules(stack, Rule.alerting({ alert: 'Down', expr: 'up == 0', ...props }));
const group = (stack: Stack, props: Partial<ConstructorParameters<typeof RuleGroups>[0][number]>) => new RuleGroupsNamespace(stack, 'Rules', {
  workspace: aWorkspace(stack), ruleGroups: new RuleGroups([{ name: 'a', rules: [Rule.recording({ record: 'job:up:sum', expr: 'sum(up)' })], ...props }]),
});
const receiver = new AlertReceiver({ name: 'team' });
const definition = (stack: Stack, route: Partial<AlertRoute>, ...receivers: AlertReceiver[]) => workspaceWith({
  alertManager: new AlertManagerDefinition({ receivers: [receiver, ...receivers], route: { receiver: 'team', ...route } }),
})(stack);
const topicOf = (stack: Stack, arn: string) => Topic.fromTopicArn(stack, 'Topic', arn);
const integration = (stack: Stack, ...integrations: AlertIntegration[]) => definition(stack, {}, new AlertReceiver({ name: 'other', integrations }));
const sns = (stack: Stack, options: Partial<Parameters<typeof AlertIntegration.sns>[0]>) =>
  integration(stack, AlertIntegration.sns({ topic: topicOf(stack, 'arn:aws:sns:eu-west-1:111122223333:t'), ...options }));
type PagerDuty = Partial<Parameters<typeof AlertIntegration.pagerDuty>[0]>;
const pagerDuty = (stack: Stack, options: PagerDuty) => integration(stack, AlertIntegration.pagerDuty({
  secret: Secret.fromSecretCompleteArn(stack, 'Secret', 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:s-abcdef'), secretKey: 'routing_key', ...options,
}));
const statement = (props: Partial<ConstructorParameters<typeof PolicyStatement>[0]>) =>
  new PolicyStatement({ principals: [new ArnPrincipal('arn:aws:iam::444455556666:role/reader')], actions: ['aps:QueryMetrics'], ...props });
const policy = (stack: Stack, given: PolicyStatement) => new WorkspacePolicy(stack, 'Policy', { workspace: aWorkspace(stack), statements: [given] });

/** Every property that takes a text and reaches a resource. */
const TEXT_PROPERTIES: Readonly<Record<string, Make<string>>> = {
  'Workspace.alias': (stack, alias) => workspaceWith({ alias })(stack),
  'Workspace.tags, a value': (stack, a) => workspaceWith({ tags: { a } })(stack),
  'Workspace.tags, a key': (stack, key) => workspaceWith({ tags: { [key]: 'a' } })(stack),
  'Workspace.labelSetLimits, a value': (stack, team) => workspaceWith({ labelSetLimits: [{ labels: { team } }] })(stack),
  'Workspace.labelSetLimits, a metric': (stack, name) => workspaceWith({ labelSetLimits: [{ labels: { __name__: name } }] })(stack),
  'Workspace.labelSetLimits, a name': (stack, name) => workspaceWith({ labelSetLimits: [{ labels: { [name]: 'a' } }] })(stack),
  'Workspace.logging.logGroup, a name': (stack, name) => workspaceWith({ logging: { logGroup: LogGroup.fromLogGroupName(stack, 'L', name) } })(stack),
  'Workspace.alertManager, a text': (stack, text) => workspaceWith({
    alertManager: AlertManagerDefinition.fromYaml(`route: {receiver: a}\nreceivers: [{name: a, sns_configs: [{topic_arn: "${text}", sigv4: {region: "${text}"}}]}]\n`),
  })(stack),
  'AnomalyDetector.alias': (stack, alias) => detector(stack, { alias }),
  'AnomalyDetector.query': (stack, query) => detector(stack, { query }),
  'AnomalyDetector.query, a part': (stack, name) => detector(stack, { query: `sum(up{job="${name}"})` }),
  'AnomalyDetector.labels, a value': (stack, team) => detector(stack, { labels: { team } }),
  'AnomalyDetector.labels, a name': (stack, name) => detector(stack, { labels: { [name]: 'a' } }),
  'AnomalyDetector.tags': (stack, a) => detector(stack, { tags: { a } }),
  'AnomalyDetector.workspace': (stack, arn) => detector(stack, { workspace: Workspace.fromWorkspaceArn(stack, 'Other', arn) }),
  'RuleGroupsNamespace.ruleGroupsNamespaceName': (stack, ruleGroupsNamespaceName) => new RuleGroupsNamespace(stack, 'Rules', {
    workspace: aWorkspace(stack), ruleGroups: RuleGroups.fromYaml('groups: []\n'), ruleGroupsNamespaceName,
  }),
  'RuleGroupsNamespace.tags': (stack, a) => new RuleGroupsNamespace(stack, 'Rules', {
    workspace: aWorkspace(stack), ruleGroups: RuleGroups.fromYaml('groups: []\n'), tags: { a },
  }),
  'RuleGroupsNamespace.ruleGroups, a text': (stack, text) => new RuleGroupsNamespace(stack, 'Rules', {
    workspace: aWorkspace(stack), ruleGroups: RuleGroups.fromYaml(`groups: [{name: "${text}", rules: [{record: a, expr: 'sum(up{a="${text}"})'}]}]\n`),
  }),
  'RuleGroup.name': (stack, name) => group(stack, { name }),
  'RuleGroup.labels': (stack, team) => group(stack, { labels: { team } }),
  'Rule.alert': (stack, alert) => alerting(stack, { alert }),
  'Rule.expr': (stack, expr) => alerting(stack, { expr }),
  'Rule.expr, a part': (stack, text) => alerting(stack, { expr: `up{job="${text}"} == 0` }),
  'Rule.labels': (stack, severity) => alerting(stack, { labels: { severity } }),
  'Rule.annotations': (stack, summary) => alerting(stack, { annotations: { summary } }),
  'Rule.record': (stack, record) => rules(stack, Rule.recording({ record, expr: 'sum(up)' })),
  'AlertReceiver.name': (stack, name) => definition(stack, {}, new AlertReceiver({ name })),
  'AlertRoute.receiver': (stack, name) => definition(stack, { receiver: name }, new AlertReceiver({ name })),
  'AlertRoute.groupBy': (stack, label) => definition(stack, { groupBy: [label] }),
  'AlertRoute.matchers, a value': (stack, value) => definition(stack, { routes: [{ receiver: 'team', matchers: [AlertMatcher.equal('a', value)] }] }),
  'AlertRoute.matchers, an expression': (stack, value) => definition(stack, { routes: [{ receiver: 'team', matchers: [AlertMatcher.matches('a', value)] }] }),
  'AlertIntegration.sns, a topic': (stack, arn) => sns(stack, { topic: Topic.fromTopicArn(stack, 'Other', `arn:aws:sns:eu-west-1:111122223333:${arn}`) }),
  'AlertIntegration.sns, a subject': (stack, subject) => sns(stack, { subject }),
  'AlertIntegration.sns, a message': (stack, text) => sns(stack, { message: SnsMessage.template(text) }),
  'AlertIntegration.sns, an attribute': (stack, a) => sns(stack, { attributes: { a } }),
  'AlertIntegration.pagerDuty, a key': (stack, secretKey) => pagerDuty(stack, { secretKey }),
  'AlertIntegration.pagerDuty, a description': (stack, description) => pagerDuty(stack, { description }),
  'AlertIntegration.pagerDuty, a severity': (stack, severity) => pagerDuty(stack, { severity }),
  'AlertIntegration.pagerDuty, a detail': (stack, a) => pagerDuty(stack, { details: { a } }),
  'AlertIntegration.pagerDuty, a URL': (stack, clientUrl) => pagerDuty(stack, { clientUrl }),
  'AlertTemplate': (stack, text) => workspaceWith({
    alertManager: new AlertManagerDefinition({ receivers: [receiver], route: { receiver: 'team' }, templates: [AlertTemplate.fromText('a.tmpl', text)] }),
  })(stack),
  'Scraper.alias': (stack, alias) => scraper(stack, { alias }),
  'Scraper.tags': (stack, a) => scraper(stack, { tags: { a } }),
  'Scraper.source, a cluster': (stack, name) => scraper(stack, {
    source: eksSource(stack, { cluster: CfnCluster.fromClusterArn(stack, 'C', `${CLUSTER_ARN}${name}`) }),
  }),
  'Scraper.source, a subnet': (stack, subnetId) => scraper(stack, {
    source: eksSource(stack, { subnets: [Subnet.fromSubnetId(stack, 'S', subnetId), ...subnetsIn(stack, 'b')] }),
  }),
  'Scraper.source, a security group': (stack, id) => scraper(stack, {
    source: eksSource(stack, { securityGroups: [SecurityGroup.fromSecurityGroupId(stack, 'S', id)] }),
  }),
  'Scraper.destination, a workspace': (stack, arn) => scraper(stack, {
    destination: ScraperDestination.workspace(Workspace.fromWorkspaceArn(stack, 'Other', arn)),
  }),
  'Scraper.destination, a dataset': (stack, datasetArn) => scraper(stack, { destination: ScraperDestination.cloudWatchDataset({ datasetArn }) }),
  'Scraper.exporters, a domain': (stack, arn) => scraper(stack, {
    source: vpcSource(stack),
    exporters: [ScraperExporter.openSearch(CfnDomain.fromDomainArn(stack, 'D', `arn:aws:es:eu-west-1:111122223333:domain/${arn}`))],
    scrapeConfiguration: ScrapeConfiguration.fromYaml('scrape_configs: [{job_name: opensearch-exporter}]'),
  }),
  'Scraper.roleConfiguration': (stack, name) => {
    const role = (id: string) => Role.fromRoleArn(stack, id, `arn:aws:iam::111122223333:role/${name}`);
    scraper(stack, { roleConfiguration: { sourceRole: role('A'), targetRole: role('B') } });
  },
  'Scraper.logging, a component': (stack, type) => scraper(stack, { logging: { components: [ScraperComponent.of(type)] } }),
  'Scraper.logging, an option': (stack, a) => scraper(stack, { logging: { components: [ScraperComponent.COLLECTOR.withOptions({ a })] } }),
  'Scraper.logging.logGroup': (stack, name) => scraper(stack, { logging: { logGroup: LogGroup.fromLogGroupName(stack, 'L', name) } }),
  'Scraper.scrapeConfiguration, a text': (stack, text) => scraper(stack, {
    scrapeConfiguration: ScrapeConfiguration.fromYaml(`${A_CONFIGURATION}global: {external_labels: {cluster: "${text}"}}\n`),
  }),
  'ScrapeConfiguration.externalLabels': (stack, cluster) => configuration(stack, { externalLabels: { cluster } }),
  'ScrapeJob.jobName': (stack, jobName) => job(stack, { jobName }),
  'ScrapeJob.metricsPath': (stack, metricsPath) => job(stack, { metricsPath }),
  'ScrapeJob.params': (stack, a) => job(stack, { params: { a: [a] } }),
  'StaticConfig.targets': (stack, target) => job(stack, { staticConfigs: [{ targets: [target] }] }),
  'StaticConfig.targets, a part': (stack, host) => job(stack, { staticConfigs: [{ targets: [`${host}:9100`] }] }),
  'StaticConfig.labels': (stack, a) => job(stack, { staticConfigs: [{ targets: ['10.0.0.1:80'], labels: { a } }] }),
  'KubernetesServiceDiscovery.namespaces': (stack, name) => job(stack, {
    kubernetesServiceDiscovery: [{ role: KubernetesRole.POD, namespaces: [name] }],
  }),
  'KubernetesServiceDiscovery.selectors': (stack, label) => job(stack, {
    kubernetesServiceDiscovery: [{ role: KubernetesRole.POD, selectors: [{ role: KubernetesRole.POD, label }] }],
  }),
  'DnsServiceDiscovery.names': (stack, name) => dns(stack, { names: [name] }),
  'Relabeling.replacement': (stack, replacement) => relabeling(stack, Relabeling.replace({ targetLabel: 'a', replacement })),
  'Relabeling.regex': (stack, regex) => relabeling(stack, Relabeling.keep({ sourceLabels: ['job'], regex })),
  'Relabeling.targetLabel': (stack, targetLabel) => relabeling(stack, Relabeling.replace({ targetLabel, replacement: 'a' })),
  'Relabeling.sourceLabels': (stack, label) => relabeling(stack, Relabeling.drop({ sourceLabels: [label], regex: 'a' })),
  'Relabeling.separator': (stack, separator) => relabeling(stack, Relabeling.keep({ sourceLabels: ['a'], separator, regex: 'a' })),
  'Relabeling.labelMap': (stack, regex) => relabeling(stack, Relabeling.labelMap({ regex })),
  'WorkspacePolicy.statements, a principal': (stack, arn) => policy(stack, statement({ principals: [new ArnPrincipal(arn)] })),
  'WorkspacePolicy.statements, an action': (stack, action) => policy(stack, statement({ actions: [action] })),
  'WorkspacePolicy.statements, a resource': (stack, arn) => policy(stack, statement({ resources: [arn] })),
  'WorkspacePolicy.statements, a condition': (stack, value) => policy(stack, statement({ conditions: { StringEquals: { 'aws:PrincipalOrgID': value } } })),
};

/** Every property that takes a number, a Duration or a Size. */
const NUMBER_PROPERTIES: Readonly<Record<string, Make<number>>> = {
  'Workspace.retention': (stack, days) => workspaceWith({ retention: Duration.days(days) })(stack),
  'Workspace.outOfOrderTimeWindow': (stack, seconds) => workspaceWith({ outOfOrderTimeWindow: Duration.seconds(seconds) })(stack),
  'Workspace.ruleQueryOffset': (stack, seconds) => workspaceWith({ ruleQueryOffset: Duration.seconds(seconds) })(stack),
  'Workspace.queryLogging.samplesThreshold': (stack, samplesThreshold) => workspaceWith({ queryLogging: { samplesThreshold } })(stack),
  'Workspace.labelSetLimits.maxSeries': (stack, maxSeries) => workspaceWith({ labelSetLimits: [{ labels: { a: 'b' }, maxSeries }] })(stack),
  'AnomalyDetector.evaluationInterval': (stack, seconds) => detector(stack, { evaluationInterval: Duration.seconds(seconds) }),
  'AnomalyDetector.shingleSize': (stack, shingleSize) => detector(stack, { shingleSize }),
  'AnomalyDetector.sampleSize': (stack, sampleSize) => detector(stack, { sampleSize }),
  'AnomalyDetector.ignoreNearExpectedFromAbove': (stack, amount) => detector(stack, { ignoreNearExpectedFromAbove: IgnoreNearExpected.amount(amount) }),
  'AnomalyDetector.ignoreNearExpectedFromBelow': (stack, ratio) => detector(stack, { ignoreNearExpectedFromBelow: IgnoreNearExpected.ratio(ratio) }),
  'RuleGroup.interval': (stack, seconds) => group(stack, { interval: Duration.seconds(seconds) }),
  'RuleGroup.queryOffset': (stack, seconds) => group(stack, { queryOffset: Duration.seconds(seconds) }),
  'RuleGroup.limit': (stack, limit) => group(stack, { limit }),
  'Rule.for': (stack, minutes) => alerting(stack, { for: Duration.minutes(minutes) }),
  'Rule.keepFiringFor': (stack, minutes) => alerting(stack, { keepFiringFor: Duration.minutes(minutes) }),
  'AlertRoute.groupWait': (stack, seconds) => definition(stack, { groupWait: Duration.seconds(seconds) }),
  'AlertRoute.groupInterval': (stack, seconds) => definition(stack, { groupInterval: Duration.seconds(seconds) }),
  'AlertRoute.repeatInterval': (stack, hours) => definition(stack, { repeatInterval: Duration.hours(hours) }),
  'AlertIntegration.pagerDuty.refreshInterval': (stack, minutes) => pagerDuty(stack, { refreshInterval: Duration.minutes(minutes) }),
  'ScrapeConfiguration.scrapeInterval': (stack, seconds) => configuration(stack, { scrapeInterval: Duration.seconds(seconds) }),
  'ScrapeConfiguration.scrapeTimeout': (stack, seconds) => configuration(stack, { scrapeTimeout: Duration.seconds(seconds) }),
  'ScrapeJob.scrapeInterval': (stack, minutes) => job(stack, { scrapeInterval: Duration.minutes(minutes) }),
  'ScrapeJob.sampleLimit': (stack, sampleLimit) => job(stack, { sampleLimit }),
  'ScrapeJob.targetLimit': (stack, targetLimit) => job(stack, { targetLimit }),
  'ScrapeJob.labelLimit': (stack, labelLimit) => job(stack, { labelLimit }),
  'ScrapeJob.labelValueLengthLimit': (stack, labelValueLengthLimit) => job(stack, { labelValueLengthLimit }),
  'ScrapeJob.bodySizeLimit': (stack, mebibytes) => job(stack, { bodySizeLimit: Size.mebibytes(mebibytes) }),
  'ScrapeJob.nativeHistogramBucketLimit': (stack, nativeHistogramBucketLimit) => job(stack, { nativeHistogramBucketLimit }),
  'DnsServiceDiscovery.port': (stack, port) => dns(stack, { type: DnsRecordType.A, port }),
  'DnsServiceDiscovery.refreshInterval': (stack, seconds) => dns(stack, { refreshInterval: Duration.seconds(seconds) }),
  'Relabeling.modulus': (stack, modulus) => relabeling(stack, Relabeling.hashMod({ sourceLabels: ['a'], targetLabel: 'b', modulus })),
};

/** A token in a text, a list or a key, and a number that encodes one. */
const MARKER = /\$\{Token\[|#\{Token\[|-1\.8881545897087\d*e\+?289/;

function templateOf<T>(make: Make<T>, tokenOf: (stack: Stack) => T): string {
  const stack = new Stack(new App(), 'Stack', { env: { account: '111122223333', region: 'eu-west-1' } });
  make(stack, tokenOf(stack));
  return JSON.stringify(Template.fromStack(stack).toJSON());
}

describe.each(Object.entries(TEXT_PROPERTIES))('%s', (_, make) => {
  test.each(Object.entries(TEXTS))('may be %s', (_kind, tokenOf) => {
    expect(templateOf(make, tokenOf)).not.toMatch(MARKER);
  });
});

describe.each(Object.entries(NUMBER_PROPERTIES))('%s', (_, make) => {
  test.each(Object.entries(NUMBERS))('may be %s', (_kind, tokenOf) => {
    expect(templateOf(make, tokenOf)).not.toMatch(MARKER);
  });
});
