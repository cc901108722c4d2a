import type { EffectiveConfiguration } from '../../../lib/prometheus/scrape-config/effective';
import { CommandError, EXIT, UsageError } from '../command-error';
import type { Document } from '../input/document';
import { readConfiguration } from '../input/read-configuration';
import { readDocuments } from './read-documents';

/** Reads the valid configuration of an argument; that of one scraper for a cloud assembly. */
export function chooseConfiguration(operand: string, scraper: string | undefined): EffectiveConfiguration {
  const { name, text, unread } = chooseDocument(operand, scraper);
  if (unread !== undefined) throw new CommandError(`${name}: ${unread.message}`, EXIT.PROBLEMS);
  const { configuration, errors: [error] } = readConfiguration(text);
  if (configuration === undefined || error !== undefined) {
    throw new CommandError(`${name} is not valid: ${error?.message ?? 'it is empty'}; for all problems run: amp-collector validate ${operand}`, EXIT.PROBLEMS);
  }
  return configuration;
}

function chooseDocument(operand: string, scraper: string | undefined): Document {
  const { documents } = readDocuments([operand]);
  const names = documents.map(({ name }) => name).join(', ');
  const [first, second] = documents.filter(({ name, constructPath }) => scraper === undefined || [name, constructPath].includes(scraper));
  if (documents.length === 0) throw new UsageError(`${operand} has no scraper`);
  if (first === undefined) throw new UsageError(`no scraper '${scraper ?? ''}'; specify --scraper with one of: ${names}`);
  if (second !== undefined) throw new UsageError(`several configurations; specify --scraper with one of: ${names}`);
  return first;
}
