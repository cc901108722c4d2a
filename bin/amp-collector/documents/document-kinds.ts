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
  const plain = text.replace(/^\ufeff/, '');
  return Object.values(KINDS).find(({ recognizes }) => recognizes(plain));
}

/** Parts of texts that a kind has in files of other kinds, and in files with mistakes at the root. */
const TRACES: ReadonlyArray<readonly [DocumentKind, RegExp]> = [
  [SCRAPE_CONFIGURATION, /\bscrape_configs\b|^\s*(?:- )?job_name\s*:/m],
  [RULE_FILE, /^\s*(?:- )?["']?(?:alert|record|rules)["']?\s*:|^kind:\s*["']?\w*Rule\b/m],
  [ALERT_MANAGER_DEFINITION, /^\s*["']?alert_?manager_?config["']?\s*:|^\s*["']?receivers["']?\s*:\s*(?:\n\s*-|\[)|^kind:\s*["']?AlertmanagerConfig\b/im],
];

/**
 * Returns the kind of a document that a template holds, or that the user named. If nothing in it looks like a kind, it is validated as a
 * scrape configuration.
 */
export function kindOf(document: Document): DocumentKind {
  if (document.kind !== undefined) return KINDS[document.kind];
  const text = documentText(document);
  return recognizeKind(text) ?? TRACES.find(([, pattern]) => pattern.test(text))?.[0] ?? SCRAPE_CONFIGURATION;
}
