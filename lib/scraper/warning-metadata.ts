import type { IConstruct } from 'constructs';
import type { AppFacts } from './app-facts';

/** The type of the metadata, read by `amp-collector validate cdk.out`. */
const FACTS = 'cdk-managed-prometheus:facts';

/** Records what the app knows of the scraper's cluster and workspace, and a template does not show. */
export function recordFacts(construct: IConstruct, facts: AppFacts): void {
  if (JSON.stringify(facts) !== JSON.stringify({ cluster: {} })) construct.node.addMetadata(FACTS, facts);
}
