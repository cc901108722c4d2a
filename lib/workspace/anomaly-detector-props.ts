import type { Duration, IResource } from 'aws-cdk-lib';
import type { CfnAnomalyDetector, IAnomalyDetectorRef, IWorkspaceRef } from 'aws-cdk-lib/aws-aps';

/**
 * A detector that learns what a query usually gives, and tells how unusual it is now.
 */
export interface IAnomalyDetector extends IResource, IAnomalyDetectorRef {
  /**
   * The ARN of the detector.
   *
   * @attribute
   */
  readonly anomalyDetectorArn: string;
}

/**
 * How far from what was expected a value is still no anomaly.
 *
 * @see https://docs.aws.amazon.com/prometheus/latest/APIReference/API_IgnoreNearExpected.html
 */
export class IgnoreNearExpected {
  /**
   * By a difference.
   *
   * @param amount in the unit of the query, from 0
   */
  public static amount(amount: number): IgnoreNearExpected {
    return new IgnoreNearExpected({ amount });
  }

  /**
   * By a part of the expected value.
   *
   * @param ratio for example 0.1, from 0
   */
  public static ratio(ratio: number): IgnoreNearExpected {
    return new IgnoreNearExpected({ ratio });
  }

  private constructor(
    /** @internal */
    public readonly _property: CfnAnomalyDetector.IgnoreNearExpectedProperty,
  ) {}
}

/**
 * What a detector makes of a moment at which the query gives nothing.
 */
export enum MissingDataAction {
  /** Nothing. */
  SKIP = 'SKIP',

  /** An anomaly. */
  MARK_AS_ANOMALY = 'MARK_AS_ANOMALY',
}

/**
 * Properties of an anomaly detector.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-aps-anomalydetector.html
 */
export interface AnomalyDetectorProps {
  /**
   * The workspace with the metrics. Another workspace makes another detector.
   */
  readonly workspace: IWorkspaceRef;

  /**
   * The name of the detector: 1 to 64 letters, digits, `-`, `.` and `_`, the first a letter or a digit.
   * Another name makes another detector.
   */
  readonly alias: string;

  /**
   * What is watched: a query in PromQL whose outermost part is an aggregation, such as `sum by (job) (rate(requests_total[5m]))`.
   * At most 8192 characters. Every change trains the detector anew.
   */
  readonly query: string;

  /**
   * How often the query is evaluated: 30 seconds to a day.
   *
   * @default Duration.minutes(1)
   */
  readonly evaluationInterval?: Duration;

  /**
   * How many values in a row are looked at together: 2 to 1024.
   *
   * @default 8
   */
  readonly shingleSize?: number;

  /**
   * How many values are remembered: 256 to 1024.
   *
   * @default 256
   */
  readonly sampleSize?: number;

  /**
   * Values above what was expected that are no anomaly.
   *
   * @default - the detector decides
   */
  readonly ignoreNearExpectedFromAbove?: IgnoreNearExpected;

  /**
   * Values below what was expected that are no anomaly.
   *
   * @default - the detector decides
   */
  readonly ignoreNearExpectedFromBelow?: IgnoreNearExpected;

  /**
   * What a moment without data is.
   *
   * @default - the service's choice
   */
  readonly missingDataAction?: MissingDataAction;

  /**
   * Labels of the metrics that the detector writes. At most 140.
   *
   * @default - none
   */
  readonly labels?: { readonly [name: string]: string };

  /**
   * Tags of the detector. At most 50.
   *
   * @default - none
   */
  readonly tags?: { readonly [key: string]: string };
}
