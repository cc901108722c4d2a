import type { Document } from '../input/document';
import { definitionText } from '../output/definition-text';
import { escapeTexts } from '../output/escape';
import { definitionLibrary } from './definition-library';
import type { DocumentKind } from './document-kind';

/** An alert manager definition of the service, or a plain configuration of Alertmanager. */
export const ALERT_MANAGER_DEFINITION: DocumentKind = {
  title: 'an alert manager definition',
  recognizes: text => /^["']?(?:alertmanager_config|template_files)["']?\s*:/m.test(text) || (/^route\s*:/m.test(text) && /^receivers\s*:/m.test(text)),
  validate: document => definitionLibrary().validateDefinition(textOf(document)).problems,
  show: (document) => {
    const { problems, configuration } = definitionLibrary().validateDefinition(textOf(document));
    const routes = configuration === undefined ? [] : definitionLibrary().drawRoutes(configuration).trimEnd().split('\n');
    return {
      name: document.name, problems, data: { routes, problems },
      text: paint => definitionText(escapeTexts(document.name), escapeTexts(routes), escapeTexts(problems), paint),
    };
  },
};

function textOf({ text }: Document): string {
  return typeof text === 'string' ? text : Buffer.from(text).toString('utf8');
}
