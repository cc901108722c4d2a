import { isObject, type JsonObject } from '../../../lib/private/json';
import { dashboardQueries, dashboardTitle } from '../../../lib/validation/dashboards/dashboard-queries';
import { originalText } from '../../../lib/validation/dashboards/dashboard-variables';
import { count } from '../count';
import type { Document } from '../input/document';
import { documentText } from '../input/document-text';
import { escapeTexts } from '../output/escape';
import type { DocumentKind } from './document-kind';

/** A dashboard that an assembly writes to Grafana. */
export const DASHBOARD: DocumentKind = {
  title: 'a dashboard',
  recognizes: () => false,
  validate: () => [],
  show: (document) => {
    const json = dashboardOf(document);
    const queries = dashboardQueries(json).map(query => ({ part: query.part, query: originalText(query, 0, query.expr.length) }));
    const title = dashboardTitle(json);
    return {
      name: document.name, problems: [], data: { title, queries }, text: () => `${escapeTexts(document.name)}\n  ${count(queries.length, 'query', 'queries')}\n`,
    };
  },
};

/** Returns the JSON of a dashboard. */
export function dashboardOf(document: Document): JsonObject {
  const json: unknown = JSON.parse(documentText(document));
  return isObject(json) ? json : {};
}
