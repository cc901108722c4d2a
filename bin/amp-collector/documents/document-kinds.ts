import type { DeployedText, Document } from '../input/document';
import { documentText } from '../input/document-text';
import { ALERT_MANAGER_DEFINITION } from './alert-manager-definition';
import type { DocumentKind } from './document-kind';
import { QUERY } from './query';
import { RULE_FILE } from './rule-file';
import { SCRAPE_CONFIGURATION } from './scrape-configuration';

/** Every kind of document: the place to add one. */
const KINDS: Readonly<Record<DeployedText, DocumentKind>> = {
  'scrape-configuration': SCRAPE_CONFIGURATION,
  'rule-file': RULE_FILE,
  'alert-manager-definition': ALERT_MANAGER_DEFINITION,
  'query': QUERY,
};

/** Returns the kind of a text; nothing if it is none that the tool knows. */
export function recognizeKind(text: string): DocumentKind | undefined {
  return Object.values(KINDS).find(({ recognizes }) => recognizes(text));
}

/**
 * Returns the kind of a document that a template holds, or that the user named. What is not recognized is validated as a scrape
 * configuration.
 */
export function kindOf(document: Document): DocumentKind {
  return document.kind === undefined ? recognizeKind(documentText(document)) ?? SCRAPE_CONFIGURATION : KINDS[document.kind];
}
