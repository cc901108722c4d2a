import { Resource, Token } from 'aws-cdk-lib';
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
import { type AnomalyDetectorProps, type IAnomalyDetector, type IgnoreNearExpected, MissingDataAction } from './anomaly-detector-props';

/**
 * A detector that learns what a query usually gives, and tells how unusual it is now.
 *
 * @see https://docs.aws.amazon.com/prometheus/latest/userguide/anomaly-detection.html
 * @resource AWS::APS::AnomalyDetector
 */
@propertyInjectable
export class AnomalyDetector extends Resource implements IAnomalyDetector {
  /** The name by which an organisation injects defaults into every detector. */
  public static readonly PROPERTY_INJECTION_ID: string = 'cdk-managed-prometheus.AnomalyDetector';

  /**
   * A detector that exists already, by its ARN.
   *
   * @param scope the parent
   * @param id the id under it
   * @param anomalyDetectorArn the ARN
   */
  public static fromAnomalyDetectorArn(scope: Construct, id: string, anomalyDetectorArn: string): IAnomalyDetector {
    throwProblems(scope, id, arnProblems('anomalyDetectorArn', anomalyDetectorArn, 'anomalydetector'));
    class Import extends Resource implements IAnomalyDetector {
      public readonly anomalyDetectorArn = anomalyDetectorArn;
      public readonly anomalyDetectorRef = { anomalyDetectorArn };
    }
    return new Import(scope, id, { environmentFromArn: anomalyDetectorArn });
  }

  public readonly anomalyDetectorArn: string;

  /** A reference that other constructs take. */
  public get anomalyDetectorRef(): aps.AnomalyDetectorReference {
    return { anomalyDetectorArn: this.anomalyDetectorArn };
  }

  constructor(scope: Construct, id: string, props: AnomalyDetectorProps) {
    throwProblems(scope, id, [
      ...environmentProblems(homeIn(scope, 'the detector\'s'), { path: 'workspace', construct: props.workspace }),
      ...anomalyDetectorProblems(props),
    ]);
    super(scope, id);

    const resource = new aps.CfnAnomalyDetector(this, 'Resource', {
      // The documentation says the id; the service takes the ARN.
      workspace: props.workspace.workspaceRef.workspaceArn,
      alias: props.alias,
      evaluationIntervalInSeconds: props.evaluationInterval?.toSeconds(),
      configuration: {
        randomCutForest: {
          query: props.query,
          shingleSize: props.shingleSize,
          sampleSize: props.sampleSize,
          ignoreNearExpectedFromAbove: props.ignoreNearExpectedFromAbove?._property,
          ignoreNearExpectedFromBelow: props.ignoreNearExpectedFromBelow?._property,
        },
      },
      missingDataAction: props.missingDataAction && renderMissingData(props.missingDataAction),
      labels: renderTags(props.labels),
      tags: renderTags(props.tags),
    });
    this.anomalyDetectorArn = resource.attrArn;
  }
}

function renderMissingData(action: MissingDataAction): aps.CfnAnomalyDetector.MissingDataActionProperty {
  return action === MissingDataAction.SKIP ? { skip: true } : { markAsAnomaly: true };
}

function anomalyDetectorProblems(props: AnomalyDetectorProps): PropertyProblem[] {
  const limits = LIMITS.anomalyDetector;
  return [
    ...aliasProblems(props.alias, limits.alias),
    ...queryProblems(props.query),
    ...durationProblems('evaluationInterval', props.evaluationInterval, SECONDS, limits.intervalSeconds),
    ...rangeProblems('shingleSize', props.shingleSize, limits.shingleSize),
    ...rangeProblems('sampleSize', props.sampleSize, limits.sampleSize),
    ...toleranceProblems('ignoreNearExpectedFromAbove', props.ignoreNearExpectedFromAbove),
    ...toleranceProblems('ignoreNearExpectedFromBelow', props.ignoreNearExpectedFromBelow),
    ...labelProblems(props.labels),
    ...tagProblems(props.tags),
  ];
}

/** An aggregation, with its grouping before or after what it aggregates. The rest of the query is PromQL's to judge. */
const AGGREGATION = /^\s*(?:avg|count|group|max|min|quantile|stddev|stdvar|sum)\s*(?:\(|by\b|without\b)/i;

function queryProblems(query: string): PropertyProblem[] {
  if (Token.isUnresolved(query)) return [];
  const { maxLength } = LIMITS.anomalyDetector.query;
  const problems: PropertyProblem[] = [];
  if (query.length > maxLength) problems.push({ path: 'query', message: `must have at most ${maxLength} characters, got ${query.length}` });
  if (!AGGREGATION.test(query)) {
    problems.push({
      path: 'query',
      message: `must begin with an aggregation: avg, count, group, max, min, quantile, stddev, stdvar or sum, got '${query.slice(0, 60)}'`,
    });
  }
  return problems;
}

function toleranceProblems(path: string, tolerance: IgnoreNearExpected | undefined): PropertyProblem[] {
  return Object.entries(tolerance?._property ?? {})
    .filter((entry): entry is [string, number] => typeof entry[1] === 'number' && !Token.isUnresolved(entry[1]) && !(entry[1] >= 0))
    .map(([kind, value]) => ({ path, message: `must have ${kind} from 0, got ${value}` }));
}

function labelProblems(labels: AnomalyDetectorProps['labels']): PropertyProblem[] {
  const { max } = LIMITS.anomalyDetector.labels;
  const count = Object.keys(labels ?? {}).length;
  return count > max ? [{ path: 'labels', message: `must have at most ${max} labels, got ${count}` }] : [];
}
