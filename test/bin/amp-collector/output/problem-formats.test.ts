import { githubAnnotations } from '../../../../bin/amp-collector/output/problems-github';
import type { ValidatedDocument } from '../../../../bin/amp-collector/output/validated-document';
import { sarifLog } from '../../../../bin/amp-collector/output/problems-sarif';
import { ProblemSeverity } from '../../../../lib/validation/problem';

const problem = { ruleId: 'yaml-syntax', severity: ProblemSeverity.ERROR, path: '', message: 'line one: 100 %\nline two', line: 3, column: 7 };

const inFile: ValidatedDocument = { source: { name: 'my file.yml', file: 'conf/my file.yml', text: '' }, problems: [problem] };
const inTemplate: ValidatedDocument = {
  source: { name: 'Stack/Scraper', file: 'cdk.out/Stack.template.json', constructPath: 'Stack/Scraper', text: '' },
  problems: [{ ...problem, severity: ProblemSeverity.WARNING }],
};

test('an annotation escapes what would end it', () => {
  expect(githubAnnotations([inFile])).toBe('::error file=conf/my file.yml,line=3,col=7,title=yaml-syntax::line one: 100 %25%0Aline two');
});

test('the annotation of a template has no line of its own, and names the line of the configuration', () => {
  expect(githubAnnotations([inTemplate]))
    .toBe('::warning file=cdk.out/Stack.template.json,title=yaml-syntax::line 3, column 7: line one: 100 %25%0Aline two (Stack/Scraper)');
});

test('in SARIF a file is a URI, and a template names the construct', () => {
  const [run] = sarifLog([inFile, inTemplate]).runs;

  expect(run?.results).toMatchObject([
    { level: 'error', locations: [{ physicalLocation: { artifactLocation: { uri: 'conf/my%20file.yml' }, region: { startLine: 3, startColumn: 7 } } }] },
    { level: 'warning', locations: [{ logicalLocations: [{ fullyQualifiedName: 'Stack/Scraper' }] }] },
  ]);
  expect(run?.results?.[1]?.locations?.[0]?.physicalLocation).not.toHaveProperty('region');
});
