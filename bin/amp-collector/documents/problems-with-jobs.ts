import { coherenceLibrary } from '../../../lib/validation/coherence-library';
import type { Problem } from '../../../lib/validation/problem';
import { UsageError } from '../command-error';
import type { Document } from '../input/document';
import { documentText } from '../input/document-text';
import type { DocumentKind } from './document-kind';
import { kindOf } from './document-kinds';
import { readDocuments } from './read-documents';
import { RULE_FILE } from './rule-file';
import { SCRAPE_CONFIGURATION } from './scrape-configuration';

/**
 * Validates rule files against the jobs of scrape configurations that write to the same workspace.
 *
 * @param documents all documents; those that are not rule files are skipped
 * @param configurations the arguments that name the configurations
 */
export function problemsWithJobs(
  documents: readonly Document[], configurations: readonly string[],
): ReadonlyMap<Document, readonly Problem[]> {
  if (configurations.length === 0) return new Map();
  const sources = readDocuments(configurations).documents.filter(document => isOfKind(document, SCRAPE_CONFIGURATION));
  if (sources.length === 0) throw new UsageError(`--scrape-config: ${configurations.join(', ')} has no scrape configuration`);
  const rules = documents.filter(document => isOfKind(document, RULE_FILE));
  if (rules.length === 0) throw new UsageError('--scrape-config needs a rule file to validate');
  const problems = coherenceLibrary().validateWorkspace({
    scrapeConfigurations: sources.map(documentText), readers: rules.map(document => ({ ruleFile: documentText(document) })),
  });
  return new Map(rules.map((document, index) => [document, problems[index] ?? []]));
}

function isOfKind(document: Document, kind: DocumentKind): boolean {
  return document.unread === undefined && kindOf(document) === kind;
}
