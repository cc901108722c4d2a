import type { CollectorTarget } from '../../../lib/validation/collector-target';
import { validateConfiguration, type ValidationResult } from '../../../lib/validation/validate';
import { describeConfiguration } from '../explanation/configuration-description';
import type { Document } from '../input/document';
import { escapeTexts } from '../output/escape';
import { configurationText } from '../output/configuration-text';
import type { DocumentKind } from './document-kind';

/** The configuration of a collector: a Prometheus configuration with `scrape_configs`. */
export const SCRAPE_CONFIGURATION: DocumentKind = {
  title: 'a scrape configuration',
  recognizes: text => /^(?:\{\s*)?["']?scrape_configs["']?\s*:/m.test(text),
  validate: (document, target) => read(document, target).problems,
  show: (document) => {
    const { name, unacknowledged } = document;
    const { configuration, problems } = read(document, {});
    const reported = unacknowledged?.(problems) ?? problems;
    const data = describeConfiguration(configuration, reported);
    return { name, data, problems: reported, text: paint => configurationText(escapeTexts(name), escapeTexts(data), paint) };
  },
};

function read({ text, target, unread }: Document, defaultTarget: CollectorTarget): ValidationResult {
  return unread === undefined ? validateConfiguration(text, target ?? defaultTarget) : { problems: [unread] };
}
