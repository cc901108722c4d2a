import { documentText } from '../input/document-text';
import { escapeTexts } from '../output/escape';
import type { DocumentKind } from './document-kind';

/** The query of an anomaly detector in a template. */
export const QUERY: DocumentKind = {
  title: 'a query',
  recognizes: () => false,
  validate: ({ unread }) => unread === undefined ? [] : [unread],
  show: (document) => {
    const { name, unread } = document;
    const [query, problems] = [documentText(document), unread === undefined ? [] : [unread]];
    return { name, problems, data: { query, problems }, text: () => `${escapeTexts(name)}\n  ${escapeTexts(query)}\n` };
  },
};
