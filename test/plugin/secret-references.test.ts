import { App, Fn, SecretValue, Stack } from 'aws-cdk-lib';
import { CfnRuleGroupsNamespace, CfnScraper, CfnWorkspace } from 'aws-cdk-lib/aws-aps';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import {
  AlertIntegration, AlertManagerDefinition, AlertReceiver, AnomalyDetector, Rule, RuleGroups, RuleGroupsNamespace, ScrapeConfiguration,
  Workspace,
} from '../../lib';
import { aScraper } from '../helpers/scrapers';
import { ACCOUNT, REGION } from '../helpers/stacks';
import { pluginViolations } from './violations';

const ARN = `arn:aws:aps:${REGION}:${ACCOUNT}:workspace/ws-1`;

const configuration = (reference: string) => `global: { external_labels: { team: "${reference}" } }\n`
  + 'scrape_configs: [{ job_name: app, static_configs: [{ targets: ["10.0.0.1:80"] }] }]\n';
const rules = (reference: string) => 'groups: [{ name: a, rules: [{ alert: Down, expr: up == 0, labels: { severity: page }, '
  + `annotations: { summary: "{{ $labels.job }} ${reference} {{ $value | humanize }}" } }] }]\n`;
const alertManager = (reference: string) => 'alertmanager_config: |\n  route: { receiver: team }\n  receivers:\n  - name: team\n    sns_configs:\n'
  + `    - topic_arn: arn:aws:sns:${REGION}:${ACCOUNT}:topic\n      sigv4: { region: ${REGION} }\n      subject: "${reference}"\n`;

/** The texts that the service stores, in a construct of this library and in an L1. */
const TEXTS: Readonly<Record<string, {
  readonly text: (reference: string) => string;
  readonly construct: (stack: Stack, text: string) => unknown;
  readonly resource: (stack: Stack, text: string) => unknown;
}>> = {
  'a scrape configuration': {
    text: configuration,
    construct: (stack, text) => aScraper(stack, { scrapeConfiguration: ScrapeConfiguration.fromYaml(text) }),
    resource: (stack, text) => new CfnScraper(stack, 'Scraper', {
      source: { vpcConfiguration: { securityGroupIds: ['sg-1'], subnetIds: ['subnet-a', 'subnet-b'] } },
      destination: { ampConfiguration: { workspaceArn: ARN } }, scrapeConfiguration: { configurationBlob: text },
    }),
  },
  'a rule file': {
    text: rules,
    construct: (stack, text) => new RuleGroupsNamespace(stack, 'Rules', {
      workspace: Workspace.fromWorkspaceArn(stack, 'Workspace', ARN), ruleGroups: RuleGroups.fromYaml(text),
    }),
    resource: (stack, data) => new CfnRuleGroupsNamespace(stack, 'Rules', { workspace: ARN, name: 'a', data }),
  },
  'an alert manager definition': {
    text: alertManager,
    construct: (stack, text) => new Workspace(stack, 'Workspace', { alertManager: AlertManagerDefinition.fromYaml(text) }),
    resource: (stack, alertManagerDefinition) => new CfnWorkspace(stack, 'Workspace', { alertManagerDefinition }),
  },
};

const SECRETS = ['{{resolve:secretsmanager:key:SecretString:token::}}', '{{resolve:ssm-secure:/key:1}}'];
const OTHERS = ['{{resolve:ssm:/team}}', 'resolve:secretsmanager:key', '{{resolve:secretsmanager:key', 'arn:aws:secretsmanager:eu-west-1:1:secret:a'];

function stackIn(app = new App()): Stack {
  return new Stack(app, 'Stack', { env: { account: ACCOUNT, region: REGION } });
}

/** The violations of an app whose constructs synthesize. */
function violations(make: (stack: Stack) => unknown): string[] {
  const app = new App();
  make(stackIn(app));
  return pluginViolations(app).filter(({ severity }) => severity === 'error').map(({ ruleName }) => ruleName);
}

