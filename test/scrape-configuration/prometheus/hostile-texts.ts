import { job, rule } from './judging';

const MEGABYTE = 2 ** 20;

/** Texts that are made to keep a reader busy, and what is said of each. The benchmark tells how long that takes. */
export const HOSTILE_TEXTS: ReadonlyArray<readonly [what: string, text: () => string, message: RegExp]> = [
  ['brackets', () => '['.repeat(MEGABYTE), /exceeded max depth/],
  ['block sequences', () => '- '.repeat(MEGABYTE / 2), /exceeded max depth/],
  ['free-form nesting', () => job(`oauth2: {client_id: a, token_url: b, claims: {a: ${'['.repeat(9000)}${']'.repeat(9000)}}}`), /nested too deeply/],
  ['a billion laughs', () => `global: &a {external_labels: {a: b}}\n${laughs(9)}`, /excessive aliasing|not found|cannot unmarshal/],
  ['an open quote', () => `a: "${'x '.repeat(MEGABYTE / 2)}`, /unexpected end of stream/],
  ['a duration of digits', () => `global: {scrape_interval: ${'9'.repeat(MEGABYTE)}s}`, /not a valid duration/],
  ['a number of digits', () => job(`sample_limit: -${'9'.repeat(MEGABYTE)}`), /cannot unmarshal/],
  ['repetitions', () => rule(`target_label: a, regex: "${'(a{100}){10}'.repeat(5000)}"`), /error parsing regexp/],
  ['unknown fields', () => `global: {${'foo: 1, '.repeat(10_000)}}`, /field foo not found/],
  ['commas in a selector',
    () => job(`kubernetes_sd_configs: [{role: pod, selectors: [{role: pod, label: "${'a,'.repeat(100_000)}"}]}]`), /expected: identifier/],
  ['labels that double', doublingLabels, /relabeling writes more than \d+ characters/],
];

function laughs(levels: number): string {
  const lines = Array.from({ length: levels }, (_, level) =>
    `x${level}: &x${level} [${Array(9).fill(level === 0 ? 'lol' : `*x${level - 1}`).join(', ')}]`);
  return `scrape_configs:\n- job_name: a\n  params:\n${lines.map(line => `    ${line}`).join('\n')}`;
}

function doublingLabels(): string {
  const rules = Array<string>(60).fill('  - {source_labels: [a], target_label: a, replacement: "$1$1"}');
  return ['scrape_configs:', '- job_name: a', '  static_configs: [{targets: ["10.0.0.1"], labels: {a: x}}]', '  relabel_configs:', ...rules].join('\n');
}
