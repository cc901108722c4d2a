import { Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { formatProblem, joinPaths, type PropertyProblem } from './property-problem';
import { adviceId } from './warnings';

/** A warning about a text that a construct deploys. */
export interface TextWarning extends PropertyProblem {
  readonly ruleId: string;
}

/** The origin of the text. */
export interface TextOrigin {
  /** The property of the construct that has the text; it precedes each path. */
  readonly property?: string;
  /** The file that the text is from, line by line the same. */
  readonly file?: string;
}

/** The type of the metadata, read by `amp-collector validate cdk.out`. */
const WARNINGS = 'cdk-managed-prometheus:warnings';

/**
 * Adds warnings about a text to its construct, and records them.
 *
 * The CDK removes those that the app acknowledges, in whichever scope, from the cloud assembly: what is recorded and missing there is
 * acknowledged.
 */
export function addTextWarnings(construct: IConstruct, warnings: readonly TextWarning[], { property = '', file }: TextOrigin = {}): void {
  if (warnings.length === 0) return;
  const messages = warnings.map(warning => formatProblem({ ...warning, path: joinPaths(property, warning.path) }));
  warnings.forEach(({ ruleId, jobName }, index) => {
    // With its job as the context, a warning can be acknowledged for one job.
    const context = jobName === undefined ? undefined : { job: jobName };
    Validations.of(construct).addWarning(adviceId(ruleId), messages[index] ?? '', { context });
  });
  construct.node.addMetadata(WARNINGS, warnings.map(({ ruleId, path }, index) => ({ ruleId, path, message: messages[index], file })));
}
