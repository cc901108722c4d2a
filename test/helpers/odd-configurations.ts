import * as fc from 'fast-check';

/** Line breaks of YAML 1.1; most readers know only the first two. */
const BREAKS = ['\n', '\r\n', '\r', '\x85', '\u2028', '\u2029'];

/** The last value of a job, in every style; `⏎` is a line break and `→` the indentation of the line. */
const VALUES = [
  '/stats', '"/stats"', '\'/stats\'', '|⏎→  /stats', '|-⏎→  /stats', '|+⏎→  /stats', '>⏎→  /stats', '>-⏎→  /stats', '>+⏎→  /stats⏎', '|2⏎→  /stats',
  '|⏎→  /stats⏎', '|+⏎→  /stats⏎⏎', '>⏎→  /stats⏎⏎→  more', '', '~', 'null', '/stats # ours', '"/st\\⏎→  ats"', '"/st⏎→  ats"', '/st⏎→  ats',
  '[a, b]', '[a,⏎→  b]', '{a: b}', '[a] # ours', '!!str /stats', '&a /stats', '!!binary L3N0YXRz', '[a: b]', '|⏎→  # no comment', '|', '>+', '|-⏎',
  '"a\x85b"', 'a\u2028b', '\'\u2029\'', '1e3', 'yes', '0x10', '- ', '*a', '|⏎→  ${Token[AWS.Region.4]}', '"${Token[A.1]}"',
];

/** Texts before or after the list of jobs. */
const OTHERS = [
  '', 'global: {}⏎', 'global:⏎  scrape_interval: 1m⏎', 'global:⏎  external_labels:⏎    a: |⏎      b⏎', '# ours⏎', '⏎⏎', '  # ours⏎', 'rule_files: []⏎',
  '? a⏎: b⏎', '"a": [b]⏎', 'a: &a b⏎', 'a: |+⏎  b⏎⏎', '<<: {a: b}⏎', '   ⏎', '\t⏎', '---⏎other: true⏎', '...⏎', '...⏎---⏎a: [⏎', 'a:⏎',
];

/** The list of jobs, with a job whose last value is put in. */
const LISTS = [
  'scrape_configs:⏎- job_name: own⏎  metrics_path: VALUE', 'scrape_configs:⏎  - job_name: own⏎    metrics_path: VALUE',
  'scrape_configs:⏎-   metrics_path: VALUE', 'scrape_configs:⏎-⏎  metrics_path: VALUE', 'scrape_configs: &jobs⏎- metrics_path: VALUE',
  'scrape_configs:⏎- - VALUE', 'scrape_configs:⏎- VALUE', 'scrape_configs:⏎- a: b⏎- VALUE', 'scrape_configs: VALUE', '"scrape_configs":⏎- a: VALUE',
  'scrape_configs: [{a: b}]', 'scrape_configs: [{a: b},⏎  {c: d} # ours⏎ ]', 'scrape_configs: []', 'scrape_configs: [ # none⏎ ]', 'scrape_configs:',
  'scrape_configs: # none', 'scrape_configs:⏎  # none', '? scrape_configs⏎: - a: VALUE', '? scrape_configs⏎: [a]', '{scrape_configs: [{a: b}]}',
  '{"scrape_configs": [{"a": "b"}], "global": {}}', '{global: {}}', '{}', '{global}', '~', '', '# ours', '---', '--- # ours', '--- {}',
  'scrape_configs:⏎  - a: VALUE⏎    b:⏎      - c: VALUE', '  scrape_configs:⏎  - a: VALUE', 'global:⏎  a: VALUE', '--- !!map⏎scrape_configs:⏎- a: VALUE',
];

/** Texts with all the ways in which a list of jobs can end, in lines that end in one way or in several. */
export const oddConfigurations: fc.Arbitrary<string> = fc.record({
  mark: fc.constantFrom('', '', '', '\ufeff'),
  before: fc.constantFrom('', '', ...OTHERS),
  list: fc.constantFrom(...LISTS),
  value: fc.constantFrom(...VALUES),
  after: fc.constantFrom('', '', '', ...OTHERS),
  endsLine: fc.boolean(),
  breaks: fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...BREAKS).map(lineBreak => [lineBreak]) },
    { weight: 1, arbitrary: fc.array(fc.constantFrom(...BREAKS), { minLength: 2, maxLength: 5 }) },
  ),
}).map(({ mark, before, list, value, after, endsLine, breaks }) => {
  let count = 0;
  const filled = list.split('⏎').map(line => line.replace('VALUE', () => value.replaceAll('→', /^[ -]*/.exec(line)?.[0].replaceAll('-', ' ') ?? '')));
  return (mark + before + filled.join('⏎') + (endsLine || after !== '' ? '⏎' : '') + after)
    .replaceAll('⏎', () => breaks[count++ % breaks.length] as string);
});
