import { Duration } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import {
  AnomalyDetector, type AnomalyDetectorProps, IgnoreNearExpected, type IWorkspace, MissingDataAction, Workspace,
} from '../../lib';
import { errorOf } from '../helpers/problems';
import { ACCOUNT, anyStack, knownStack, REGION } from '../helpers/stacks';

const ARN = `arn:aws:aps:${REGION}:${ACCOUNT}:workspace/ws-1`;

function detectorOf(props: Partial<AnomalyDetectorProps> = {}): Template {
  const stack = anyStack();
  const workspace = Workspace.fromWorkspaceArn(stack, 'Workspace', ARN);
  new AnomalyDetector(stack, 'Detector', { workspace, alias: 'requests', query: 'sum(rate(requests_total[5m]))', ...props });
  return Template.fromStack(stack);
}

describe('an anomaly detector', () => {
  test('has the ARN of the workspace, and no property that is not specified', () => {
    expect(Object.values(detectorOf().findResources('AWS::APS::AnomalyDetector'))).toEqual([{
      Type: 'AWS::APS::AnomalyDetector',
      Properties: { Workspace: ARN, Alias: 'requests', Configuration: { RandomCutForest: { Query: 'sum(rate(requests_total[5m]))' } } },
    }]);
  });

  test('has all properties that are specified', () => {
    detectorOf({
      evaluationInterval: Duration.minutes(5), shingleSize: 4, sampleSize: 512,
      ignoreNearExpectedFromAbove: IgnoreNearExpected.ratio(0.1), ignoreNearExpectedFromBelow: IgnoreNearExpected.amount(3),
      missingDataAction: MissingDataAction.SKIP, labels: { severity: 'page' }, tags: { team: 'shop' },
    }).hasResourceProperties('AWS::APS::AnomalyDetector', {
      EvaluationIntervalInSeconds: 300,
      Configuration: {
        RandomCutForest: {
          ShingleSize: 4, SampleSize: 512, IgnoreNearExpectedFromAbove: { Ratio: 0.1 }, IgnoreNearExpectedFromBelow: { Amount: 3 },
        },
      },
      MissingDataAction: { Skip: true, MarkAsAnomaly: Match.absent() },
      Labels: [{ Key: 'severity', Value: 'page' }],
      Tags: [{ Key: 'team', Value: 'shop' }],
    });
    detectorOf({ missingDataAction: MissingDataAction.MARK_AS_ANOMALY })
      .hasResourceProperties('AWS::APS::AnomalyDetector', { MissingDataAction: { MarkAsAnomaly: true, Skip: Match.absent() } });
  });

  const labels = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`l${index}`, 'a']));
  const query = (length: number) => `sum(${'a'.repeat(length - 5)})`;

  test.each<[string, Partial<AnomalyDetectorProps>]>([
    ['30 seconds', { evaluationInterval: Duration.seconds(30) }],
    ['a day', { evaluationInterval: Duration.days(1) }],
    ['the smallest sizes', { shingleSize: 2, sampleSize: 256 }],
    ['the largest sizes', { shingleSize: 1024, sampleSize: 1024 }],
    ['no tolerance', { ignoreNearExpectedFromAbove: IgnoreNearExpected.amount(0) }],
    ['140 labels', { labels: labels(140) }],
    ['8192 characters', { query: query(8192) }],
    ['a space before the parenthesis', { query: '  avg (up)' }],
    ['capitals', { query: 'SUM(up)' }],
    ['a parameter', { query: 'quantile(0.9, up)' }],
    ['a grouping inside of the root', { query: 'sum(count by (job) (up))' }],
    ['a grouping inside, after its aggregation', { query: 'sum(count(up) by (job))' }],
    ['a comment in front', { query: '# all of them\nsum(up)' }],
    ['parentheses around the whole expression', { query: '(sum(up))' }],
    ['a label that begins with one underscore', { labels: { _team: 'shop' } }],
    ['64 characters of alias', { alias: 'a'.repeat(64) }],
  ])('accepts %s', (_what, props) => {
    expect(() => detectorOf(props)).not.toThrow();
  });

  test.each<[string, Partial<AnomalyDetectorProps>, string]>([
    ['29 seconds', { evaluationInterval: Duration.seconds(29) }, 'evaluationInterval: must be from 30 to 86400 seconds'],
    ['a day and a second', { evaluationInterval: Duration.seconds(86_401) }, 'evaluationInterval: must be from 30 to 86400 seconds'],
    ['a shingle of 1', { shingleSize: 1 }, 'shingleSize: must be a whole number from 2 to 1024, got 1'],
    ['a shingle of 1025', { shingleSize: 1025 }, 'shingleSize'],
    ['255 samples', { sampleSize: 255 }, 'sampleSize: must be a whole number from 256 to 1024, got 255'],
    ['1025 samples', { sampleSize: 1025 }, 'sampleSize'],
    ['a tolerance below 0', { ignoreNearExpectedFromBelow: IgnoreNearExpected.ratio(-0.1) }, 'ignoreNearExpectedFromBelow: must have ratio of at least 0, got -0.1'],
    ['141 labels', { labels: labels(141) }, 'labels: specify at most 140 labels, got 141'],
    ['8193 characters', { query: query(8193) }, 'query: must have at most 8192 characters, got 8193'],
    ['a query that is not an aggregation', { query: 'rate(up[5m])' }, 'query: must be one aggregation'],
    ['an aggregation that the service does not take', { query: 'topk(5, up)' }, 'query: must be one aggregation'],
    ['a metric that begins like one', { query: 'summary_total' }, 'query: must be one aggregation'],
    ['a grouping in front', { query: 'sum by (job) (up)' }, 'query: must not group the outermost aggregation'],
    ['a grouping in capitals', { query: 'SUM WITHOUT (pod) (up)' }, 'query: must not group the outermost aggregation'],
    ['an operation outside of the aggregation', { query: 'sum(up) + 1' }, 'query: must be one aggregation'],
    ['a sign in front of the aggregation', { query: '-sum(up)' }, 'query: must be one aggregation'],
    ['a grouping in parentheses', { query: '(sum by (job) (up))' }, 'query: must not group the outermost aggregation'],
    ['a syntax error', { query: 'sum(up' }, 'query: is not valid PromQL: unclosed left parenthesis'],
    ['a grouping after the aggregation', { query: 'sum(up) by (job)' }, 'query: must not group the outermost aggregation'],
    ['a label with a dash', { labels: { 'team-name': 'shop' } }, 'labels: must have names of letters, digits and \'_\''],
    ['the label __name__', { labels: { __name__: 'shop' } }, 'got \'__name__\''],
    ['a label without a value', { labels: { team: '' } }, 'labels: must have values that are not empty, got \'\' for \'team\''],
    ['a tag that AWS reserves', { tags: { 'aws:team': 'shop' } }, 'tags: must have keys that do not begin with \'aws:\''],
    ['65 characters of alias', { alias: 'a'.repeat(65) }, 'alias: must have 1 to 64 characters, got 65'],
    ['an alias that begins with a dash', { alias: '-a' }, 'alias: must begin with a letter or a digit'],
  ])('fails with %s', (_what, props, message) => {
    expect(errorOf(() => detectorOf(props)).message).toContain(message);
  });

  test('can be imported by its ARN', () => {
    const anomalyDetectorArn = `arn:aws:aps:${REGION}:${ACCOUNT}:anomalydetector/ws-1/ad-1`;
    const detector = AnomalyDetector.fromAnomalyDetectorArn(anyStack(), 'Detector', anomalyDetectorArn);
    expect([detector.anomalyDetectorArn, detector.anomalyDetectorRef, detector.anomalyDetectorId])
      .toEqual([anomalyDetectorArn, { anomalyDetectorArn }, 'ad-1']);
  });
});

test('fails if an anomaly detector is in another Region or account than its workspace', () => {
  const stack = knownStack();
  const make = (workspace: IWorkspace) => new AnomalyDetector(stack, workspace.workspaceArn === ARN ? 'Own' : 'Another', { workspace, alias: 'requests', query: 'sum(up)' });
  const elsewhere = Workspace.fromWorkspaceArn(knownStack(), 'Elsewhere', 'arn:aws:aps:us-west-2:444455556666:workspace/ws-1');

  expect(() => make(Workspace.fromWorkspaceArn(stack, 'Here', ARN))).not.toThrow();
  expect(errorOf(() => make(elsewhere)).message).toBe('Stack/Another has 2 problems:\n'
    + `  - workspace: must be in the anomaly detector's Region ${REGION}, got us-west-2\n`
    + `  - workspace: must be in the anomaly detector's account ${ACCOUNT}, got 444455556666`);
});
