import type { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { CfnAccessEntry, EndpointAccess } from 'aws-cdk-lib/aws-eks';
import { Key } from 'aws-cdk-lib/aws-kms';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import {
  AlertManagerDefinition,
  CrossAccountRoles, EksCollector, RuleGroups, RuleGroupsNamespace, ScrapeConfiguration, ScraperDestination, type ScraperLogging, Workspace,
  WorkspaceAlarms,
  ClusterAccess,
} from '../lib';
import { clusterOfV1, clusterOfV2 } from './helpers/clusters';
import { errorOf, warnings } from './helpers/problems';
import { securityGroups, subnetsIn } from './helpers/networks';
import { aScraper, eksSource, WORKSPACE_ARN } from './helpers/scrapers';
import { ACCOUNT, anyStack, knownStack } from './helpers/stacks';

/** The most common mistakes with collectors, and how the library prevents each. The tests of each file cover the details. */
describe('a common mistake', () => {
  const refused = (text: string) =>
    errorOf(() => aScraper(anyStack(), { scrapeConfiguration: ScrapeConfiguration.fromYaml(text) })).message;
  const job = (...lines: string[]) => ['scrape_configs:', '- job_name: a', ...lines.map(line => `  ${line}`), ''].join('\n');

  test('fails: a configuration that is encoded', () => {
    expect(refused(Buffer.from(job()).toString('base64'))).toContain('specify the plain YAML');
  });

  test.each([
    ['rules', (text: string) => new RuleGroupsNamespace(anyStack(), 'Rules', {
      workspace: Workspace.fromWorkspaceArn(anyStack(), 'Workspace', WORKSPACE_ARN), ruleGroups: RuleGroups.fromYaml(text),
    }), 'groups: []\n'],
    ['alert manager\'s definition', (text: string) => new Workspace(anyStack(), 'Workspace', { alertManager: AlertManagerDefinition.fromYaml(text) }),
      'alertmanager_config: |\n  route: {receiver: a}\n  receivers: [{name: a}]\n'],
  ])('fails: %s that are encoded', (_what, make, text) => {
    expect(() => make(text)).not.toThrow();
    expect(errorOf(() => make(Buffer.from(text).toString('base64'))).message).toMatch(/plain YAML/);
  });

  test('fails: an access entry for the scraper\'s role', () => {
    const stack = anyStack();
    new CfnAccessEntry(stack, 'Entry', { clusterName: 'prod', principalArn: aScraper(stack).roleArn });

    expect(() => Template.fromStack(stack)).toThrow('EKS refuses an access entry for a service-linked role');
  });

  test('is prevented: a mapping of the role with its path, of the masters group, or without the metrics of the control plane', () => {
    const stack = anyStack();
    new EksCollector(stack, 'Collector', {
      cluster: clusterOfV1(stack, { defaultCapacity: 1 }), access: ClusterAccess.awsAuth({ documentedPermissions: true }),
    });
    const manifests = JSON.stringify(Template.fromStack(stack).findResources('Custom::AWSCDK-EKS-KubernetesResource'));

    expect(manifests).not.toMatch(/aws-service-role|system:masters[^}]*aps-collector-user/);
    expect(manifests).toContain('"Fn::Select":[3,');
    expect(manifests).toContain('kcm/metrics');
  });

  test('fails or causes a warning: discovery of endpoint slices, which the documented access lacks', () => {
    const scrapeConfiguration = ScrapeConfiguration.fromYaml(job('kubernetes_sd_configs:', '- role: endpointslice'));
    const [inMode, byAwsAuth] = [anyStack(), anyStack()];

    expect(errorOf(() => new EksCollector(inMode, 'Collector', { cluster: clusterOfV2(inMode), scrapeConfiguration })).message)
      .toContain('endpointslice');
    new EksCollector(byAwsAuth, 'Collector', { cluster: clusterOfV1(byAwsAuth), scrapeConfiguration });
    expect(warnings(byAwsAuth).join()).toMatch(/not granted: get, list, watch endpointslices \(discovery\.k8s\.io\); .*undocumentedPermissions: true/);
    const chosen = anyStack();
    const access = ClusterAccess.awsAuthMerge({ undocumentedPermissions: true });
    new EksCollector(chosen, 'Collector', { cluster: clusterOfV1(chosen), scrapeConfiguration, access });
    expect(JSON.stringify(Template.fromStack(chosen).toJSON())).toContain('endpointslices');
  });

  test('causes a warning: an API server with only a public endpoint', () => {
    const stack = anyStack();
    new EksCollector(stack, 'Collector', { cluster: clusterOfV1(stack, { endpointAccess: EndpointAccess.PUBLIC }) });
    expect(warnings(stack).join()).toContain('AWS requires a private endpoint of the API server');
  });

  test('fails: all private subnets, if several share a zone', () => {
    const stack = anyStack();
    expect(errorOf(() => aScraper(stack, { source: eksSource(stack, { subnets: subnetsIn(stack, 'a', 'a', 'b') }) })).message)
      .toContain('one subnet per Availability Zone');
  });

  test.each([
    [0, 1, 'specify 2 to 5 subnets'],
    [1, 1, 'specify 2 to 5 subnets'],
    [2, 6, 'specify 1 to 5 security groups, got 6'],
  ])('fails: %s subnets and %s security groups', (subnets, groups, message) => {
    const stack = anyStack();
    const source = eksSource(stack, { subnets: subnetsIn(stack, ...['a', 'b'].slice(0, subnets)), securityGroups: securityGroups(stack, groups) });
    expect(errorOf(() => aScraper(stack, { source })).message).toContain(message);
  });

  test('fails: a text that is not YAML', () => {
    expect(refused('scrape_configs: [')).toContain('yaml:');
  });

  test('fails: a workspace\'s ID in place of its ARN', () => {
    expect(errorOf(() => Workspace.fromWorkspaceArn(anyStack(), 'Workspace', 'ws-1')).message).toContain('ARN');
  });

  test('is prevented: a scraper\'s ARN in place of its ID, or a workspace\'s ID in place of its ARN', () => {
    const stack = anyStack();
    const workspace = new Workspace(stack, 'Metrics');
    const { scraperId } = aScraper(stack);
    new RuleGroupsNamespace(stack, 'Rules', { workspace, ruleGroups: RuleGroups.fromYaml('groups: []\n') });
    const [rules] = Object.values(Template.fromStack(stack).findResources('AWS::APS::RuleGroupsNamespace')) as { Properties: { Workspace: unknown } }[];

    expect(rules?.Properties.Workspace).toEqual(stack.resolve(workspace.workspaceArn));
    expect(stack.resolve(scraperId)).toHaveProperty('Fn::GetAtt', [expect.any(String), 'ScraperId']);
  });

  test.each([
    ['less than 30 seconds', job('scrape_interval: 15s'), '30'],
    ['names in static targets', job('static_configs:', '- targets: [shop.internal:80]'), 'shop.internal'],
    ['credentials of another file', job('bearer_token_file: /token'), '/var/run/secrets'],
    ['a discovery that collectors lack', job('consul_sd_configs:', '- server: localhost:8500'), 'consul_sd_configs'],
  ])('fails: a copied configuration with %s', (_what, text, message) => {
    expect(refused(text)).toContain(message);
  });

  test('causes a warning: AWS\'s relabeling for kube-proxy, with its doubled backslashes', () => {
    const stack = anyStack();
    aScraper(stack, { scrapeConfiguration: ScrapeConfiguration.fromYaml(job('relabel_configs:', '- regex: (.+?)(\\\\:\\\\d+)?', '  target_label: a')) });

    expect(warnings(stack).join()).toContain('cdk-managed-prometheus:doubled-backslash');
  });

  test('fails: writing to another account, or with a customer managed key, with the service-linked role', () => {
    const [stack, other] = [knownStack(), knownStack()];
    const elsewhere = Workspace.fromWorkspaceArn(stack, 'Elsewhere', WORKSPACE_ARN.replace(ACCOUNT, '444455556666'));
    const encrypted = new Workspace(other, 'Encrypted', { encryptionKey: new Key(other, 'Key') });

    expect(errorOf(() => aScraper(stack, { destination: ScraperDestination.workspace(elsewhere) })).message).toContain('account');
    expect(errorOf(() => aScraper(other, { destination: ScraperDestination.workspace(encrypted) })).message).toContain('customer managed key');
  });

  test('is prevented: StringEquals for an external ID with a wildcard', () => {
    const stack = anyStack();
    CrossAccountRoles.inOneAccount(stack, 'Roles', ScraperDestination.cloudWatchDataset());
    const roles = JSON.stringify(Template.fromStack(stack).findResources('AWS::IAM::Role'));

    expect(roles).toContain('"StringLike":{"sts:ExternalId"');
    expect(roles).toContain('"ArnLike":{"aws:SourceArn"');
  });

  test.each<[string, (stack: Stack) => ScraperLogging, string]>([
    ['to another Region', stack => ({
      logGroup: LogGroup.fromLogGroupArn(stack, 'Group', `arn:aws:logs:us-west-2:${ACCOUNT}:log-group:mine`),
    }), 'must be in the scraper\'s Region'],
    ['of no component', () => ({ components: [] }), 'specify at least one component'],
  ])('fails: logs %s', (_how, logging, message) => {
    const stack = knownStack();
    expect(errorOf(() => aScraper(stack, { logging: logging(stack) })).message).toContain(message);
  });

  test('is prevented: an alarm on a metric with fewer dimensions than it has', () => {
    const stack = anyStack();
    new WorkspaceAlarms(stack, 'Alarms', { workspace: new Workspace(stack, 'Workspace') });
    const alarms = JSON.stringify(Template.fromStack(stack).findResources('AWS::CloudWatch::Alarm'));

    expect(alarms).not.toMatch(/"MetricName":"(DiscardedSamples|RuleEvaluationFailures|RuleGroupIterationsMissed)"/);
  });

  test('is prevented: a log group\'s ARN without ":*"', () => {
    const stack = anyStack();
    const logGroup = LogGroup.fromLogGroupArn(stack, 'Group', 'arn:aws:logs:eu-west-1:111122223333:log-group:mine');
    aScraper(stack, { logging: { logGroup } });

    expect(JSON.stringify(Template.fromStack(stack).findResources('AWS::APS::Scraper'))).toContain(':log-group:mine:*"');
  });

  test('is prevented: a retained scraper, a deleted workspace, or a removed tag of the service', () => {
    const stack = anyStack();
    new EksCollector(stack, 'Collector', { cluster: clusterOfV2(stack) });
    const template = Template.fromStack(stack);

    expect(Object.values(template.findResources('AWS::APS::Scraper'))[0]).not.toHaveProperty('DeletionPolicy');
    template.hasResource('AWS::APS::Workspace', { DeletionPolicy: 'RetainExceptOnCreate', Properties: { Tags: [{ Key: 'AMPAgentlessScraper', Value: '' }] } });
  });
});
