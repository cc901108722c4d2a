import { githubAnnotations } from '../../../../bin/amp-collector/output/problems-github';
import { sarifLog } from '../../../../bin/amp-collector/output/problems-sarif';
import { problemsText } from '../../../../bin/amp-collector/output/problems-text';
import { Terminal } from '../../../../bin/amp-collector/output/terminal';
import type { ValidatedDocument } from '../../../../bin/amp-collector/output/validated-document';
import { ProblemSeverity } from '../../../../lib/validation/problem';

const { ERROR, WARNING } = ProblemSeverity;
const problem = { ruleId: 'yaml-syntax', severity: ERROR, path: '', message: 'line one: 100 %\nline two', line: 3, column: 7 };
const { paint } = new Terminal({ quiet: false, color: false });

const inFile: ValidatedDocument = { source: { name: 'my file.yml', file: 'conf/my file.yml', text: '' }, problems: [problem] };
const inTemplate: ValidatedDocument = {
  source: { name: 'Stack/Scraper', file: 'cdk.out/Stack.template.json', constructPath: 'Stack/Scraper', text: '' },
  problems: [{ ...problem, severity: WARNING }],
};
const fromFile: ValidatedDocument = { ...inTemplate, source: { ...inTemplate.source, sourceFile: 'config/prometheus.yml' } };

describe('a GitHub annotation', () => {
  test('escapes characters that would end it', () => {
    expect(githubAnnotations([inFile])).toBe('::error file=conf/my file.yml,line=3,col=7,title=yaml-syntax::line one: 100 %25%0Aline two');
  });

  test('of a template has no file, and names the construct and the line of its configuration', () => {
    expect(githubAnnotations([inTemplate])).toBe('::warning title=yaml-syntax::Stack/Scraper: line 3, column 7: line one: 100 %25%0Aline two');
  });

  test('of a template whose configuration is from a file has that file', () => {
    expect(githubAnnotations([fromFile])).toBe('::warning file=config/prometheus.yml,line=3,col=7,title=yaml-syntax::line one: 100 %25%0Aline two');
  });

  test('of standard input has no file', () => {
    const document = { source: { name: '<stdin>', file: '<stdin>', text: '' }, problems: [{ ...problem, message: 'wrong', line: undefined, column: undefined }] };

    expect(githubAnnotations([document])).toMatch(/^::error title=yaml-syntax::/);
  });

  test('is one line, whatever file names and messages have', () => {
    const text = 'a\n::add-mask::x\r%0A,line=1';
    const hostile = { source: { name: text, file: text, text: '' }, problems: [{ ...problem, path: text, message: text }] };

    expect(githubAnnotations([hostile]).split(/\r|\n/)).toHaveLength(1);
  });
});

describe('text', () => {
  test('begins with file, line and column, and shows a line break as \\n', () => {
    expect(problemsText([inFile], paint)).toBe('conf/my file.yml:3:7: error: line one: 100 %\\nline two [yaml-syntax]\nmy file.yml: 1 error');
  });

  test('of a template begins with the construct, and with the file if its configuration is from one', () => {
    expect(problemsText([inTemplate], paint)).toMatch(/^Stack\/Scraper:3:7: warning/);
    expect(problemsText([fromFile], paint)).toMatch(/^config\/prometheus.yml:3:7: warning/);
  });

  test('omits "no problems" for a configuration that was not read', () => {
    const unread = { ...problem, ruleId: 'unknown-configuration' };

    expect(problemsText([{ source: { ...inTemplate.source, unread }, problems: [] }], paint)).toBe('Stack/Scraper: not validated');
  });
});

test('a file in SARIF is a URI, and a template names the construct', () => {
  const [run] = sarifLog([inFile, inTemplate]).runs;

  expect(run?.results).toMatchObject([
    { level: 'error', locations: [{ physicalLocation: { artifactLocation: { uri: 'conf/my%20file.yml' }, region: { startLine: 3, startColumn: 7 } } }] },
    { level: 'warning', locations: [{ logicalLocations: [{ fullyQualifiedName: 'Stack/Scraper' }] }] },
  ]);
  expect(run?.results?.[1]?.locations?.[0]?.physicalLocation).not.toHaveProperty('region');
});
