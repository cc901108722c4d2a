import type { Duration } from 'aws-cdk-lib';
import type { CfnAnomalyDetector, IWorkspaceRef } from 'aws-cdk-lib/aws-aps';

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

  private constructor(private readonly property: CfnAnomalyDetector.IgnoreNearExpectedProperty) {}

  /** @internal */
  public _render(): CfnAnomalyDetector.IgnoreNearExpectedProperty {
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
  readonly workspace: IWorkspaceRef;

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
