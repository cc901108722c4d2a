import { App, Duration, Fn, Stack } from 'aws-cdk-lib';
import { Key } from 'aws-cdk-lib/aws-kms';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { AccountPrincipal, Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { CfnAccessEntry } from 'aws-cdk-lib/aws-eks';
import {
  AlertManagerDefinition, AlertMatcher, AlertReceiver, AnomalyDetector, type AnomalyDetectorProps, ConfigurationEncoding,
  IgnoreNearExpected, type IWorkspace, Rule, RuleGroups, RuleGroupsNamespace, ScrapeConfiguration, ScraperDestination, Workspace,
  WorkspacePolicy, type WorkspaceProps,
} from '../lib';
import { securityGroups, subnetsIn } from './helpers/networks';
import { A_CONFIGURATION, aScraper, eksSource } from './helpers/scrapers';
import { ACCOUNT, REGION } from './helpers/stacks';

const OTHER_ACCOUNT = '444455556666';
const OTHER_REGION = 'us-west-2';
const ARN = `arn:aws:aps:${REGION}:${ACCOUNT}:workspace/ws-1`;

type Make = (stack: Stack) => unknown;

const existing = (stack: Stack, workspaceArn = ARN): IWorkspace => Workspace.fromWorkspaceArn(stack, 'Existing', workspaceArn);
const workspace = (props: WorkspaceProps): Make => stack => new Workspace(stack, 'Workspace', props);
const detector = (props: Partial<AnomalyDetectorProps>): Make => stack => new AnomalyDetector(stack, 'Detector', {
  workspace: existing(stack), alias: 'requests', query: 'sum(up)', ...props,
});
const query = (text: string) => detector({ query: text });
const rules = (ruleGroups: RuleGroups, ruleGroupsNamespaceName = 'rules'): Make => stack => new RuleGroupsNamespace(stack, 'Rules', {
  workspace: existing(stack), ruleGroupsNamespaceName, ruleGroups,
});
const ruleFile = (text: string) => rules(RuleGroups.fromYaml(text));
const group = (fields: string) => ruleFile(`groups: [{ name: g1, ${fields} }]`);
const rule = (fields: string) => group(`rules: [{ ${fields} }]`);
const definition = (text: string) => workspace({ alertManager: AlertManagerDefinition.fromYaml(text) });
const TOPIC = `arn:aws:sns:${REGION}:${ACCOUNT}:alerts`;
const sns = (topicArn = TOPIC) => `sns_configs: [{ topic_arn: "${topicArn}", sigv4: { region: ${REGION} } }]`;
const RECEIVER = `receivers: [{ name: team, ${sns()} }]`;
const statement = (props: object) => new PolicyStatement({
  effect: Effect.ALLOW, principals: [new AccountPrincipal(OTHER_ACCOUNT)], actions: ['aps:QueryMetrics'], ...props,
});
const policy = (props: object): Make => stack => new Workspace(stack, 'Workspace').addToResourcePolicy(statement(props));
const scraper = (props: Parameters<typeof aScraper>[1]): Make => stack => aScraper(stack, props);
const elsewhere = (stack: Stack) => LogGroup.fromLogGroupArn(stack, 'Logs', `arn:aws:logs:${OTHER_REGION}:${ACCOUNT}:log-group:/aws/vendedlogs/prometheus/a:*`);
const here = (stack: Stack) => LogGroup.fromLogGroupArn(stack, 'Logs', `arn:aws:logs:${REGION}:${ACCOUNT}:log-group:/aws/vendedlogs/prometheus/a:*`);

/** An input that AWS refuses, the words of AWS, and those of this library. */
type Refused = readonly [input: string, aws: string, ours: string, make: Make];
/** An input that differs little from a refused one, and that AWS accepts. */
type Accepted = readonly [input: string, make: Make];

const GROUPING = 'expression root\'s aggregation operator cannot include a by or without clause';
const LABEL_NAMES = 'Map keys must satisfy constraint: [a-zA-Z_][a-zA-Z0-9_]*, not beginning with __';
const ACTIONS = 'Resource policy contains actions that are not supported';
const ARGUMENTS = 'Resource policy cannot contain invalid arguments';
const DEFINITION = 'error validating Alertmanager config: ';
const TAGS = 'Tag keys and values must satisfy regular expression pattern';
const RANGE = 'Member must have value within the range';
const ENTRY = 'The caller is not allowed to modify access entries with a principalArn value of a Service Linked Role';
const roleArn = `arn:aws:iam::${ACCOUNT}:role/aws-service-role/scraper.aps.amazonaws.com/AWSServiceRoleForAmazonPrometheusScraper_1`;

const SUBJECTS: Readonly<Record<string, { readonly refused: readonly Refused[]; readonly accepted: readonly Accepted[] }>> = {
  'an anomaly detector': {
    refused: [
      ['sum(up) by (job)', GROUPING, 'query: must not group the outermost aggregation by \'by\'', query('sum(up) by (job)')],
      ['sum by (job) (up)', GROUPING, 'query: must not group the outermost aggregation by \'by\'', query('sum by (job) (up)')],
      ['sum without (job) (up)', GROUPING, 'query: must not group the outermost aggregation by \'without\'', query('sum without (job) (up)')],
      ['sum(up)+1', GROUPING, 'query: must be one aggregation', query('sum(up)+1')],
      ['rate(up[5m])', GROUPING, 'query: must be one aggregation', query('rate(up[5m])')],
      ['topk(5, up)', GROUPING, 'query: must be one aggregation', query('topk(5, up)')],
      ['sum(up', 'unclosed left parenthesis', 'query: is not valid PromQL', query('sum(up')],
      ['the label team-name', LABEL_NAMES, 'labels: must have names of letters, digits and \'_\'', detector({ labels: { 'team-name': 'a' } })],
      ['the label __name__', LABEL_NAMES, 'labels: must have names', detector({ labels: { __name__: 'a' } })],
      ['an empty label value', 'length greater than or equal to 1', 'labels: must have values that are not empty', detector({ labels: { team: '' } })],
      ['the alias -a', 'Value at \'alias\' failed to satisfy constraint', 'alias: must begin with a letter or a digit', detector({ alias: '-a' })],
      ['an interval of 29 s', RANGE, 'evaluationInterval: ', detector({ evaluationInterval: Duration.seconds(29) })],
      ['a shingle size of 1', RANGE, 'shingleSize: must be a whole number from 2 to 1024', detector({ shingleSize: 1 })],
      ['a sample size of 255', RANGE, 'sampleSize: must be a whole number from 256 to 1024', detector({ sampleSize: 255 })],
      ['a negative deviation', RANGE, 'ignoreNearExpectedFromAbove', stack => detector({ ignoreNearExpectedFromAbove: IgnoreNearExpected.ratio(-0.1) })(stack)],
    ],
    accepted: [
      ['avg(up)', query('avg(up)')], ['avg (up)', query('avg (up)')], ['quantile(0.9, up)', query('quantile(0.9, up)')],
      ['sum(rate(up[5m]))', query('sum(rate(up[5m]))')], ['a comment before the root', query('# total\nsum(up)')], ['SUM(up)', query('SUM(up)')],
      ['grouping below the root', query('max(sum by (job) (up))')], ['the label _team', detector({ labels: { _team: 'a-b' } })],
      ['the alias a-', detector({ alias: 'a-' })],
      ['the smallest numbers', detector({ evaluationInterval: Duration.seconds(30), shingleSize: 2, sampleSize: 256 })],
      ['a deviation of 0', stack => detector({ ignoreNearExpectedFromAbove: IgnoreNearExpected.ratio(0) })(stack)],
    ],
  },
  'a workspace': {
    refused: [
      ['an empty alias', 'Member must have length greater than or equal to 1', 'alias: must have 1 to 100 characters, got 0', workspace({ alias: '' })],
      ['an alias of 101 characters', 'Member must have length less than or equal to 100', 'alias: must have 1 to 100 characters, got 101',
        workspace({ alias: 'a'.repeat(101) })],
      ['a label set with __name__: my-metric', '__name__ label value must satisfy regular expression pattern [a-zA-Z_:][a-zA-Z0-9_:]*',
        'must have a metric name', workspace({ labelSetLimits: [{ labels: { __name__: 'my-metric' }, maxSeries: 1 }] })],
      ['a label set with team-name', LABEL_NAMES, 'must have names of letters', workspace({ labelSetLimits: [{ labels: { 'team-name': 'a' }, maxSeries: 1 }] })],
      ['a tag with aws:', TAGS, 'tags: must have keys that do not begin with \'aws:\'', workspace({ tags: { 'aws:team': 'a' } })],
      ['a tag key team#1', TAGS, 'tags: must have keys of 1 to 128', workspace({ tags: { 'team#1': 'a' } })],
      ['a tag value a,b', TAGS, 'tags: must have values of at most 256', workspace({ tags: { team: 'a,b' } })],
      ['a log group of another Region', 'log group must be in the Region of the workspace', 'logging.logGroup', stack => workspace({ logging: { logGroup: elsewhere(stack) } })(stack)],
      ['a query log group of another Region', 'log group must be in the Region of the workspace', 'queryLogging.logGroup',
        stack => workspace({ queryLogging: { logGroup: elsewhere(stack), samplesThreshold: 0 } })(stack)],
    ],
    accepted: [
      ['a name for people', workspace({ alias: 'A name for people' })], ['an alias of 100 characters', workspace({ alias: 'a'.repeat(100) })],
      ['a label set with a recorded metric', workspace({ labelSetLimits: [{ labels: { __name__: 'job:up:sum', team: 'a-b' }, maxSeries: 1 }] })],
      ['a tag with every allowed character', workspace({ tags: { 'Café 1': 'a@b:c/d=e+f' } })],
      ['a log group of its Region', stack => workspace({ logging: { logGroup: here(stack) } })(stack)],
      ['a key of its Region', stack => workspace({ encryptionKey: new Key(stack, 'Key') })(stack)],
    ],
  },
  'a resource policy': {
    refused: [
      ['aps:*', ACTIONS, 'statement.actions: must be actions of the Prometheus-compatible API without wildcards', policy({ actions: ['aps:*'] })],
      ['aps:QueryMetrics*', ACTIONS, 'statement.actions: must be actions', policy({ actions: ['aps:QueryMetrics*'] })],
      ['*', ACTIONS, 'statement.actions: must be actions', policy({ actions: ['*'] })],
      ['aps:DescribeWorkspace', ACTIONS, 'statement.actions: must be actions', policy({ actions: ['aps:DescribeWorkspace'] })],
      ['s3:GetObject', ACTIONS, 'statement.actions: must be actions', policy({ actions: ['s3:GetObject'] })],
      ['no action', ARGUMENTS, 'statement.actions: must have an action', policy({ actions: [] })],
      ['notActions', ARGUMENTS, 'statement.notActions: must be left out', policy({ actions: [], notActions: ['aps:QueryMetrics'] })],
      ['no principal', ARGUMENTS, 'statement.principals: must have a principal', policy({ principals: [] })],
      ['every resource', ARGUMENTS, 'statement.resources: must be the ARN of the workspace', policy({ resources: ['*'] })],
      ['notResources', ARGUMENTS, 'statement.notResources: must be left out', policy({ notResources: [ARN] })],
      ['no statement', ARGUMENTS, 'must have a statement', stack => new WorkspacePolicy(stack, 'Policy', { workspace: existing(stack) })],
      ['a wildcard in a policy of its own', ACTIONS, 'statements[0].actions',
        stack => new WorkspacePolicy(stack, 'Policy', { workspace: existing(stack), statements: [statement({ actions: ['aps:Get*'] })] })],
    ],
    accepted: [
      ['aps:QueryMetrics', policy({})], ['several actions', policy({ actions: ['aps:RemoteWrite', 'aps:GetLabels'] })],
      ['the workspace as the resource', (stack) => {
        const created = new Workspace(stack, 'Workspace');
        created.addToResourcePolicy(statement({ resources: [created.workspaceArn] }));
      }],
    ],
  },
  'a rule file': {
    refused: [
      ['a duration without a unit', 'not a valid duration string: "10"', 'not a valid duration string: "10"', rule('alert: A, expr: up, for: 10')],
      ['an interval without a unit', 'not a valid duration string: "10"', 'not a valid duration string: "10"', group('interval: 10, rules: []')],
      ['a group without a name', 'Groupname must not be empty', 'name', ruleFile('groups: [{ name: "", rules: [] }]')],
      ['a group name twice', 'groupname: "g1" is repeated in the same file', 'g1', ruleFile('groups: [{ name: g1, rules: [] }, { name: g1, rules: [] }]')],
      ['the field intervals', 'field intervals not found in type rulefmt.RuleGroup', 'unknown field \'intervals\'', group('intervals: 1m, rules: []')],
      ['for in a recording rule', 'invalid field \'for\' in recording rule', '\'for\'', rule('record: a, expr: up, for: 1m')],
      ['a rule without expr', 'field \'expr\' must be set in rule', 'expr', rule('alert: A')],
      ['record and alert', 'only one of \'record\' and \'alert\' must be set', '\'record\' and \'alert\'', rule('record: a, alert: A, expr: up')],
      ['neither record nor alert', 'one of \'record\' or \'alert\' must be set', '\'record\' or \'alert\'', rule('expr: up')],
      ['an expression that is none', 'could not parse expression', 'groups[0].rules[0].expr', rule('alert: A, expr: "up =="')],
      ['a typed expression that is none', 'could not parse expression', 'unclosed left parenthesis',
        rules(new RuleGroups([{ name: 'g1', rules: [Rule.recording({ record: 'a', expr: 'sum(' })] }]))],
      ['a typed group name twice', 'groupname: "g1" is repeated in the same file', 'g1', rules(new RuleGroups([{ name: 'g1', rules: [] }, { name: 'g1', rules: [] }]))],
      ['an interval of 29 s', 'ValidationException', 'interval', group('interval: 29s, rules: []')],
      ['the name --', 'namespace name must contain an alphanumeric character', 'ruleGroupsNamespaceName: must have 1 to 64 characters', rules(new RuleGroups([]), '--')],
      ['two namespaces of one name', 'AlreadyExists', 'has the name \'rules\' of', (stack) => {
        const shared = existing(stack);
        for (const id of ['A', 'B']) {
          new RuleGroupsNamespace(stack, id, { workspace: shared, ruleGroupsNamespaceName: 'rules', ruleGroups: RuleGroups.fromYaml('groups: []') });
        }
      }],
      ['a workspace of another Region', 'ResourceNotFoundException', 'workspace',
        stack => new RuleGroupsNamespace(stack, 'Rules', { workspace: existing(stack, ARN.replace(REGION, OTHER_REGION)), ruleGroups: RuleGroups.fromYaml('groups: []') })],
    ],
    accepted: [
      ['a duration with a unit', rule('alert: A, expr: up == 0, for: 10s')], ['an interval of 30 s', group('interval: 30s, rules: []')],
      ['one name in two workspaces', (stack) => {
        for (const id of ['A', 'B']) {
          new RuleGroupsNamespace(stack, id, {
            workspace: new Workspace(stack, `${id}Workspace`), ruleGroupsNamespaceName: 'rules', ruleGroups: RuleGroups.fromYaml('groups: []'),
          });
        }
      }],
      ['the name --a', rules(new RuleGroups([]), '--a')],
    ],
  },
  'an alert manager definition': {
    refused: [
      ['no route', `${DEFINITION}no routes provided`, 'route', definition(RECEIVER)],
      ['a root route without a receiver', `${DEFINITION}root route must specify a default receiver`, 'receiver', definition(`${RECEIVER}\nroute: {}`)],
      ['a receiver that does not exist', `${DEFINITION}undefined receiver "r2" used in route`, 'r2', definition(`${RECEIVER}\nroute: { receiver: r2 }`)],
      ['a receiver twice', `${DEFINITION}notification config name "team" is not unique`, 'team',
        definition(`receivers: [{ name: team, ${sns()} }, { name: team, ${sns()} }]\nroute: { receiver: team }`)],
      ['a receiver without a name', `${DEFINITION}missing name in receiver`, 'name', definition(`receivers: [{ ${sns()} }]\nroute: { receiver: team }`)],
      ['email_configs', 'Invalid Alertmanager receiver type: [email_configs]', 'email_configs',
        definition('receivers: [{ name: team, email_configs: [{ to: a@example.com }] }]\nroute: { receiver: team }')],
      ['a topic without an account', 'Invalid SNS receiver topic account ID', 'topic_arn',
        definition(`receivers: [{ name: team, ${sns(`arn:aws:sns:${REGION}::alerts`)} }]\nroute: { receiver: team }`)],
      ['a topic of another account', 'Invalid SNS receiver topic account ID', OTHER_ACCOUNT,
        definition(`receivers: [{ name: team, ${sns(TOPIC.replace(ACCOUNT, OTHER_ACCOUNT))} }]\nroute: { receiver: team }`)],
      ['a configuration beside its key', 'Malformed Alertmanager definition', 'must be indented', definition(`alertmanager_config: |\nroute: { receiver: team }\n${RECEIVER}`)],
      ['an empty text', 'Empty Alertmanager definition', 'the definition is empty', definition('')],
      ['typed: a receiver that does not exist', `${DEFINITION}undefined receiver "r2" used in route`, 'r2', workspace({
        alertManager: new AlertManagerDefinition({ receivers: [new AlertReceiver({ name: 'team', integrations: [] })], route: { receiver: 'r2' } }),
      })],
      ['typed: a receiver twice', `${DEFINITION}notification config name "team" is not unique`, 'team', workspace({
        alertManager: new AlertManagerDefinition({
          receivers: ['team', 'team'].map(name => new AlertReceiver({ name, integrations: [] })), route: { receiver: 'team' },
        }),
      })],
      ['typed: a root route without a receiver', `${DEFINITION}root route must specify a default receiver`, 'receiver', workspace({
        alertManager: new AlertManagerDefinition({ receivers: [new AlertReceiver({ name: 'team', integrations: [] })], route: {} }),
      })],
      ['typed: matchers on the root route', `${DEFINITION}root route must not have any matchers`, 'match', workspace({
        alertManager: new AlertManagerDefinition({
          receivers: [new AlertReceiver({ name: 'team', integrations: [] })], route: { receiver: 'team', matchers: [AlertMatcher.equal('a', 'b')] },
        }),
      })],
    ],
    accepted: [
      ['a definition', definition(`alertmanager_config: |\n  route: { receiver: team }\n  ${RECEIVER}`)],
      ['a configuration of Alertmanager, which is wrapped', definition(`route: { receiver: team }\n${RECEIVER}`)],
      ['pagerduty_configs', definition('receivers: [{ name: team, pagerduty_configs: [{ routing_key: { aws_secrets_manager: { secret_arn: '
        + `"arn:aws:secretsmanager:${REGION}:${ACCOUNT}:secret:pd-AbCdEf", secret_key: key } } }] }]\nroute: { receiver: team }`)],
      ['a typed receiver without integrations', workspace({
        alertManager: new AlertManagerDefinition({ receivers: [new AlertReceiver({ name: 'team', integrations: [] })], route: { receiver: 'team' } }),
      })],
    ],
  },
  'a scraper': {
    refused: [
      ['one subnet', 'Member must have length greater than or equal to 2', 'specify 2 to 5 subnets', stack => aScraper(stack, { source: eksSource(stack, { subnets: subnetsIn(stack, 'a') }) })],
      ['six subnets', 'Member must have length less than or equal to 5', 'specify 2 to 5 subnets',
        stack => aScraper(stack, { source: eksSource(stack, { subnets: subnetsIn(stack, 'a', 'b', 'c', 'd', 'e', 'f') }) })],
      ['no security group in a list', 'Member must have length greater than or equal to 1', 'specify 1 to 5 security groups',
        stack => aScraper(stack, { source: eksSource(stack, { securityGroups: [] }) })],
      ['six security groups', 'Member must have length less than or equal to 5', 'specify 1 to 5 security groups',
        stack => aScraper(stack, { source: eksSource(stack, { securityGroups: securityGroups(stack, 6) }) })],
      ['the alias -a', 'Member must satisfy regular expression pattern', 'alias: must begin with a letter or a digit', scraper({ alias: '-a' })],
      ['an alias of 101 characters', 'Member must have length less than or equal to 100', 'alias: must have 1 to 100 characters', scraper({ alias: 'a'.repeat(101) })],
      ['a workspace of another Region', 'workspace must be in the same Region', 'destination.workspace',
        stack => aScraper(stack, { destination: ScraperDestination.workspace(existing(stack, ARN.replace(REGION, OTHER_REGION))) })],
      ['a workspace of another account', 'roleConfiguration is required', 'specify roleConfiguration',
        stack => aScraper(stack, { destination: ScraperDestination.workspace(existing(stack, ARN.replace(ACCOUNT, OTHER_ACCOUNT))) })],
      ['a tag with aws:', TAGS, 'tags: must have keys', scraper({ tags: { 'aws:team': 'a' } })],
      ['a base64 configuration', 'Invalid Prometheus scrape configuration', 'the text is base64',
        scraper({ scrapeConfiguration: ScrapeConfiguration.fromYaml(Buffer.from(A_CONFIGURATION).toString('base64')) })],
      ['a configuration that the template encodes', 'Invalid Prometheus scrape configuration', 'leave Fn.base64() out',
        scraper({ scrapeConfiguration: ScrapeConfiguration.fromYaml(Fn.base64(A_CONFIGURATION)) })],
      ['a configuration without jobs', 'Invalid Prometheus scrape configuration', 'scrape_configs', scraper({ scrapeConfiguration: ScrapeConfiguration.fromYaml('global: {}') })],
      ['a log group of another Region', 'log group must be in the Region of the scraper', 'logging.logGroup',
        stack => aScraper(stack, { logging: { logGroup: elsewhere(stack) } })],
      ['an access entry for its role', ENTRY, 'EKS refuses an access entry for a service-linked role',
        stack => new CfnAccessEntry(stack, 'Entry', { clusterName: 'c', principalArn: aScraper(stack).roleArn })],
      ['an access entry for the ARN of such a role', ENTRY, 'EKS refuses an access entry for a service-linked role', (stack) => {
        aScraper(stack);
        new CfnAccessEntry(stack, 'Entry', { clusterName: 'c', principalArn: roleArn });
      }],
    ],
    accepted: [
      ['two subnets', scraper({})], ['the alias a.b_c-1', scraper({ alias: 'a.b_c-1' })],
      ['five security groups', stack => aScraper(stack, { source: eksSource(stack, { securityGroups: securityGroups(stack, 5) }) })],
      ['a configuration that a handler of your own decodes', scraper({ configurationEncoding: ConfigurationEncoding.BASE64 })],
      ['an access entry for another role', (stack) => {
        aScraper(stack);
        new CfnAccessEntry(stack, 'Entry', { clusterName: 'c', principalArn: `arn:aws:iam::${ACCOUNT}:role/Operator` });
      }],
    ],
  },
};

/** The inputs that AWS refuses and that the types of this library do not express. */
const INEXPRESSIBLE: Readonly<Record<string, string>> = {
  'a log group ARN without ":*"': 'a log group is a construct, whose ARN the library writes with `:*`',
  'a policy that is no JSON': 'a policy is made of statements',
  'a source or a destination that is none': 'both are made by factories',
  'a tag key twice': 'tags are a map',
  'scraper logging without components': 'the components have a default',
  'a typed duration without a unit': 'typed rules have a Duration',
  'a typed rule with record and alert': 'a rule is either Rule.recording or Rule.alerting',
  'a typed receiver of a type that the service refuses': 'AlertIntegration has SNS and PagerDuty only',
};

function synthesized(make: Make): unknown {
  const app = new App();
  make(new Stack(app, 'Stack', { env: { account: ACCOUNT, region: REGION } }));
  return app.synth();
}

describe.each(Object.entries(SUBJECTS))('%s', (_, { refused, accepted }) => {
  test.each(refused)('fails for %s, to which AWS answers "%s"', (_input, aws, ours, make) => {
    expect(aws).not.toBe('');
    expect(() => synthesized(make)).toThrow(ours);
  });

  test.each(accepted)('synthesizes with %s, which AWS accepts', (_input, make) => {
    expect(() => synthesized(make)).not.toThrow();
  });
});

test.each(Object.entries(INEXPRESSIBLE))('nothing expresses %s, because %s', (input, reason) => {
  expect([input, reason]).not.toContain('');
});
