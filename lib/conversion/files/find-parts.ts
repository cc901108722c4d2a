import { fileKindOf } from '../../validation/file-kind';
import { noteIn, type ConversionNote } from '../conversion-note';
import { findConfigurations } from '../open-telemetry/find-configurations';
import { embeddedDocuments, fieldsOf, listOf, partOf, type SourceDocument } from '../source-document';
import { helmParts } from './helm-values';
import { objectParts } from './kubernetes-objects';
import { found, joined, listUnder, NO_PARTS, type FoundParts } from './part';
import { yamlNodeOf } from './yaml-node';

/**
 * Finds what can be converted in a document: the document itself, or what Kubernetes objects and the values of Helm charts hold.
 *
 * @param text the text of the document, if it is the whole of a file
 */
export function findParts(document: SourceDocument, text?: string): FoundParts {
  const { value } = document;
  const kind = fileKindOf(yamlNodeOf(value));
  switch (kind?.id) {
    case 'open-telemetry': return found({ kind: 'collector', document });
    case 'kubernetes-list': return joined(listOf(fieldsOf(value).items).map((item, index) => findParts(partOf(document, ['items', index], item))));
    case 'kubernetes-object': return objectParts(document, findEmbeddedParts);
    case 'helm-values': return helmParts(document, findEmbeddedParts);
    case 'scrape-configuration': return found({ kind: 'scrape-configuration', document, text });
    case 'scrape-jobs': return found({ kind: 'scrape-configuration', document: listUnder('scrape_configs', document, value) });
    case 'scrape-job': {
      const jobs = { value: { scrape_configs: [value] }, file: document.file, placeOf: document.placeOf };
      return found({ kind: 'scrape-configuration', document: jobs });
    }
    case 'rule-file': return found({ kind: 'rule-file', document, text });
    case 'rule-groups': return found({ kind: 'rule-file', document: listUnder('groups', document, value) });
    case 'alertmanager-configuration':
    case 'alert-manager-definition': return found({ kind: 'alertmanager-configuration', document, text });
    default: return otherParts(document, kind?.name);
  }
}

/** A key of each kind of text that is converted. ConfigMaps of dashboards are large, and have none of them. */
const CONVERTED_KEY = /(?:^|[\s{,-])["']?(?:scrape_configs|job_name|groups|receivers|alertmanager_config|kind)["']?\s*:/;

function findEmbeddedParts(outer: SourceDocument, path: readonly string[], text: string): FoundParts {
  if (!CONVERTED_KEY.test(text)) return NO_PARTS;
  const { documents, problems } = embeddedDocuments(outer, path, text);
  const parts = documents.map((document) => {
    const kind = fileKindOf(yamlNodeOf(document.value))?.id;
    return kind === undefined || kind === 'path' || kind === 'list' ? NO_PARTS : findParts(document, documents.length === 1 ? text : undefined);
  });
  const unread = problems.map(({ file, line, path: place, message }): ConversionNote =>
    ({ outcome: 'dropped', file, line, path: place, message: `the text cannot be read as YAML: ${message}` }));
  return joined([...parts, { ...NO_PARTS, notes: unread }]);
}

/** The configuration of an OpenTelemetry collector may be anywhere in values of other charts. */
function otherParts(document: SourceDocument, name = 'of a kind that is not known'): FoundParts {
  if (findConfigurations(document).configurations.length > 0) return found({ kind: 'collector', document });
  return { ...NO_PARTS, notes: [noteIn('skipped', document, [], '', `the text is ${name}, and has nothing that can be converted`)] };
}
