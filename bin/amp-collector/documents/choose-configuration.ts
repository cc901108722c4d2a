import type { EffectiveConfiguration } from '../../../lib/prometheus/scrape-config/effective';
import { CommandError, EXIT } from '../command-error';
import { readConfiguration } from '../input/read-configuration';
import { chooseDocument } from './choose-document';

/** Reads the valid configuration of an argument; that of one scraper for a cloud assembly. */
export function chooseConfiguration(operand: string, scraper: string | undefined): EffectiveConfiguration {
  const { name, text, unread } = chooseDocument(operand, 'scrape-configuration', { name: 'scraper', value: scraper });
  if (unread !== undefined) throw new CommandError(`${name}: ${unread.message}`, EXIT.PROBLEMS);
  const { configuration, errors: [error] } = readConfiguration(text);
  if (configuration === undefined || error !== undefined) {
    throw new CommandError(`${name} is not valid: ${error?.message ?? 'it is empty'}; for all problems run: amp-collector validate ${operand}`, EXIT.PROBLEMS);
  }
  return configuration;
}
