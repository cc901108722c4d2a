import type { Document } from 'yaml';
import { yamlLibrary } from '../scrape-configuration/writer/yaml-library';

/** Fields of scrape configurations, monitors and rules that are not text, by a part of their names. */
const TYPED_FIELD = new RegExp([
  'any', 'attach', 'compression', 'dropped', 'enable', 'factor', 'follow', 'from_?environment', 'honor', 'http2', 'histogram', 'limit', 'modulus',
  'nhcb', 'own_?namespace', 'port', 'running', 'skip', 'staleness', 'extra_scrape',
].join('|'), 'i');

/**
 * Keeps the text of unquoted scalars that are written in another way than their value: Prometheus reads `version: 1.10` and `regex: yes` as
 * text, where `1.1` and `true` would be others.
 */
export function keepTexts(document: Document.Parsed): void {
  const { isScalar, visit } = yamlLibrary();
  let isTyped = false;
  visit(document, {
    Pair: (_, { key }) => {
      isTyped = isScalar(key) && TYPED_FIELD.test(String(key.value));
    },
    Scalar: (_, node) => {
      const { value, source, type } = node;
      if (isTyped || type !== 'PLAIN' || source === undefined || value === null || typeof value === 'string') return;
      if (JSON.stringify(value) !== source) node.value = source;
    },
  });
}
