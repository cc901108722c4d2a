import type { IConstruct } from 'constructs';
import type { AppFacts } from './app-facts';

/** The type of the metadata, read by `amp-collector validate cdk.out`. */
const FACTS = 'cdk-managed-prometheus:facts';

/** The type of the metadata of scrapers whose configuration the app did not choose. Its warnings would help nobody. */
const DEFAULT_CONFIGURATION = 'cdk-managed-prometheus:default-configuration';

/** Records what the app knows of the scraper's cluster and workspace, and a template does not show. */
export function recordFacts(construct: IConstruct, facts: AppFacts): void {
  const isKnown = facts.isWorkspaceShared === true || Object.values(facts.cluster ?? {}).some(fact => fact !== undefined);
  if (isKnown) construct.node.addMetadata(FACTS, facts);
}

/** Records that the app chose no configuration, so that its warnings are not reported. */
export function recordDefaultConfiguration(construct: IConstruct): void {
  construct.node.addMetadata(DEFAULT_CONFIGURATION, true);
}
