import type { WantedText } from '../../../lib/validation/file-kinds';
import { UsageError } from '../command-error';
import type { Document } from '../input/document';
import { isOfKind } from './document-kinds';
import { readDocuments } from './read-documents';

/** An option that chooses a resource of a cloud assembly by its construct path. */
export interface ChoosingOption {
  /** The name, which is that of the resource as well. */
  readonly name: string;
  readonly value?: string;
}

/** The texts, in messages. */
const PLURALS: Readonly<Record<WantedText, string>> = {
  'scrape-configuration': 'configurations', 'rule-file': 'rule files', 'alert-manager-definition': 'alert manager definitions',
};

/** Reads the document of an argument; that of one resource for a cloud assembly. */
export function chooseDocument(operand: string, kind: WantedText, { name: option, value }: ChoosingOption): Document {
  const documents = documentsOfKind(operand, kind);
  const names = documents.map(({ name }) => name).join(', ');
  const [first, second] = documents.filter(({ name, constructPath }) => value === undefined || [name, constructPath].includes(value));
  if (documents.length === 0) throw new UsageError(kind === 'scrape-configuration' ? `${operand} has no scraper` : `${operand} has no ${PLURALS[kind]}`);
  if (first === undefined) throw new UsageError(`no ${option} '${value ?? ''}'; specify --${option} with one of: ${names}`);
  if (second !== undefined) throw new UsageError(`several ${PLURALS[kind]}; specify --${option} with one of: ${names}`);
  return first;
}

/** Reads the documents of an argument: a file of any kind, or the texts of one kind in a folder or a cloud assembly. */
export function documentsOfKind(operand: string, kind: WantedText): Document[] {
  const { documents } = readDocuments([operand]);
  const [file, ...others] = documents;
  const isFile = file?.kind === undefined && others.length === 0;
  return isFile ? [...documents] : documents.filter(document => isOfKind(document, kind));
}
