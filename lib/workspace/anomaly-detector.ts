import { Fn, type IResource, Resource, Token } from 'aws-cdk-lib';
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
import { type AnomalyDetectorProps, type IgnoreNearExpected, MissingDataAction } from './anomaly-detector-props';
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
