import { type Duration, Fn, type IResource, Resource, Token } from 'aws-cdk-lib';
import * as aps from 'aws-cdk-lib/aws-aps';
import { propertyInjectable } from 'aws-cdk-lib/core/lib/prop-injectable';
import type { Construct } from 'constructs';
import { arnProblems } from '../private/arns';
import { aliasProblems, rangeProblems, renderTags, tagProblems } from '../private/checks';
import { durationProblems, SECONDS } from '../private/durations';
import { environmentProblems, homeIn } from '../private/environment';
import { throwProblems } from '../private/errors';
import { LIMITS } from '../private/limits';
import type { PropertyProblem } from '../private/property-problem';
import { addTextWarnings } from '../private/text-warnings';
import { detectorLabelProblems, detectorQueryProblems } from './anomaly-detector-checks';
import { warnOfIncoherence } from './workspace-coherence';

/**
 * An anomaly detector of a workspace.
 */
export interface IAnomalyDetector extends IResource, aps.IAnomalyDetectorRef {
  /**
   * The ARN of the anomaly detector.
   *
   * @attribute
   */
  readonly anomalyDetectorArn: string;

  /**
   * The ID of the anomaly detector.
   *
   * @attribute
   */
  readonly anomalyDetectorId: string;
}

/**
 * The deviation from the expected value that is not an anomaly.
 *
 * @see https://docs.aws.amazon.com/prometheus/latest/APIReference/API_IgnoreNearExpected.html
 */
export class IgnoreNearExpected {
  /**
   * Ignores deviations up to an absolute amount.
   *
   * @param amount the deviation in the unit of the query, at least 0
   */
  public static amount(amount: number): IgnoreNearExpected {
    return new IgnoreNearExpected({ amount });
  }

  /**
   * Ignores deviations up to a part of the expected value.
   *
   * @param ratio the part, such as 0.1, at least 0
   */
  public static ratio(ratio: number): IgnoreNearExpected {
    return new IgnoreNearExpected({ ratio });
  }

  private constructor(private readonly property: aps.CfnAnomalyDetector.IgnoreNearExpectedProperty) {}

  /** @internal */
  public _render(): aps.CfnAnomalyDetector.IgnoreNearExpectedProperty {
    return this.property;
  }
}

/**
 * The treatment of evaluations for which the query returns no data.
 */
export enum MissingDataAction {
  /** Ignores missing data. */
  SKIP = 'SKIP',

  /** Treats missing data as an anomaly. */
  MARK_AS_ANOMALY = 'MARK_AS_ANOMALY',
}

/**
 * Properties for defining an anomaly detector.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-aps-anomalydetector.html
 */
export interface AnomalyDetectorProps {
  /**
   * The workspace with the metrics. A change replaces the anomaly detector.
   */
  readonly workspace: aps.IWorkspaceRef;

  /**
   * The alias of the anomaly detector: 1 to 64 letters, digits, `-`, `.` and `_`, of which the first is a letter or a digit. A change
   * replaces the anomaly detector.
   */
  readonly alias: string;

  /**
   * The PromQL query to watch, at most 8192 characters.
   *
   * The root of the expression must be one aggregation without `by` or `without`, such as `sum(rate(requests_total{job="api"}[5m]))`.
   * Create one detector for each group that you want to watch. Every change of the query trains the model again.
   */
  readonly query: string;

  /**
   * The time between two evaluations of the query: 30 seconds to one day.
   *
   * @default Duration.minutes(1)
   */
  readonly evaluationInterval?: Duration;

  /**
   * The number of consecutive values that the model evaluates together: 2 to 1024.
   *
   * @default 8
   */
  readonly shingleSize?: number;

  /**
   * The number of values that the model keeps: 256 to 1024.
   *
   * @default 256
   */
  readonly sampleSize?: number;

  /**
   * The deviation above the expected value that is not an anomaly.
   *
   * @default - decided by the model
   */
  readonly ignoreNearExpectedFromAbove?: IgnoreNearExpected;

  /**
   * The deviation below the expected value that is not an anomaly.
   *
   * @default - decided by the model
   */
  readonly ignoreNearExpectedFromBelow?: IgnoreNearExpected;

  /**
   * The treatment of evaluations without data.
   *
   * @default - decided by the service
   */
  readonly missingDataAction?: MissingDataAction;

  /**
   * The labels of the metrics that the anomaly detector writes, at most 140. Names must not begin with `__`; values must not be empty.
   *
   * @default - none
   */
  readonly labels?: { readonly [name: string]: string };

  /**
   * The tags of the anomaly detector, at most 50.
   *
   * @default - none
   */
  readonly tags?: { readonly [key: string]: string };
}

