import { job, rule } from './test-errors';

const MEGABYTE = 2 ** 20;

/** Texts that take a reader long, and the message about each. The benchmark measures the time. */
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
  ['protocols named again', () => `global: {scrape_protocols: [${'PrometheusProto, '.repeat(60_000)}]}`, /too many problems/],
  ['jobs named again', () => `scrape_configs:\n${'- job_name: a\n'.repeat(100_000)}`, /too many problems/],
  ['a long name again', () => `scrape_configs: [{job_name: &a ${'x'.repeat(MEGABYTE)}}, ${'{job_name: *a}, '.repeat(2000)}]`, /too many problems/],
  ['keys again', () => `global: {external_labels: {${'a: b, '.repeat(100_000)}}}`, /key "a" already set in map/],
  ['merges of merges', merges, /excessive aliasing/],
  ['rules by alias', rulesByAlias, /excessive aliasing/],
  ['groups', () => relabeled('(a?)'.repeat(20_000), 'aaaa'), /relabeling takes too long/],
  ['repetitions of a long text', () => relabeled('(.{1000})(.{1000})?(.*a.{900})*', 'a'.repeat(500_000)), /relabeling takes too long/],
  ['repetitions side by side', () => relabeled('[a-z]{1,900}'.repeat(100), 'a'.repeat(10_000)), /relabeling takes too long/],
  ['targets and rules', () => staticJob(20_000, '', '{source_labels: [__address__], target_label: x}, '.repeat(1000)), /relabeling takes too long/],
  ['targets and labels', () => staticJob(20_000, Array.from({ length: 5000 }, (_, index) => `l${index}: x`).join(', ')), /relabeling takes too long/],
  ['labels that double', doublingLabels, /relabeling takes too long/],
  ['large classes', () => rules(index => `\\pL{100}${index}`), /relabeling takes too long/],
  ['large classes that ignore case', () => rules(index => `(?i)[\\pL\\pN]{100}${index}`), /relabeling takes too long/],
  ['wide ranges that ignore case', () => rules(index => `(?i)[a-\\x{1e942}]${index}`), /relabeling takes too long/],
  ['repetitions of repetitions', () => rules(index => `(a{30}){30}${index}`), /relabeling takes too long/],
  ['nothing but large classes', () => rule(`target_label: a, regex: '${'\\pL'.repeat(80_000)}('`), /missing closing \)/],
  ['underscores of a number', () => job(`sample_limit: ${'1_'.repeat(120_000)}x`), /cannot unmarshal/],
  ['zeros of a number', () => job(`sample_limit: ${'0'.repeat(250_000)}x`), /cannot unmarshal/],
];

function laughs(levels: number): string {
  const lines = Array.from({ length: levels }, (_, level) =>
    `x${level}: &x${level} [${Array(9).fill(level === 0 ? 'lol' : `*x${level - 1}`).join(', ')}]`);
  return `scrape_configs:\n- job_name: a\n  params:\n${lines.map(line => `    ${line}`).join('\n')}`;
}

function merges(): string {
  const jobs = Array.from({ length: 40 }, (_, level) => `- &x${level + 1} {<<: [*x${level}, *x${level}], job_name: j${level}}`);
  return ['scrape_configs:', '- &x0 {job_name: a}', ...jobs].join('\n');
}

function rulesByAlias(): string {
  const rules = Array.from({ length: 2000 }, (_, index) => `{regex: "x{1000}${index}", target_label: a}`).join(', ');
  return `scrape_configs: [{job_name: a, relabel_configs: &a [${rules}]}, ${Array.from({ length: 100 }, (_, index) =>
    `{job_name: a${index}, relabel_configs: *a}`).join(', ')}]`;
}

/** Rules with an expression each, for a target that is written down. Its label is as long as what they match. */
function rules(regex: (index: number) => string): string {
  const all = Array.from({ length: 3000 }, (_, index) => `  - {target_label: a, source_labels: [x], regex: '${regex(index)}'}`);
  const group = `{targets: ["10.0.0.1"], labels: {x: ${'a'.repeat(1000)}}}`;
  return ['scrape_configs:', '- job_name: a', `  static_configs: [${group}]`, '  relabel_configs:', ...all].join('\n');
}

function relabeled(regex: string, target: string): string {
  return rule(`source_labels: [__address__], target_label: x, regex: "${regex}"`, `, static_configs: [{targets: [${target}]}]`);
}

function staticJob(targets: number, labels: string, rules = ''): string {
  const addresses = Array.from({ length: targets }, (_, index) => `a${index}`).join(', ');
  return job(`relabel_configs: [${rules}], static_configs: [{targets: [${addresses}], labels: {${labels}}}]`);
}

function doublingLabels(): string {
  const rules = Array<string>(60).fill('  - {source_labels: [a], target_label: a, replacement: "$1$1"}');
  return ['scrape_configs:', '- job_name: a', '  static_configs: [{targets: ["10.0.0.1"], labels: {a: x}}]', '  relabel_configs:', ...rules].join('\n');
}
