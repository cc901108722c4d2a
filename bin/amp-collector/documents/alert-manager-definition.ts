import { alertManagerLibrary } from '../../../lib/validation/alert-manager-library';
import type { Document } from '../input/document';
import { documentText } from '../input/document-text';
import { definitionText } from '../output/definition-text';
import { escapeTexts } from '../output/escape';
import type { DocumentKind } from './document-kind';

/** An alert manager definition of the service, or a plain configuration of Alertmanager. */
export const ALERT_MANAGER_DEFINITION: DocumentKind = {
  title: 'an alert manager definition',
  recognizes: text => /^["']?(?:alertmanager_config|template_files)["']?\s*:/m.test(text) || (/^route\s*:/m.test(text) && /^receivers\s*:/m.test(text)),
  validate: document => read(document).problems,
  show: (document) => {
    const { name, unacknowledged } = document;
    const { problems, configuration } = read(document);
    const reported = unacknowledged?.(problems) ?? problems;
    const routes = configuration === undefined ? [] : alertManagerLibrary().drawRoutes(configuration).trimEnd().split('\n');
    return {
      name, problems: reported, data: { routes, problems: reported },
      text: paint => definitionText(escapeTexts(name), escapeTexts(routes), escapeTexts(reported), paint),
    };
  },
};

function read(document: Document): ReturnType<ReturnType<typeof alertManagerLibrary>['validateDefinition']> {
  const { unread, environment } = document;
  return unread === undefined ? alertManagerLibrary().validateDefinition(documentText(document), environment) : { problems: [unread] };
}
