import { Duration, type Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import type { MathExpression, MathExpressionOptions, Metric, MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { AlertManagerDefinition, AlertReceiver, type IWorkspace, Workspace, WorkspaceAlarms, type WorkspaceAlarmsProps } from '../../lib';
import { errorOf } from '../helpers/problems';
import { ACCOUNT, anyStack, knownStack, REGION, stackBeside } from '../helpers/stacks';

const ARN = `arn:aws:aps:${REGION}:${ACCOUNT}:workspace/ws-1`;

describe('the metrics of a workspace', () => {
  const workspace = Workspace.fromWorkspaceArn(anyStack(), 'Workspace', ARN);
  const usage = (resource: string) => ({ Service: 'Prometheus', Type: 'Resource', Class: 'None', Resource: resource, ResourceId: 'ws-1' });
  const own = { Workspace: 'ws-1' };

  test.each<[string, (workspace: IWorkspace, options?: MetricOptions) => Metric, string, string, Record<string, string>, string]>([
    ['active series', (it, o) => it.metricActiveSeries(o), 'AWS/Usage', 'ResourceCount', usage('ActiveSeries'), 'Maximum'],
    ['ingestion rate', (it, o) => it.metricIngestionRate(o), 'AWS/Usage', 'ResourceCount', usage('IngestionRate'), 'Average'],
    ['active alerts', (it, o) => it.metricActiveAlerts(o), 'AWS/Usage', 'ResourceCount', usage('ActiveAlerts'), 'Maximum'],
    ['any usage', (it, o) => it.metricUsage('QueryMetricsTPS', o), 'AWS/Usage', 'ResourceCount', usage('QueryMetricsTPS'), 'Average'],
    ['any metric', (it, o) => it.metric('Any', o), 'AWS/Prometheus', 'Any', own, 'Average'],
    ['late samples', (it, o) => it.metricOutOfOrderIngestionRate(o), 'AWS/Prometheus', 'OutOfOrderIngestionRate', own, 'Average'],
    ['queries', (it, o) => it.metricQuerySamplesProcessed(o), 'AWS/Prometheus', 'QuerySamplesProcessed', own, 'Sum'],
    ['rule groups', (it, o) => it.metricRuleGroupLastEvaluationDuration('shop', 'up', o), 'AWS/Prometheus', 'RuleGroupLastEvaluationDuration',
      { ...own, RuleGroup: 'shop;up' }, 'Maximum'],
    ['alerts', (it, o) => it.metricAlertManagerAlertsReceived(o), 'AWS/Prometheus', 'AlertManagerAlertsReceived', own, 'Sum'],
    ['failed notifications', (it, o) => it.metricAlertManagerNotificationsFailed(o), 'AWS/Prometheus', 'AlertManagerNotificationsFailed', own, 'Sum'],
    ['throttled notifications', (it, o) => it.metricAlertManagerNotificationsThrottled(o), 'AWS/Prometheus', 'AlertManagerNotificationsThrottled', own, 'Sum'],
  ])('include %s', (_what, read, namespace, metricName, dimensions, statistic) => {
    expect(read(workspace)).toMatchObject({ namespace, metricName, dimensions, statistic });
    expect(read(workspace, { statistic: 'p99', dimensionsMap: { Reason: 'rate_limited' } }))
      .toMatchObject({ statistic: 'p99', dimensions: { ...dimensions, Reason: 'rate_limited' } });
  });
});

describe('the metrics that the service publishes per rule group or reason', () => {
  const workspace = Workspace.fromWorkspaceArn(anyStack(), 'Workspace', ARN);

  test.each<[string, (options?: MathExpressionOptions) => MathExpression]>([
    ['DiscardedSamples', options => workspace.metricDiscardedSamples(options)],
    ['RuleEvaluations', options => workspace.metricRuleEvaluations(options)],
    ['RuleEvaluationFailures', options => workspace.metricRuleEvaluationFailures(options)],
    ['RuleGroupIterationsMissed', options => workspace.metricRuleGroupIterationsMissed(options)],
  ])('are summed up: %s', (name, read) => {
    expect(read()).toMatchObject({
      expression: `SELECT SUM(${name}) FROM "AWS/Prometheus" WHERE Workspace = 'ws-1'`, label: name, period: Duration.minutes(5),
    });
    expect(read({ label: 'mine', period: Duration.minutes(1) })).toMatchObject({ label: 'mine', period: Duration.minutes(1) });
  });
});

describe('the metrics of an imported workspace', () => {
  const elsewhere = (stack: Stack) => Workspace.fromWorkspaceArn(stack, 'Workspace', 'arn:aws:aps:us-west-2:444455556666:workspace/ws-1');

  test('are read in the workspace\'s Region and account', () => {
    const workspace = elsewhere(knownStack());

    expect(workspace.metricActiveSeries()).toMatchObject({ region: 'us-west-2', account: '444455556666' });
    expect(workspace.metricDiscardedSamples()).toMatchObject({ searchRegion: 'us-west-2', searchAccount: '444455556666' });
  });

  test('are read in the stack\'s environment if the workspace is there or its environment is unknown', () => {
    const here = Workspace.fromWorkspaceArn(knownStack(), 'Workspace', ARN);

    expect(here.metricDiscardedSamples().searchRegion).toBeUndefined();
    expect(elsewhere(anyStack()).metricDiscardedSamples().searchRegion).toBeUndefined();
    expect(elsewhere(anyStack()).metricActiveSeries().region).toBeUndefined();
  });

  test('fail to have alarms, which would never go off; all problems are thrown together', () => {
    const stack = knownStack();

    expect(errorOf(() => new WorkspaceAlarms(stack, 'Alarms', { workspace: elsewhere(stack), quotaPercent: 0 })).message)
      .toBe('Stack/Alarms has 3 problems:\n'
        + '  - workspace: must be in the alarms\' Region eu-west-1, got us-west-2\n'
        + '  - workspace: must be in the alarms\' account 111122223333, got 444455556666\n'
        + '  - quotaPercent: must be a whole number from 1 to 100, got 0');
  });
});

describe('the recommended alarms', () => {
  function alarmsOf(props: Partial<WorkspaceAlarmsProps> = {}, stack: Stack = anyStack()): Record<string, Record<string, unknown>> {
    new WorkspaceAlarms(stack, 'Alarms', { workspace: Workspace.fromWorkspaceArn(stack, 'Workspace', ARN), ...props });
    const alarms = Object.entries(Template.fromStack(stack).findResources('AWS::CloudWatch::Alarm')) as [string, { Properties: Record<string, unknown> }][];
    return Object.fromEntries(alarms.map(([id, { Properties }]) => [id.replace(/^Alarms|.{8}$/g, ''), Properties]));
  }

  test('watch the rate of written samples, and treat missing data as breaching', () => {
    expect(alarmsOf().NothingIngested).toMatchObject({
      TreatMissingData: 'breaching', ComparisonOperator: 'LessThanOrEqualToThreshold', Threshold: 0, EvaluationPeriods: 3,
    });
  });

  test('watch the quotas that matter, under the names that CloudWatch uses', () => {
    for (const id of ['ActiveSeriesQuota', 'IngestionRateQuota']) {
      expect(alarmsOf({ quotaPercent: 90 })[id]).toMatchObject({
        Threshold: 90,
        TreatMissingData: 'notBreaching',
        Metrics: [expect.objectContaining({ Expression: '100 * usage / SERVICE_QUOTA(usage)' }), expect.objectContaining({ Id: 'usage' })],
      });
    }
  });

  test.each(['SamplesDiscarded', 'RuleEvaluationFailures', 'RuleGroupIterationsMissed', 'NotificationsFailed'])('watch %s, and treat missing data as zero', (id) => {
    expect(alarmsOf()[id]).toMatchObject({ Threshold: 0, ComparisonOperator: 'GreaterThanThreshold', TreatMissingData: 'notBreaching' });
  });

  test.each(['SamplesDiscarded', 'RuleEvaluationFailures', 'RuleGroupIterationsMissed'])('sum up %s over every reason and rule group', (id) => {
    expect(alarmsOf()[id]).toMatchObject({ Metrics: [expect.objectContaining({ Expression: expect.stringMatching(/^SELECT SUM/) as string, Period: 300 })] });
  });

  test('are seven, and notify the given actions when they begin and when they end', () => {
    const stack = anyStack();
    const alarms = Object.values(alarmsOf({ actions: [new SnsAction(new Topic(stack, 'Topic'))] }, stack));

    expect(alarms).toHaveLength(7);
    for (const alarm of alarms) expect([alarm.AlarmActions, alarm.OKActions]).toEqual([[expect.anything()], [expect.anything()]]);
  });

  test.each([[1, true], [100, true], [0, false], [101, false]])('leave %s percent of a quota or fail: %s', (quotaPercent, valid) => {
    if (valid) expect(() => alarmsOf({ quotaPercent })).not.toThrow();
    else expect(errorOf(() => alarmsOf({ quotaPercent })).message).toContain('quotaPercent: must be a whole number from 1 to 100');
  });
});

describe('the alarms of a workspace with an alert manager', () => {
  const alertManager = new AlertManagerDefinition({ receivers: [new AlertReceiver({ name: 'team' })], route: { receiver: 'team' } });

  test('include the one that the workspace has for failed notifications, with the actions', () => {
    const stack = knownStack();
    const workspace = new Workspace(stack, 'Workspace', { alertManager });
    const { alarms } = new WorkspaceAlarms(stack, 'Alarms', { workspace, actions: [new SnsAction(new Topic(stack, 'Topic'))] });

    expect(alarms).toContain(workspace.notificationsFailedAlarm);
    Template.fromStack(stack).resourcePropertiesCountIs('AWS::CloudWatch::Alarm', { MetricName: 'AlertManagerNotificationsFailed' }, 1);
    Template.fromStack(stack).hasResourceProperties('AWS::CloudWatch::Alarm', {
      MetricName: 'AlertManagerNotificationsFailed', AlarmActions: [{ Ref: Match.stringLikeRegexp('Topic') }],
    });
  });

  test('create their own alarm for failed notifications in another stack, since the workspace would depend on that stack otherwise', () => {
    const stack = knownStack();
    const workspace = new Workspace(stack, 'Workspace', { alertManager });
    const other = stackBeside(stack);
    new WorkspaceAlarms(other, 'Alarms', { workspace, actions: [new SnsAction(new Topic(other, 'Topic'))] });

    Template.fromStack(other).resourceCountIs('AWS::CloudWatch::Alarm', 7);
  });
});
