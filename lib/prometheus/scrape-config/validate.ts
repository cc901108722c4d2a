import type { YamlDocument } from '../yaml/read';
import { decodeDocument } from '../decode/document';
import { effectiveConfiguration, type EffectiveConfiguration } from './effective';
import type { PrometheusProblem } from '../problem';
import { checkTargets } from './static-targets';
import { configuration } from './fields/configuration';

/** The problems of a scrape configuration, and the configuration with its defaults. */
export interface ScrapeConfigValidation {
  /** In the order of the text. It is accepted when none of them is an error. */
  readonly problems: readonly PrometheusProblem[];
  /** The configuration with its defaults; nothing if the text has none. */
  readonly configuration?: EffectiveConfiguration;
}

/**
 * Validates a document as `promtool check config --syntax-only` of Prometheus 3.16 does, but goes on where that stops.
 */
export function validateScrapeConfig(document: YamlDocument): ScrapeConfigValidation {
  const { problems, value } = decodeDocument(document, configuration, checkTargets);
  return { problems, configuration: value && effectiveConfiguration(value) };
}
