import { App, Duration, Fn, Stack } from 'aws-cdk-lib';
import {
  CfnAnomalyDetector, CfnResourcePolicy, CfnRuleGroupsNamespace, CfnScraper, type CfnScraperProps, CfnWorkspace,
} from 'aws-cdk-lib/aws-aps';
import { Alarm, Metric, PromQLAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { CfnAccessEntry } from 'aws-cdk-lib/aws-eks';
import { RESOURCE_RULES } from '../../lib/plugin/resource-rules';
import { ACCOUNT, REGION } from '../helpers/stacks';
import { pluginViolations } from './violations';

const ARN = `arn:aws:aps:${REGION}:${ACCOUNT}:workspace/ws-1`;
const LOG_GROUP = `arn:aws:logs:${REGION}:${ACCOUNT}:log-group:/aws/vendedlogs/prometheus/logs`;
const GOOD = 'global: {external_labels: {cluster: production}}\nscrape_configs: [{job_name: a, static_configs: [{targets: [10.0.0.1]}]}]';

type Make = (stack: Stack) => unknown;

const workspace = (props: object): Make => stack => new CfnWorkspace(stack, 'Workspace', props);
const detector = (query: string, props: object = {}, forest: object = {}): Make => stack => new CfnAnomalyDetector(stack, 'Detector', {
  workspace: ARN, alias: 'requests', configuration: { randomCutForest: { query, ...forest } }, ...props,
});
/** A detector whose configuration is chosen at deployment. */
const conditional = (Query: string): Make => stack => new CfnAnomalyDetector(stack, 'Detector', {
  workspace: ARN, alias: 'requests', configuration: Fn.conditionIf('Large', { RandomCutForest: { Query } }, { RandomCutForest: { Query: 'avg(up)' } }),
});
const alarm = (query: string): Make => stack => new PromQLAlarm(stack, 'Alarm', { query, evaluationInterval: Duration.minutes(1) });
const namespace = (name: string, data = 'groups: []'): Make => stack => new CfnRuleGroupsNamespace(stack, 'Rules', { workspace: ARN, name, data });
const scraper = (props: Partial<CfnScraperProps> = {}, eksConfiguration: object = {}): Make => stack => new CfnScraper(stack, 'Scraper', {
  source: {
    eksConfiguration: { clusterArn: `arn:aws:eks:${REGION}:${ACCOUNT}:cluster/c`, subnetIds: ['subnet-a', 'subnet-b'], ...eksConfiguration },
  },
  destination: { ampConfiguration: { workspaceArn: ARN } },
  scrapeConfiguration: { configurationBlob: GOOD },
  ...props,
});
const statement = { Effect: 'Allow', Principal: { AWS: '444455556666' }, Action: 'aps:QueryMetrics', Resource: ARN };
const policy = (document: unknown): Make => stack => new CfnResourcePolicy(stack, 'Policy', {
  workspaceArn: ARN, policyDocument: typeof document === 'string' ? document : JSON.stringify(document),
});
const accessEntry = (principalArn: string): Make => stack => new CfnAccessEntry(stack, 'Entry', { clusterName: 'c', principalArn });
const labels = (name: string, value: string) => ({
  workspaceConfiguration: { limitsPerLabelSets: [{ labelSet: [{ name, value }], limits: {} }] },
});
const queryLogging = (logGroupArn: string) => ({
  queryLoggingConfiguration: { destinations: [{ cloudWatchLogs: { logGroupArn }, filters: { qspThreshold: 0 } }] },
});
const scraperLogging = (logGroupArn: string) => ({
  scraperLoggingConfiguration: { loggingDestination: { cloudWatchLogs: { logGroupArn } }, scraperComponents: [] },
});
const tags = (key: string, value = '') => ({ tags: [{ key, value }] });

/** Each rule with inputs that AWS refuses, and with similar inputs that it accepts. */
const CASES: Readonly<Record<string, { readonly refused: Make[]; readonly accepted: Make[] }>> = {
  'encoded-configuration': {
    refused: [scraper({ scrapeConfiguration: { configurationBlob: Fn.base64(GOOD) } })],
    accepted: [scraper(), scraper({ scrapeConfiguration: { configurationBlob: Fn.importValue('Configuration') } })],
  },
  'unknown-source': { refused: [scraper({ destination: Fn.importValue('Destination') as never })], accepted: [scraper()] },
  'subnets': {
    refused: [scraper({}, { subnetIds: ['subnet-a'] }), scraper({}, { subnetIds: ['a', 'b', 'c', 'd', 'e', 'f'] })],
    accepted: [scraper(), scraper({}, { subnetIds: Fn.split(',', Fn.importValue('Subnets')) })],
  },
  'security-group-count': {
    refused: [scraper({}, { securityGroupIds: ['a', 'b', 'c', 'd', 'e', 'f'] })], accepted: [scraper({}, { securityGroupIds: ['sg-a'] })],
  },
  'workspace-environment': {
    refused: [
      scraper({ destination: { ampConfiguration: { workspaceArn: ARN.replace(REGION, 'us-west-2') } } }),
      scraper({ destination: { ampConfiguration: { workspaceArn: ARN.replace(ACCOUNT, '444455556666') } } }),
    ],
    accepted: [
      scraper(),
      scraper({ destination: { ampConfiguration: { workspaceArn: Fn.importValue('Workspace') } } }),
      scraper({
        destination: { ampConfiguration: { workspaceArn: ARN.replace(ACCOUNT, '444455556666') } },
        roleConfiguration: { sourceRoleArn: `arn:aws:iam::${ACCOUNT}:role/s`, targetRoleArn: 'arn:aws:iam::444455556666:role/t' },
      }),
    ],
  },
  'scraper-alias': { refused: [scraper({ alias: '-a' }), scraper({ alias: 'a'.repeat(101) })], accepted: [scraper({ alias: 'a.b_c-1' })] },
  'workspace-alias': {
    refused: [workspace({ alias: '' }), workspace({ alias: 'a'.repeat(101) })], accepted: [workspace({ alias: 'A name for people' })],
  },
  'label-set-limit': {
    refused: [workspace(labels('team-name', 'a')), workspace(labels('__name__', 'my-metric'))],
    accepted: [workspace(labels('team', 'a-b')), workspace(labels('__name__', 'job:up:sum'))],
  },
  'rule-groups-namespace-name': { refused: [namespace('--')], accepted: [namespace('--a')] },
  'anomaly-detector-query': {
    refused: [
      detector('sum by (job) (up)'), detector('sum(up) by (job)'), detector('rate(up[5m])'), detector('topk(5, up)'), detector('sum(up)+1'),
      conditional('sum by (job) (up)'),
    ],
    accepted: [detector('sum(rate(up[5m]))'), conditional('sum(up)'), detector('avg (up)'), detector('quantile(0.9, up)'), detector('SUM(up)')],
  },
  'uncertain-detector-query': {
    refused: [detector('sum(up offset 96d)'), detector('avg(max_over_time(rate(a[6d])[90d:1d]))'), detector('sum(mad_over_time(up[5m]))')],
    accepted: [detector('sum(up offset 95d)'), detector('sum(rate(up[5m]))'), detector(`sum(up{a="${Fn.ref('AWS::Region')}"} offset 96d)`), detector('sum(up')],
  },
  'promql-alarm-query': {
    refused: [alarm('sum(up'), alarm('sum(up) by job'), alarm('no_such_function(up)')],
    accepted: [
      alarm('sum by ("@resource.service.name") ({"http.server.active_requests"})'), alarm('histogram_avg(rate(a[5m])) > 1'),
      alarm(`up{job="${Fn.ref('AWS::Region')}"} == 0`), alarm('limitk(5, up)'),
      stack => new Alarm(stack, 'Metric', { metric: new Metric({ namespace: 'a', metricName: 'b' }), threshold: 1, evaluationPeriods: 1 }),
    ],
  },
  'anomaly-detector-label': {
    refused: [
      detector('sum(up)', { labels: [{ key: 'team-name', value: 'a' }] }), detector('sum(up)', { labels: [{ key: '__name__', value: 'a' }] }),
      detector('sum(up)', { labels: [{ key: 'team', value: '' }] }),
    ],
    accepted: [detector('sum(up)', { labels: [{ key: '_team', value: 'a-b' }] })],
  },
  'anomaly-detector-alias': { refused: [detector('sum(up)', { alias: '-a' })], accepted: [detector('sum(up)', { alias: 'a-' })] },
  'anomaly-detector-range': {
    refused: [
      detector('sum(up)', { evaluationIntervalInSeconds: 29 }), detector('sum(up)', {}, { shingleSize: 1 }),
      detector('sum(up)', {}, { sampleSize: 255 }), detector('sum(up)', {}, { ignoreNearExpectedFromAbove: { ratio: -0.1 } }),
    ],
    accepted: [detector('sum(up)', { evaluationIntervalInSeconds: 30 }, { shingleSize: 2, sampleSize: 256, ignoreNearExpectedFromAbove: { amount: 0 } })],
  },
  'workspace-policy': {
    refused: [
      policy({ Statement: [{ ...statement, Action: 'aps:*' }] }), policy({ Statement: [{ ...statement, Action: ['aps:QueryMetrics*'] }] }),
      policy({ Statement: [{ ...statement, Action: '*' }] }), policy({ Statement: [{ ...statement, Action: 'aps:DescribeWorkspace' }] }),
      policy({ Statement: [{ ...statement, Action: 's3:GetObject' }] }), policy({ Statement: [{ ...statement, Principal: undefined }] }),
      policy({ Statement: [{ ...statement, Resource: '*' }] }), policy({ Statement: [{ ...statement, NotResource: ARN }] }),
      policy({ Statement: [] }), policy('{'),
    ],
    accepted: [
      policy({ Statement: statement }), policy({ Statement: [{ ...statement, Action: ['aps:RemoteWrite', 'aps:GetLabels'] }] }),
      policy({ Statement: [{ ...statement, Action: 'aps:ListAlerts' }] }),
      stack => policy(stack.toJsonString({ Statement: [{ ...statement, Resource: Fn.importValue('Workspace') }] }))(stack),
    ],
  },
  'log-group': {
    refused: [
      workspace({ loggingConfiguration: { logGroupArn: LOG_GROUP } }),
      workspace({ loggingConfiguration: { logGroupArn: `${LOG_GROUP.replace(REGION, 'us-west-2')}:*` } }),
      workspace(queryLogging(LOG_GROUP)),
      scraper(scraperLogging(LOG_GROUP)),
    ],
    accepted: [workspace({ loggingConfiguration: { logGroupArn: `${LOG_GROUP}:*` } }), workspace(queryLogging(`${LOG_GROUP}:*`))],
  },
  'tags': {
    refused: [workspace(tags('aws:team')), workspace(tags('team#1')), workspace(tags('team', 'a,b')), scraper(tags('a'.repeat(129)))],
    accepted: [workspace(tags('Équipe 1', 'a@b:c/d=e+f'))],
  },
  'access-entry': {
    refused: [accessEntry(`arn:aws:iam::${ACCOUNT}:role/aws-service-role/scraper.aps.amazonaws.com/AWSServiceRoleForAmazonPrometheusScraper_1`),
      (stack) => {
        const { attrRoleArn } = scraper()(stack) as CfnScraper;
        accessEntry(attrRoleArn)(stack);
      }],
    accepted: [accessEntry(`arn:aws:iam::${ACCOUNT}:role/Operator`)],
  },
};

function ruleNames(make: Make): string[] {
  const app = new App();
  make(new Stack(app, 'Stack', { env: { account: ACCOUNT, region: REGION } }));
  return [...new Set(pluginViolations(app).map(({ ruleName }) => ruleName))];
}

test('every rule about a resource has cases here', () => {
  expect(Object.keys(CASES).sort()).toEqual(RESOURCE_RULES.map(({ id }) => id).sort());
});

describe.each(Object.entries(CASES))('the rule %s', (id, { refused, accepted }) => {
  test.each(refused.map((make, index) => [index + 1, make] as const))('reports case %d of an L1 that AWS refuses', (_index, make) => {
    expect(ruleNames(make)).toEqual([id]);
  });

  test.each(accepted.map((make, index) => [index + 1, make] as const))('reports nothing for case %d of an L1 that AWS accepts', (_index, make) => {
    expect(ruleNames(make)).not.toContain(id);
  });
});
