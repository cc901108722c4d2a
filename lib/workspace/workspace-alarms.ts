import { Duration } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, type IAlarmAction, type IMetric, MathExpression, type Metric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { propertyInjectable } from 'aws-cdk-lib/core/lib/prop-injectable';
import { Construct } from 'constructs';
import { rangeProblems } from '../private/checks';
import { environmentProblems, homeIn } from '../private/environment';
import { throwProblems } from '../private/errors';
import type { IWorkspace } from './workspace-interface';

/**
 * What is watched, and who is told.
 */
export interface WorkspaceAlarmsProps {
  /**
   * The workspace that is watched, in the Region and the account of the alarms.
   */
  readonly workspace: IWorkspace;

  /**
   * What happens when an alarm goes off, such as a message to a topic, and again when it is over.
   *
   * @default - nothing: the alarms are only shown
   */
  readonly actions?: IAlarmAction[];

  /**
   * How much of a quota may be used, in percent. 1 to 100.
   *
   * @default 80
   */
  readonly quotaPercent?: number;
}

interface RecommendedAlarm {
  readonly id: string;
  readonly description: string;
  readonly metric: (workspace: IWorkspace, period: Duration) => IMetric;
  readonly threshold: (quotaPercent: number) => number;
  readonly comparisonOperator: ComparisonOperator;
  readonly missingData: TreatMissingData;
}

const PERIOD = Duration.minutes(5);
const PERIODS = 3;
const QUOTA_PERCENT = 80;

/**
 * No data is no ingestion; of everything else, no data is no fault.
 *
 * Made when used, so that only an app with alarms loads CloudWatch's.
 */
const recommendedAlarms = (): readonly RecommendedAlarm[] => [
  {
    id: 'NothingIngested',
    description: 'No samples are written to the workspace: no collector reaches it, or none finds a target',
    metric: (workspace, period) => workspace.metricIngestionRate({ period }),
    threshold: () => 0,
    comparisonOperator: ComparisonOperator.LESS_THAN_OR_EQUAL_TO_THRESHOLD,
    missingData: TreatMissingData.BREACHING,
  },
  quota('ActiveSeriesQuota', 'Active series', (workspace, period) => workspace.metricActiveSeries({ period })),
  quota('IngestionRateQuota', 'The ingestion rate', (workspace, period) => workspace.metricIngestionRate({ period })),
  fault('SamplesDiscarded', 'The workspace refuses samples; its logs and the metric\'s reasons tell why',
    (workspace, period) => workspace.metricDiscardedSamples({ period })),
  fault('RuleEvaluationFailures', 'Rules fail, so their alerts do not fire',
    (workspace, period) => workspace.metricRuleEvaluationFailures({ period })),
  fault('RuleGroupIterationsMissed', 'Rule groups take longer than their interval',
    (workspace, period) => workspace.metricRuleGroupIterationsMissed({ period })),
  fault('NotificationsFailed', 'The alert manager cannot send notifications',
    (workspace, period) => workspace.metricAlertManagerNotificationsFailed({ period })),
];

function fault(id: string, description: string, metric: RecommendedAlarm['metric']): RecommendedAlarm {
  return {
    id, description, metric, threshold: () => 0,
    comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD, missingData: TreatMissingData.NOT_BREACHING,
  };
}

/** CloudWatch knows the quota that counts, one that was raised included. */
function quota(id: string, what: string, metric: (workspace: IWorkspace, period: Duration) => Metric): RecommendedAlarm {
  return {
    ...fault(id, `${what} of the workspace near the quota, beyond which samples are refused`, (workspace, period) => new MathExpression({
      expression: '100 * usage / SERVICE_QUOTA(usage)', usingMetrics: { usage: metric(workspace, period) }, label: 'Percent of the quota', period,
    })),
    threshold: quotaPercent => quotaPercent,
    comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
  };
}

/**
 * The alarms that every workspace should have: that nothing is written, that a quota is near, that samples, rules or
 * notifications are lost.
 *
 * A collector has no metrics of its own; where it stops, nothing is written.
 *
 * @see https://docs.aws.amazon.com/prometheus/latest/userguide/AMP-CW-usage-metrics.html
 */
@propertyInjectable
export class WorkspaceAlarms extends Construct {
  /** The name by which an organisation injects defaults into the alarms of all workspaces. */
  public static readonly PROPERTY_INJECTION_ID: string = 'cdk-managed-prometheus.WorkspaceAlarms';

  /** The alarms. */
  public readonly alarms: Alarm[];

  constructor(scope: Construct, id: string, props: WorkspaceAlarmsProps) {
    throwProblems(scope, id, [
      ...environmentProblems(homeIn(scope, 'the alarms\''), { path: 'workspace', construct: props.workspace }),
      ...rangeProblems('quotaPercent', props.quotaPercent, { min: 1, max: 100 }),
    ]);
    super(scope, id);

    const { workspace, actions = [], quotaPercent = QUOTA_PERCENT } = props;
    this.alarms = recommendedAlarms().map(({ id: name, description, metric, threshold, comparisonOperator, missingData }) =>
      new Alarm(this, name, {
        alarmDescription: description,
        metric: metric(workspace, PERIOD),
        threshold: threshold(quotaPercent),
        comparisonOperator,
        evaluationPeriods: PERIODS,
        treatMissingData: missingData,
      }));
    for (const alarm of this.alarms) {
      alarm.addAlarmAction(...actions);
      alarm.addOkAction(...actions);
    }
  }
}