describe.each(Object.entries(TEXTS))('the text of %s', (_, { text, construct, resource }) => {
  test.each(SECRETS)('fails in a construct if it refers to a secret: %s', (reference) => {
    expect(() => construct(stackIn(), text(reference))).toThrow(/must not refer to secrets, got \{\{resolve:[a-z-]+:…\}\}.*CloudFormation resolves/);
  });

  test('fails at synthesis if a token is a reference to a secret', () => {
    const app = new App();
    const stack = stackIn(app);
    construct(stack, text(Secret.fromSecretNameV2(stack, 'Secret', 'key').secretValue.unsafeUnwrap()));
    expect(() => app.synth()).toThrow(/(?:scrapeConfiguration|ruleGroups|alertManager): .*must not refer to secrets/);
  });

  test.each(SECRETS)('fails in an L1 if it refers to a secret: %s', (reference) => {
    expect(violations(stack => resource(stack, text(reference)))).toEqual(['secret-reference']);
  });

  test('fails in an L1 if a token is a reference to a secret', () => {
    expect(violations(stack => resource(stack, text(SecretValue.secretsManager('key').unsafeUnwrap())))).toEqual(['secret-reference']);
    expect(violations(stack => resource(stack, text(SecretValue.secretsManager(Fn.importValue('Secret')).unsafeUnwrap())))).toEqual(['secret-reference']);
  });

  test.each(OTHERS)('may contain %s', (reference) => {
    expect(() => construct(stackIn(), text(reference))).not.toThrow('must not refer to secrets');
    expect(violations(stack => resource(stack, text(reference)))).not.toContain('secret-reference');
  });
});

test('typed rules fail if they refer to a secret', () => {
  const ruleGroups = new RuleGroups([{
    name: 'a', rules: [Rule.alerting({ alert: 'Down', expr: 'up == 0', annotations: { summary: '{{resolve:secretsmanager:key}}' } })],
  }]);
  expect(ruleGroups.problems().map(({ ruleId, severity }) => `${severity} ${ruleId}`)).toContain('error secret-reference');
});

test('a receiver names a secret by its ARN', () => {
  const app = new App();
  const stack = stackIn(app);
  const secret = new Secret(stack, 'Secret', { encryptionKey: new Key(stack, 'Key') });
  new Workspace(stack, 'Workspace', {
    alertManager: new AlertManagerDefinition({
      receivers: [new AlertReceiver({
        name: 'team', integrations: [AlertIntegration.pagerDuty({ secret, secretKey: 'routing_key' })],
      })],
      route: { receiver: 'team' },
    }),
  });
  expect(() => app.synth()).not.toThrow();
});

const [SECRET = ''] = SECRETS;

test.each<[string, (stack: Stack, reference: string) => unknown]>([
  ['the alias of a workspace', (stack, alias) => new Workspace(stack, 'Workspace', { alias })],
  ['a tag', (stack, team) => new Workspace(stack, 'Workspace', { tags: { team } })],
  ['a label set', (stack, team) => new Workspace(stack, 'Workspace', { labelSetLimits: [{ labels: { team }, maxSeries: 1 }] })],
  ['the query of an anomaly detector', (stack, value) => detector(stack, { query: `sum(up{a="${value}"})` })],
  ['a label of an anomaly detector', (stack, team) => detector(stack, { labels: { team } })],
])('%s may refer to a parameter, and fails if it refers to a secret', (_, make) => {
  expect(() => make(stackIn(), '{{resolve:ssm:/team}}')).not.toThrow();
  expect(() => make(stackIn(), SECRET)).toThrow('must not refer to secrets');
});

function detector(stack: Stack, props: object): AnomalyDetector {
  return new AnomalyDetector(stack, 'Detector', {
    workspace: Workspace.fromWorkspaceArn(stack, 'Workspace', ARN), alias: 'a', query: 'sum(up)', ...props,
  });
}

test('every value may come from a parameter', () => {
  const parameter = '{{resolve:ssm:/app/${Token[AWS.Region.4]}/value}}';
  const text = `groups: [{ name: a, interval: ${parameter}, rules: [{ alert: Down, expr: "up < ${parameter}", for: ${parameter} }] }]`;
  expect(RuleGroups.fromYaml(text).problems()).toEqual([]);
});
