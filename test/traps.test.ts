import { Template } from 'aws-cdk-lib/assertions';
import { CfnAccessEntry } from 'aws-cdk-lib/aws-eks';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { EksCollector, RuleGroups, RuleGroupsNamespace, ScrapeConfiguration, Workspace } from '../lib';
import { clusterOfV1, clusterOfV2 } from './helpers/clusters';
import { errorOf } from './helpers/findings';
import { securityGroups, subnetsIn } from './helpers/networks';
import { aScraper, eksSource } from './helpers/scrapers';
import { anyStack } from './helpers/stacks';

/** The mistakes that are made most often with collectors, each by its name. The tests beside the code say the rest. */
describe('a mistake that is made often', () => {
  const refused = (text: string) =>
    errorOf(() => aScraper(anyStack(), { scrapeConfiguration: ScrapeConfiguration.fromYaml(text) })).message;
  const job = (...lines: string[]) => ['scrape_configs:', '- job_name: a', ...lines.map(line => `  ${line}`), ''].join('\n');

  test('is to encode the configuration', () => {
    expect(refused(Buffer.from(job()).toString('base64'))).toContain('give the plain YAML');
  });

  test('is to make an access entry for the scraper\'s role', () => {
    const stack = anyStack();
    new CfnAccessEntry(stack, 'Entry', { clusterName: 'prod', principalArn: aScraper(stack).roleArn });

    expect(() => Template.fromStack(stack)).toThrow('EKS refuses an access entry for a collector\'s role');
  });

  test('is to map the role with its path, or to the masters, or to forget the control plane', () => {
    const stack = anyStack();
    new EksCollector(stack, 'Collector', { cluster: clusterOfV1(stack) });
    const manifests = JSON.stringify(Template.fromStack(stack).findResources('Custom::AWSCDK-EKS-KubernetesResource'));

    expect(manifests).not.toMatch(/aws-service-role|system:masters[^}]*aps-collector-user/);
    expect(manifests).toContain('"Fn::Select":[3,');
    expect(manifests).toContain('kcm/metrics');
  });

  test('is to take all private subnets, however many share a zone', () => {
    const stack = anyStack();
    expect(errorOf(() => aScraper(stack, { source: eksSource(stack, { subnets: subnetsIn(stack, 'a', 'a', 'b') }) })).message)
      .toContain('one subnet per Availability Zone');
  });

  test.each([
    [0, 1, 'needs 2 to 5 subnets'],
    [1, 1, 'needs 2 to 5 subnets'],
    [2, 6, 'takes 1 to 5 security groups, got 6'],
  ])('is to give %s subnets and %s security groups', (subnets, groups, message) => {
    const stack = anyStack();
    const source = eksSource(stack, { subnets: subnetsIn(stack, ...['a', 'b'].slice(0, subnets)), securityGroups: securityGroups(stack, groups) });
    expect(errorOf(() => aScraper(stack, { source })).message).toContain(message);
  });

  test('is to give something that is no YAML', () => {
    expect(refused('scrape_configs: [')).toContain('yaml:');
  });

  test('is to give a workspace\'s id for its ARN', () => {
    expect(errorOf(() => Workspace.fromWorkspaceArn(anyStack(), 'Workspace', 'ws-1')).message).toContain('ARN');
  });

  test('is to take the id for the ARN, or the ARN for the id', () => {
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
  ])('is to copy a configuration with %s', (_what, text, message) => {
    expect(refused(text)).toContain(message);
  });

  test('is to give a log group\'s ARN without ":*"', () => {
    const stack = anyStack();
    const logGroup = LogGroup.fromLogGroupArn(stack, 'Group', 'arn:aws:logs:eu-west-1:111122223333:log-group:mine');
    aScraper(stack, { logging: { logGroup } });

    expect(JSON.stringify(Template.fromStack(stack).findResources('AWS::APS::Scraper'))).toContain(':log-group:mine:*"');
  });

  test('is to keep a scraper that nobody needs, or to lose the metrics with the stack, or the tag that the service adds', () => {
    const stack = anyStack();
    new EksCollector(stack, 'Collector', { cluster: clusterOfV2(stack) });
    const template = Template.fromStack(stack);

    expect(Object.values(template.findResources('AWS::APS::Scraper'))[0]).not.toHaveProperty('DeletionPolicy');
    template.hasResource('AWS::APS::Workspace', { DeletionPolicy: 'Retain', Properties: { Tags: [{ Key: 'AMPAgentlessScraper', Value: '' }] } });
  });
});
