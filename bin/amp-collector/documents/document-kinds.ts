import { ALERT_MANAGER_DEFINITION } from './alert-manager-definition';
import { RULE_FILE } from './rule-file';
import type { Document } from '../input/document';
import type { DocumentKind } from './document-kind';
import { SCRAPE_CONFIGURATION } from './scrape-configuration';

/** Every kind of document: the place to add one. */
const KINDS: readonly DocumentKind[] = [SCRAPE_CONFIGURATION, RULE_FILE, ALERT_MANAGER_DEFINITION];

/** Returns the kind of a text; nothing if it is none that the tool knows. */
export function recognizeKind(text: string): DocumentKind | undefined {
  return KINDS.find(({ recognizes }) => recognizes(text));
}

/** Returns the kind of a document that the user named. What is not recognized is validated as a scrape configuration. */
export function kindOf({ text }: Document): DocumentKind {
  return recognizeKind(typeof text === 'string' ? text : Buffer.from(text).toString('utf8')) ?? SCRAPE_CONFIGURATION;
}
