import { ProblemSeverity, type Problem } from '../../../lib/validation/problem';
import { rulesLibrary } from '../../../lib/validation/rules-library';
import type { Document } from '../input/document';
import { documentText } from '../input/document-text';
import { escapeTexts } from '../output/escape';
import { problemTextWithPath } from '../output/problem-text';
import type { DocumentKind } from './document-kind';

/** The query of an anomaly detector in a template. */
export const QUERY: DocumentKind = {
  title: 'a query',
  recognizes: () => false,
  validate: problemsOf,
  show: (document) => {
    const { name, unacknowledged } = document;
    const found = problemsOf(document);
    const [query, problems] = [documentText(document), unacknowledged?.(found) ?? found];
    return {
      name, problems, data: { query, problems },
      text: paint => [escapeTexts(name), ...problems.map(problem => `  ${problemTextWithPath(escapeTexts(problem), paint)}`), `  ${escapeTexts(query)}\n`].join('\n'),
    };
  },
};

function problemsOf(document: Document): Problem[] {
  if (document.unread !== undefined) return [document.unread];
  const query = documentText(document);
  if (query === '') return [];
  const { detectorQueryMessage, detectorQueryWarnings } = rulesLibrary();
  const error = detectorQueryMessage(query);
  const path = 'Configuration.RandomCutForest.Query';
  return [
    ...error === undefined ? [] : [{ ruleId: 'anomaly-detector-query', severity: ProblemSeverity.ERROR, path, message: error }],
    ...detectorQueryWarnings(query).map(message => ({ ruleId: 'uncertain-detector-query', severity: ProblemSeverity.WARNING, path, message })),
  ];
}