/**
 * An anomaly detector, which learns the usual values of a query and writes metrics about unusual ones to the workspace.
 *
 * @see https://docs.aws.amazon.com/prometheus/latest/userguide/prometheus-anomaly-detection.html
 * @stateless
 * @resource AWS::APS::AnomalyDetector
 */
@propertyInjectable
export class AnomalyDetector extends Resource implements IAnomalyDetector {
  /** Uniquely identifies this class for property injection. */
  public static readonly PROPERTY_INJECTION_ID: string = 'cdk-managed-prometheus.AnomalyDetector';

  /**
   * Imports an existing anomaly detector by its ARN.
   *
   * @param scope the construct's scope
   * @param id the construct's ID
   * @param anomalyDetectorArn the ARN of the anomaly detector
   */
  public static fromAnomalyDetectorArn(scope: Construct, id: string, anomalyDetectorArn: string): IAnomalyDetector {
    throwProblems(scope, id, arnProblems('anomalyDetectorArn', anomalyDetectorArn, 'anomalydetector'));
    class Import extends Resource implements IAnomalyDetector {
      public readonly anomalyDetectorArn = anomalyDetectorArn;
      public readonly anomalyDetectorRef = { anomalyDetectorArn };
      public readonly anomalyDetectorId = idIn(anomalyDetectorArn);
    }
    return new Import(scope, id, { environmentFromArn: anomalyDetectorArn });
  }

  public readonly anomalyDetectorArn: string;
  public readonly anomalyDetectorId: string;

  public get anomalyDetectorRef(): aps.AnomalyDetectorReference {
    return { anomalyDetectorArn: this.anomalyDetectorArn };
  }

  constructor(scope: Construct, id: string, props: AnomalyDetectorProps) {
    throwProblems(scope, id, [
      ...environmentProblems(homeIn(scope, 'the anomaly detector\'s'), { path: 'workspace', construct: props.workspace }),
      ...anomalyDetectorProblems(props),
    ]);
    super(scope, id);

    const resource = new aps.CfnAnomalyDetector(this, 'Resource', {
      // AWS documents the ID, but the service requires the ARN.
      workspace: props.workspace.workspaceRef.workspaceArn,
      alias: props.alias,
      evaluationIntervalInSeconds: props.evaluationInterval?.toSeconds(),
      configuration: {
        randomCutForest: {
          query: props.query,
          shingleSize: props.shingleSize,
          sampleSize: props.sampleSize,
          ignoreNearExpectedFromAbove: props.ignoreNearExpectedFromAbove?._render(),
          ignoreNearExpectedFromBelow: props.ignoreNearExpectedFromBelow?._render(),
        },
      },
      missingDataAction: props.missingDataAction && renderMissingData(props.missingDataAction),
      labels: renderTags(props.labels),
      tags: renderTags(props.tags),
    });
    this.anomalyDetectorArn = resource.attrArn;
    this.anomalyDetectorId = idIn(resource.attrArn);
    warnOfIncoherence(this, resource, (warnings) => {
      addTextWarnings(this, warnings, { property: 'query' });
    });
  }
}

/** Returns the last part of `arn:aws:aps:us-east-1:111122223333:anomalydetector/ws-…/ad-…`. */
function idIn(anomalyDetectorArn: string): string {
  return Fn.select(2, Fn.split('/', anomalyDetectorArn));
}

function renderMissingData(action: MissingDataAction): aps.CfnAnomalyDetector.MissingDataActionProperty {
  return action === MissingDataAction.SKIP ? { skip: true } : { markAsAnomaly: true };
}

function anomalyDetectorProblems(props: AnomalyDetectorProps): PropertyProblem[] {
  const limits = LIMITS.anomalyDetector;
  return [
    ...aliasProblems(props.alias, limits.alias),
    ...detectorQueryProblems(props.query),
    ...durationProblems('evaluationInterval', props.evaluationInterval, SECONDS, limits.intervalSeconds),
    ...rangeProblems('shingleSize', props.shingleSize, limits.shingleSize),
    ...rangeProblems('sampleSize', props.sampleSize, limits.sampleSize),
    ...toleranceProblems('ignoreNearExpectedFromAbove', props.ignoreNearExpectedFromAbove),
    ...toleranceProblems('ignoreNearExpectedFromBelow', props.ignoreNearExpectedFromBelow),
    ...detectorLabelProblems(props.labels),
    ...tagProblems(props.tags),
  ];
}

function toleranceProblems(path: string, tolerance: IgnoreNearExpected | undefined): PropertyProblem[] {
  return Object.entries(tolerance?._render() ?? {})
    .filter((entry): entry is [string, number] => typeof entry[1] === 'number' && !Token.isUnresolved(entry[1]) && !(entry[1] >= 0))
    .map(([kind, value]) => ({ path, message: `must have ${kind} of at least 0, got ${value}` }));
}
