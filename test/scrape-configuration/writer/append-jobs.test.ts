import { Fn, Stack } from 'aws-cdk-lib';
import { parse } from 'yaml';
import { appendJobs } from '../../../lib/scrape-configuration/writer/append-jobs';
import { evaluate } from '../../helpers/evaluate';

const JOBS = [{ job_name: 'one', static_configs: [{ targets: ['10.0.0.1:80'] }] }, { job_name: 'two' }];

function lines(...text: string[]): string {
  return text.join('\n');
}

/** The jobs in a list that starts at a column. */
function jobsAt(column: number): string {
  return ['- job_name: one', '  static_configs:', '    - targets:', '        - 10.0.0.1:80', '- job_name: two', '']
    .map(line => line && ' '.repeat(column) + line).join('\n');
}

const INLINE = '{job_name: one, static_configs: [{targets: [10.0.0.1:80]}]}, {job_name: two}';

describe('a text with appended jobs has them after its own:', () => {
  test.each<[string, string, string]>([
    ['with an indented list',
      lines('scrape_configs:', '  - job_name: own', ''),
      lines('scrape_configs:', '  - job_name: own', jobsAt(2))],
    ['with a list that is not indented',
      lines('scrape_configs:', '- job_name: own', ''),
      lines('scrape_configs:', '- job_name: own', jobsAt(0))],
    ['with a list that is indented far',
      lines('scrape_configs:', '      - job_name: own', ''),
      lines('scrape_configs:', '      - job_name: own', jobsAt(6))],
    ['that does not end with a line break',
      lines('scrape_configs:', '- job_name: own'),
      lines('scrape_configs:', '- job_name: own', jobsAt(0))],
    ['with other keys below the list',
      lines('scrape_configs:', '- job_name: own', 'global:', '  scrape_interval: 1m', ''),
      lines('scrape_configs:', `- job_name: own`, `${jobsAt(0)}global:`, '  scrape_interval: 1m', '')],
    ['with a comment after the last job',
      lines('scrape_configs:', '- job_name: own # ours', 'global: {}', ''),
      lines('scrape_configs:', '- job_name: own # ours', `${jobsAt(0)}global: {}`, '')],
    ['with a last job of many lines',
      lines('scrape_configs:', '  - job_name: own', '    params:', '      note: [a,', '        b]', ''),
      lines('scrape_configs:', '  - job_name: own', '    params:', '      note: [a,', '        b]', jobsAt(2))],
    ['with a list in brackets',
      lines('scrape_configs: [ { job_name: own } ] # ours', ''),
      lines(`scrape_configs: [ { job_name: own }, ${INLINE} ] # ours`, '')],
    ['with an empty list',
      lines('scrape_configs: [] # none yet', 'global: {}', ''),
      lines(`scrape_configs: [${INLINE}] # none yet`, 'global: {}', '')],
    ['whose list is null',
      lines('scrape_configs: null # none yet', 'global: {}', ''),
      lines(`scrape_configs: [${INLINE}] # none yet`, 'global: {}', '')],
    ['whose list is ~',
      lines('scrape_configs: ~', ''),
      lines(`scrape_configs: [${INLINE}]`, '')],
    ['without a list',
      lines('# Ours.', 'global:', '  scrape_interval: 1m', ''),
      lines('# Ours.', 'global:', '  scrape_interval: 1m', 'scrape_configs:', jobsAt(2))],
    ['that is empty', '', lines('scrape_configs:', jobsAt(2))],
    ['that is a comment', lines('# Ours.', ''), lines('# Ours.', 'scrape_configs:', jobsAt(2))],
    ['that is a comment without a line break', '# Ours.', lines('# Ours.', 'scrape_configs:', jobsAt(2))],
    ['that is an empty map', '{}', `{scrape_configs: [${INLINE}]}`],
    ['that is JSON',
      '{"global": {}, "scrape_configs": [{"job_name": "own"}]}',
      `{"global": {}, "scrape_configs": [{"job_name": "own"}, ${INLINE}]}`],
    ['that is JSON without a list', '{"global": {}}', `{"global": {}, scrape_configs: [${INLINE}]}`],
    ['that begins with the mark of a document',
      lines('---', 'scrape_configs:', '- job_name: own', ''),
      lines('---', 'scrape_configs:', '- job_name: own', jobsAt(0))],
    ['that ends with the mark of its end',
      lines('scrape_configs:', '- job_name: own', '...', ''),
      lines('scrape_configs:', '- job_name: own', `${jobsAt(0)}...`, '')],
    ['without a list that ends with the mark of its end',
      lines('global: {}', '...', ''),
      lines('global: {}', 'scrape_configs:', `${jobsAt(2)}...`, '')],
  ])('%s', (_layout, text, expected) => {
    expect(appendJobs(text, JOBS)).toBe(expected);
  });
});

