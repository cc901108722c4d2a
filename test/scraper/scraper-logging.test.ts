import { App, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { CfnLogGroup, type ILogGroupRef, LogGroup } from 'aws-cdk-lib/aws-logs';
import { ScraperComponent, ScraperDestination } from '../../lib';
import { findCycle } from '../helpers/cycles';
import { evaluate } from '../helpers/evaluate';
import { errorOf } from '../helpers/problems';
import { decision } from '../helpers/iam';
import { aScraper, eksSource } from '../helpers/scrapers';
import { ACCOUNT, anyStack, knownStack, REGION, stackBeside } from '../helpers/stacks';

const PSEUDO = { 'AWS::Partition': 'aws', 'AWS::Region': REGION, 'AWS::AccountId': ACCOUNT };

interface LoggingProperties {
  readonly LoggingDestination: { readonly CloudWatchLogs: { readonly LogGroupArn: unknown } };
}

function loggingOf(stack: Stack): LoggingProperties | undefined {
  const [scraper] = Object.values(Template.fromStack(stack).findResources('AWS::APS::Scraper')) as
    { Properties: { ScraperLoggingConfiguration?: LoggingProperties } }[];
  return scraper?.Properties.ScraperLoggingConfiguration;
}

function arnOf(stack: Stack, references: Record<string, string> = {}): unknown {
  return evaluate(loggingOf(stack)?.LoggingDestination.CloudWatchLogs.LogGroupArn, { ...PSEUDO, ...references });
}

describe('the logs of a scraper', () => {
  test('are disabled by default', () => {
    const stack = anyStack();
    aScraper(stack);

    expect(loggingOf(stack)).toBeUndefined();
    Template.fromStack(stack).resourceCountIs('AWS::Logs::LogGroup', 0);
  });

  test('contain all components, in a new log group, by default', () => {
    const stack = anyStack();
    aScraper(stack, { logging: {} });

    Template.fromStack(stack).hasResourceProperties('AWS::APS::Scraper', {
      ScraperLoggingConfiguration: {
        ScraperComponents: [{ Type: 'SERVICE_DISCOVERY' }, { Type: 'COLLECTOR' }, { Type: 'EXPORTER' }],
      },
    });
    Template.fromStack(stack).hasResource('AWS::Logs::LogGroup', {
      Properties: { LogGroupName: Match.stringLikeRegexp('^/aws/vendedlogs/prometheus/[A-Za-z0-9-]+-Logs$'), RetentionInDays: 30 },
      DeletionPolicy: 'Delete',
    });
  });

  test('contain the specified components, with their options', () => {
    const stack = anyStack();
    aScraper(stack, {
      logging: { components: [ScraperComponent.COLLECTOR.withOptions({ loggingLevel: 'DEBUG' }), ScraperComponent.of('NEW')] },
    });

    Template.fromStack(stack).hasResourceProperties('AWS::APS::Scraper', {
      ScraperLoggingConfiguration: {
        ScraperComponents: [{ Type: 'COLLECTOR', Config: { Options: { loggingLevel: 'DEBUG' } } }, { Type: 'NEW', Config: Match.absent() }],
      },
    });
  });

  test.each([
    ['fail without a component', [], 'specify at least one component'],
    ['fail with a repeated component', [ScraperComponent.EXPORTER, ScraperComponent.EXPORTER], 'must contain each component once, got EXPORTER twice'],
  ])('%s', (_what, components, message) => {
    expect(errorOf(() => aScraper(anyStack(), { logging: { components } })).message).toContain(`logging.components: ${message}`);
  });

  test.each<[string, (stack: Stack) => ILogGroupRef]>([
    ['an L2', stack => new LogGroup(stack, 'Group', { logGroupName: 'mine' })],
    ['an L1', stack => new CfnLogGroup(stack, 'Group', { logGroupName: 'mine' })],
    ['one imported by its name', stack => LogGroup.fromLogGroupName(stack, 'Group', 'mine')],
    ['one imported by an ARN that ends so', stack => LogGroup.fromLogGroupArn(stack, 'Group', `arn:aws:logs:${REGION}:${ACCOUNT}:log-group:mine:*`)],
    ['one imported by an ARN that does not', stack => LogGroup.fromLogGroupArn(stack, 'Group', `arn:aws:logs:${REGION}:${ACCOUNT}:log-group:mine`)],
    ['one of another stack', stack => new LogGroup(stackBeside(stack), 'Group', { logGroupName: 'mine' })],
  ])('go to an ARN that ends with one ":*", given %s', (_what, make) => {
    const stack = knownStack();
    aScraper(stack, { logging: { logGroup: make(stack) } });
    const [id = ''] = Object.keys(Template.fromStack(stack).findResources('AWS::Logs::LogGroup'));
    const exported = JSON.stringify(loggingOf(stack)).match(/"Fn::ImportValue":"([^"]+)"/)?.[1] ?? '';

    expect(arnOf(stack, { [id]: 'mine', [exported]: 'mine' })).toBe(`arn:aws:logs:${REGION}:${ACCOUNT}:log-group:mine:*`);
  });

  test('fail if the log group is in another Region', () => {
    const app = new App();
    const [here, there] = [REGION, 'us-east-1'].map(region => new Stack(app, region, { env: { account: ACCOUNT, region } })) as [Stack, Stack];
    const logGroup = new LogGroup(there, 'Group', { logGroupName: 'mine' });

    expect(errorOf(() => aScraper(here, { logging: { logGroup } })).message)
      .toContain(`logging.logGroup: must be in the scraper's Region ${REGION}, got us-east-1`);
  });

  test('may be delivered by the service, to this log group, for this account', async () => {
    const stack = knownStack();
    aScraper(stack, { logging: {} });
    const template = Template.fromStack(stack);
    const [id = ''] = Object.keys(template.findResources('AWS::Logs::LogGroup'));
    const [policy] = Object.values(template.findResources('AWS::Logs::ResourcePolicy')) as { Properties: { PolicyDocument: unknown } }[];
    const document = JSON.parse(String(evaluate(policy?.Properties.PolicyDocument, { ...PSEUDO, [id]: 'mine' }))) as object;
    const writes = (group: string, source: string, account = ACCOUNT) => decision({
      principal: 'delivery.logs.amazonaws.com', action: 'logs:PutLogEvents', resourcePolicy: document,
      resource: `arn:aws:logs:${REGION}:${ACCOUNT}:log-group:${group}:log-stream:a`,
      context: { 'aws:SourceAccount': account, 'aws:SourceArn': source },
    });

    expect(await writes('mine', `arn:aws:logs:${REGION}:${ACCOUNT}:anything`)).toBe('Allowed');
    expect(await writes('other', `arn:aws:logs:${REGION}:${ACCOUNT}:anything`)).toBe('ImplicitlyDenied');
    expect(await writes('mine', `arn:aws:logs:us-east-1:${ACCOUNT}:anything`)).toBe('ImplicitlyDenied');
    expect(await writes('mine', `arn:aws:logs:${REGION}:${ACCOUNT}:anything`, '1')).toBe('ImplicitlyDenied');
  });

  test('share one policy per stack, which is created before the scrapers', () => {
    const stack = anyStack();
    const [source, destination] = [eksSource(stack), ScraperDestination.cloudWatchDataset()];
    aScraper(stack, { source, destination, logging: {} }, 'First');
    aScraper(stack, { source, destination, logging: {} }, 'Second');
    const template = Template.fromStack(stack);
    const [id] = Object.keys(template.findResources('AWS::Logs::ResourcePolicy'));

    template.resourceCountIs('AWS::Logs::ResourcePolicy', 1);
    for (const scraper of Object.values(template.findResources('AWS::APS::Scraper')) as { DependsOn: string[] }[]) {
      expect(scraper.DependsOn).toContain(id);
    }
    expect(findCycle(template.toJSON())).toBeUndefined();
  });
});
