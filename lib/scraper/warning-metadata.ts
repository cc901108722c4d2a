import type { IConstruct } from 'constructs';
import { formatProblem } from '../private/property-problem';
import type { Problem } from '../validation/problem';
import type { AppFacts } from './app-facts';

/** The type of the metadata, read by `amp-collector validate cdk.out`. */
const WARNINGS = 'cdk-managed-prometheus:warnings';

/** The type of the metadata, read likewise. */
const FACTS = 'cdk-managed-prometheus:facts';

/**
 * Records the warnings that a construct attaches. The CDK removes those that the app acknowledges, in whichever scope, from the cloud
 * assembly: what is recorded and missing there is acknowledged.
 */
export function recordWarnings(construct: IConstruct, warnings: readonly Problem[]): void {
  if (warnings.length === 0) return;
  construct.node.addMetadata(WARNINGS, warnings.map(warning => ({
    ruleId: warning.ruleId, path: warning.path, message: formatProblem(warning), file: warning.file,
  })));
}

/** Records what the app knows of the scraper's cluster and workspace, and a template does not show. */
export function recordFacts(construct: IConstruct, facts: AppFacts): void {
  if (JSON.stringify(facts) !== JSON.stringify({ cluster: {} })) construct.node.addMetadata(FACTS, facts);
}