/** Layouts in which a person would write the same: what comes out must mean what went in, and the jobs. */
describe('a text of any layout', () => {
  const OWN = { job_name: 'own' };

  test.each<[string, string, object[]]>([
    ['with Windows line ends', 'scrape_configs:\r\n- job_name: own\r\nglobal: {}\r\n', [OWN]],
    ['with Windows line ends and no list', 'global: {}\r\n', []],
    ['with Windows line ends and a comment only', '# Ours.\r\n', []],
    ['with a byte order mark', '\ufeffscrape_configs:\n- job_name: own\n', [OWN]],
    ['with a byte order mark alone', '\ufeff', []],
    ['whose list has no value', 'scrape_configs:\nglobal: {}\n', []],
    ['whose list has no value at the end', 'scrape_configs:', []],
    ['whose list has no value but a comment', 'scrape_configs: # none yet\n', []],
    ['whose list has only comments', 'scrape_configs:\n  # none yet\nglobal: {}\n', []],
    ['with comments below the list', 'scrape_configs:\n  - job_name: own\n  # the end\n\n# of it\n', [OWN]],
    ['with a comment between', 'scrape_configs:\n  - job_name: own\n# next:\nglobal: {}\n', [OWN]],
    ['with blank lines below the list', 'scrape_configs:\n  - job_name: own\n\n\nglobal: {}\n', [OWN]],
    ['whose dash is alone on its line', 'scrape_configs:\n  -\n    job_name: own\n', [OWN]],
    ['whose list has wide dashes', 'scrape_configs:\n-   job_name: own\n', [OWN]],
    ['whose last value is a block', 'scrape_configs:\n- job_name: |-\n    own\nglobal: {}\n', [OWN]],
    ['whose last value keeps its line ends', 'scrape_configs:\n- job_name: own\n  note: |+\n    a\n\nglobal: {}\n', [{ ...OWN, note: 'a\n\n' }]],
    ['whose last value is folded', 'scrape_configs:\n- job_name: >-\n    own\n', [OWN]],
    ['whose last value is a block at the end', 'scrape_configs:\n- job_name: |-\n    own', [OWN]],
    ['with a trailing comma', 'scrape_configs: [{job_name: own},]', [OWN]],
    ['with brackets over lines', 'scrape_configs: [\n  {job_name: own},\n]\n', [OWN]],
    ['with brackets over lines and a comment', 'scrape_configs: [\n  {job_name: own} # ours\n]\n', [OWN]],
    ['with an empty list over lines', 'scrape_configs: [\n  # none yet\n]\n', []],
    ['as JSON over lines', '{\n  "scrape_configs": [\n    {"job_name": "own"}\n  ]\n}\n', [OWN]],
    ['with a trailing comma in a map', '{global: {},}', []],
    ['in braces with a key alone', '{global}', []],
    ['in braces with a key that has no value', '{global: }', []],
    ['with an anchor on brackets', 'scrape_configs: &jobs []\n', []],
    ['as a null', '~', []],
    ['as a null with a comment', '# Ours.\nnull # nothing\n', []],
    ['as the mark of a document alone', '---\n', []],
    ['as the mark of a document with a comment', '--- # ours\n', []],
    ['as both marks of a document', '---\n...\n', []],
    ['as a null and the end of a document', '# Ours.\n--- ~ # nothing\n# yet\n...\n', []],
    ['as nothing before a second document', '---\n---\nother: true\n', []],
    ['as a null before a second document', '~\n---\nother: true\n', []],
    ['with a quoted key', '"scrape_configs":\n- job_name: own\n', [OWN]],
    ['with an anchor', 'scrape_configs: &jobs\n- job_name: own\n', [OWN]],
    ['with an anchor on nothing', 'scrape_configs: &jobs\nglobal: {}\n', []],
    ['with a tag', 'scrape_configs: !!seq\n- job_name: own\n', [OWN]],
    ['with an indented document', '  scrape_configs:\n  - job_name: own\n', [OWN]],
    ['with an indented document without a list', '  global: {}\n', []],
    ['with a second document, which Prometheus does not read', 'scrape_configs:\n- job_name: own\n---\nother: true\n', [OWN]],
    ['with a key that is null', 'scrape_configs: null', []],
  ])('%s', (_layout, text, own) => {
    const result = appendJobs(text, JOBS);
    const first = result.replace(/\n---\nother: true\n/, '\n');

    expect((parse(first) as { scrape_configs: object[] }).scrape_configs).toEqual([...own, ...JOBS]);
    for (const comment of text.match(/#[^\r\n]*/g) ?? []) expect(result).toContain(comment);
  });

  test('keeps Windows line ends', () => {
    expect(appendJobs('scrape_configs:\r\n- job_name: own\r\n', [{ job_name: 'one' }])).toMatch(/^scrape_configs:\r\n- job_name: own\r\n- job_name: one\r?\n$/);
  });
});

/** Values elsewhere in the text must not change for Go; the npm package yaml would read these texts in another way. */
describe('a text that ends inside a block scalar has the appended jobs after it:', () => {
  test.each<[string, string, string]>([
    ['literal, without a line break',
      'scrape_configs:\n- job_name: own\n  metrics_path: |\n    /stats',
      'scrape_configs:\n- job_name: one\n- job_name: own\n  metrics_path: |\n    /stats'],
    ['folded, without a line break',
      'scrape_configs:\n  - job_name: own\n    metrics_path: >\n      /stats',
      'scrape_configs:\n  - job_name: one\n  - job_name: own\n    metrics_path: >\n      /stats'],
    ['that keeps its line breaks, without one',
      'scrape_configs:\n- metrics_path: |+\n    /stats',
      'scrape_configs:\n- job_name: one\n- metrics_path: |+\n    /stats'],
    ['that strips them, without one',
      'scrape_configs:\n- metrics_path: |-\n    /stats',
      'scrape_configs:\n- metrics_path: |-\n    /stats\n- job_name: one\n'],
    ['with a line break',
      'scrape_configs:\n- metrics_path: |\n    /stats\n',
      'scrape_configs:\n- metrics_path: |\n    /stats\n- job_name: one\n'],
    ['that keeps its line breaks, with two',
      'scrape_configs:\n- metrics_path: |+\n    /stats\n\n',
      'scrape_configs:\n- metrics_path: |+\n    /stats\n\n- job_name: one\n'],
    ['without a list and a line break',
      'global:\n  external_labels:\n    a: |\n      b',
      'scrape_configs:\n  - job_name: one\nglobal:\n  external_labels:\n    a: |\n      b'],
    ['before another key',
      'scrape_configs:\n- metrics_path: |\n    /stats\n\n# Ours.\nglobal: {}',
      'scrape_configs:\n- metrics_path: |\n    /stats\n\n- job_name: one\n# Ours.\nglobal: {}'],
    ['in Windows\' lines',
      'scrape_configs:\r\n- metrics_path: |\r\n    /stats',
      'scrape_configs:\r\n- job_name: one\r\n- metrics_path: |\r\n    /stats'],
  ])('%s', (_layout, text, expected) => {
    expect(appendJobs(text, [{ job_name: 'one' }])).toBe(expected);
  });
});

describe('a text with line breaks that only Go\'s YAML reader accepts has the appended jobs after it:', () => {
  test.each([['CR', '\r'], ['NEL', '\x85'], ['LS', '\u2028'], ['PS', '\u2029']])('%s', (_name, lineBreak) => {
    const text = ['scrape_configs:', '- job_name: own', `  metrics_path: /a # comment`, ''].join(lineBreak);

    expect(appendJobs(text, [{ job_name: 'one' }])).toBe(`${text}- job_name: one\n`);
    expect(appendJobs(`# Ours.${lineBreak}- job_name: comment\nglobal: {}\n`.replace('- job', '# job'), [{ job_name: 'one' }]))
      .toBe(`# Ours.${lineBreak}# job_name: comment\nglobal: {}\nscrape_configs:\n  - job_name: one\n`);
  });
});

describe('appending jobs to a text', () => {
  test.each([
    ['a list', '- a\n', 'no job can be added: the document is not a mapping'],
    ['a word', 'word', 'no job can be added: the document is not a mapping'],
    ['jobs that are not a list', 'scrape_configs: {}', 'no job can be added: scrape_configs is not a list'],
    ['jobs that are a word', 'scrape_configs: word', 'no job can be added: scrape_configs is not a list'],
    ['broken YAML', 'a: [', 'no job can be added: line 1, column 5: '],
    ['the end of a document alone, which Go does not read', '...\n', 'no job can be added: line 1, column 1: '],
    ['a merge key', '<<: {scrape_configs: []}\n', 'scrape_configs comes from a merge key (<<)'],
  ])('(%s) fails if the text has no place for them', (_what, text, message) => {
    expect(() => appendJobs(text, JOBS)).toThrow(message);
  });
});

describe('a job with a token', () => {
  test.each([['a list of lines', 'scrape_configs:\n- job_name: own\n'], ['brackets', 'scrape_configs: []\n']])('is appended to %s', (_layout, text) => {
    const yaml = appendJobs(text, [{ job_name: Fn.ref('Name'), limit: 1 }]);

    expect(evaluate(new Stack().resolve(yaml), { Name: 'yes' })).toMatch(/job_name: "yes"/);
  });
});
