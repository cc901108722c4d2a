import { Duration, Stack } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, type IAlarmAction, type IMetric, MathExpression, type Metric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { propertyInjectable } from 'aws-cdk-lib/core/lib/prop-injectable';
import { Construct } from 'constructs';
import { rangeProblems } from '../private/checks';
import { environmentProblems, homeIn } from '../private/environment';
import { throwProblems } from '../private/errors';
import type { Workspace } from './workspace';
import type { IWorkspace } from './workspace-interface';

/**
 * Properties for defining the alarms of a workspace.
 */
export interface WorkspaceAlarmsProps {
  /**
   * The workspace to monitor, in the Region and the account of the alarms.
   */
  readonly workspace: IWorkspace;

  /**
   * The actions when an alarm enters the ALARM state and when it returns to OK.
   *
   * @default - no actions
   */
  readonly actions?: IAlarmAction[];

  /**
   * The percentage of a quota at which an alarm enters the ALARM state: 1 to 100.
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
const NOTIFICATIONS_FAILED = 'NotificationsFailed';

/**
 * Missing data means that nothing is ingested; for every other alarm it means that nothing is wrong.
 *
 * Created when it is used, so that only an app with alarms loads aws-cloudwatch.
 */
const recommendedAlarms = (): readonly RecommendedAlarm[] => [
  {
    id: 'NothingIngested',
    description: 'No samples are ingested: no collector reaches the workspace, or none discovers a target',
    metric: (workspace, period) => workspace.metricIngestionRate({ period }),
    threshold: () => 0,
    comparisonOperator: ComparisonOperator.LESS_THAN_OR_EQUAL_TO_THRESHOLD,
    missingData: TreatMissingData.BREACHING,
  },
  quota('ActiveSeriesQuota', 'Active series', (workspace, period) => workspace.metricActiveSeries({ period })),
  quota('IngestionRateQuota', 'The ingestion rate', (workspace, period) => workspace.metricIngestionRate({ period })),
  fault('SamplesDiscarded', 'The workspace discards samples; see its logs and the dimension Reason of the metric',
    (workspace, period) => workspace.metricDiscardedSamples({ period })),
  fault('RuleEvaluationFailures', 'Rule evaluations fail, so their alerts do not fire',
    (workspace, period) => workspace.metricRuleEvaluationFailures({ period })),
  fault('RuleGroupIterationsMissed', 'The evaluation of rule groups takes longer than their interval',
    (workspace, period) => workspace.metricRuleGroupIterationsMissed({ period })),
  fault(NOTIFICATIONS_FAILED, 'The alert manager cannot send notifications',
    (workspace, period) => workspace.metricAlertManagerNotificationsFailed({ period })),
];

function fault(id: string, description: string, metric: RecommendedAlarm['metric']): RecommendedAlarm {
  return {
    id, description, metric, threshold: () => 0,
    comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD, missingData: TreatMissingData.NOT_BREACHING,
  };
}

/** CloudWatch knows the applied quota, including raised ones. */
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
 * Recommended alarms of a workspace: nothing is ingested, a quota is almost reached, or samples, rule evaluations or notifications are
 * lost.
 *
 * A collector has no metrics. If it stops, nothing is ingested.
 *
 * If the workspace is in the same stack and has an alarm for failed notifications already, that alarm gets the actions, and no second one
 * is created.
 *
 * @see https://docs.aws.amazon.com/prometheus/latest/userguide/AMP-CW-usage-metrics.html
 */
@propertyInjectable
export class WorkspaceAlarms extends Construct {
  /** Uniquely identifies this class for property injection. */
  public static readonly PROPERTY_INJECTION_ID: string = 'cdk-managed-prometheus.WorkspaceAlarms';

  /** The alarms of the workspace. */
  public readonly alarms: Alarm[];

  constructor(scope: Construct, id: string, props: WorkspaceAlarmsProps) {
    throwProblems(scope, id, [
      ...environmentProblems(homeIn(scope, 'the alarms\''), { path: 'workspace', construct: props.workspace }),
      ...rangeProblems('quotaPercent', props.quotaPercent, { min: 1, max: 100 }),
    ]);
    super(scope, id);

    const { workspace, actions = [], quotaPercent = QUOTA_PERCENT } = props;
    const notificationsFailed = ownNotificationsAlarm(this, workspace);
    this.alarms = recommendedAlarms().map(({ id: name, description, metric, threshold, comparisonOperator, missingData }) =>
      name === NOTIFICATIONS_FAILED && notificationsFailed !== undefined
        ? notificationsFailed
        : new Alarm(this, name, {
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

/** The alarm of the workspace itself. An action of an alarm in another stack could be a cyclic dependency. */
function ownNotificationsAlarm(scope: Construct, workspace: IWorkspace): Alarm | undefined {
  const { notificationsFailedAlarm } = workspace as Partial<Pick<Workspace, 'notificationsFailedAlarm'>>;
  return Stack.of(workspace) === Stack.of(scope) ? notificationsFailedAlarm : undefined;
}
