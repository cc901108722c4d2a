import * as fc from 'fast-check';

/** Texts that a writer or a reader of YAML may take for something else. */
const ODD_TEXTS = [
  'y', 'N', 'yes', 'No', 'on', 'OFF', 'true', 'False', 'null', 'Null', '~', '', '0', '-0', '+1', '010', '08', '0o7', '0x1F', '0b1', '1_000', '1:30', '1e3', '.5', '5.',
  '.inf', '-.Inf', '.NaN', '2020-01-01', '2020-01-01T00:00:00Z', '111122223333', '<<', '=', '-', '- a', '?', '? a', ':', ': a', 'a: b', 'a:', ':a', 'a #b', '#a', '&a', '*a',
  '!a', '!!int a', '%a', '%YAML 1.2', '@a', '`a`', '[a', ']', '{a}', '}', 'a, b', ',', '|', '>-', '"', '\'', '"a"', '\'a\'', 'it\'s', '\\', 'a\\', '\\n', '\\d+', '\\x41',
  ' ', '  ', ' a', 'a ', '\t', '\ta', 'a\t', 'a\tb', '\n', '\n\n', 'a\n', '\na', 'a\nb', 'a\n\n  b\n', ' \na', 'a\n ', '\r', 'a\r\nb', 'a\rb', '---', '...', '--- a', 'a\n---\nb',
  '\u0000', '\u0007', '\u001b', '\u007f', '\u0085', 'a\u0085b', '\u00a0', '\u2028', 'a\u2029b', '\ufeff', 'a\ufeffb', '\ufffd', '\ufffe', '\uffff', 'é', 'e\u0301', '日本語', '👍🏽', '\u{10ffff}',
  '$', '$$', '$1', '${1}', '${HOME}', '{{ a }}', '__proto__', 'x'.repeat(2000), 'a b '.repeat(300), 'é'.repeat(700), 'a: '.repeat(50),
];

const odd = fc.constantFrom(...ODD_TEXTS);

/** Any text that can be written at all: half a surrogate pair is none. */
export const texts: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('prod', 'eu-west-1', '10.0.0.1:9100', '/metrics') },
  { weight: 4, arbitrary: odd },
  { weight: 2, arbitrary: fc.array(odd, { minLength: 2, maxLength: 3 }).map(parts => parts.join('')) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme' }) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
);

export const filledTexts = texts.filter(text => text !== '');

/**
 * Names of any kind. In brackets, a reader of YAML looks for the colon no further than 1024 characters; and Prometheus, which reads
 * `"<<"` as a name, prints it without quotes.
 */
export const keys = texts.filter(text => text.length < 500 && text !== '<<');

const LEGACY_NAMES = ['a', 'A1', '_', 'cluster', 'job', 'instance', 'yes', 'null', 'n', 'e3', '__tmp_x', '__param_target', '__meta_kubernetes_pod_name'];

/** Names of labels: of letters, digits and underscores where the scheme is the legacy one. */
export function labelNames(isLegacy: boolean): fc.Arbitrary<string> {
  const legacy = fc.constantFrom(...LEGACY_NAMES);
  return isLegacy ? legacy : fc.oneof(legacy, keys.filter(text => text !== ''));
}

/** Prometheus does not compile a quoted null. */
export const NULLS = new Set(['~', 'null']);

/** Regular expressions that compile. */
export const regexes: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom('(.*)', '.+', 'a|b', 'true', '([^:]+)(?::\\d+)?;(\\d+)', '__meta_kubernetes_pod_label_(.+)', '(?i)prod', '(?P<x>a)', 'a)|(b', '\\p{Greek}+', '10\\.0\\..*', '[^\\n]+'),
  texts.map(literally),
  filledTexts.map(text => `${literally(text)}_(.+)`),
).filter(regex => !NULLS.has(regex));

/** A text as the expression that matches it alone. */
export function literally(text: string): string {
  return text.replace(/[\\.+*?()|[\]{}^$]/g, '\\$&');
}
