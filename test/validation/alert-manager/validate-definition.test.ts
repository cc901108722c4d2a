import { validateDefinition } from '../../../lib/validation/alert-manager/validate-definition';
import { definition, problemsOf, topicWith, wrapped } from './definitions';

test('a plain configuration of Alertmanager and a definition of the service are validated alike', () => {
  expect(problemsOf(definition('inhibit_rules: [{equal: ["a", ""]}]'))).toEqual(problemsOf(wrapped(definition('inhibit_rules: [{equal: ["a", ""]}]'))));
  expect(problemsOf(definition())).toEqual([]);
});

test('a problem in the text of alertmanager_config has its line and column in the whole text', () => {
  const text = '# comment\ntemplate_files: {}\nalertmanager_config: |\n\n    route:\n      receiver: b\n    receivers:\n    - name: b\n      foo: 1\n';
  expect(validateDefinition(text).problems.map(({ line, column, message }) => [line, column, message])).toEqual([
    [6, 17, 'no alert reaches anybody: the receiver \'b\' has no integration'],
    [9, 7, 'unknown field \'foo\' in receivers[0]'],
  ]);
});

test('a problem in a configuration that is folded or quoted is at the start of the configuration', () => {
  expect(validateDefinition(`x: 1\nalertmanager_config: ${JSON.stringify('route: {}')}`).problems.map(({ line, column, path }) => [line, column, path]))
    .toEqual([[1, 1, 'x'], [2, 22, 'route']]);
});

test('a problem in a template file is at the file', () => {
  const text = wrapped(`${definition()}\ntemplates: [t]`, 'template_files:', '  t: |', '    {{ define "x" }}', '    {{ nope }}', '    {{ end }}');
  expect(validateDefinition(text).problems).toMatchObject([{
    ruleId: 'invalid-notification-template', path: 'template_files.t', line: 6, message: 'the template cannot be parsed: function "nope" not defined in line 2 of it',
  }]);
});

const many = (length: number, item: (index: number) => string) => Array.from({ length }, (_, index) => item(index)).join('');

test.each([
  ['routes', `routes: [${many(2500, index => `{matchers: [severity="critical", team="t${index}", 'a=~"${index}.*"'], receiver: a}, `)}]`, 'alert-manager-quota'],
  ['matchers of one route', `routes: [{matchers: [${many(12_000, index => `'l${index}=~"a"', `)}]}]`, 'silent-root-route'],
  ['routes in routes', `${'routes: [{matchers: [a=b], '.repeat(2000)}continue: true${'}]'.repeat(2000)}`, 'yaml-alias'],
  ['routes that continue', `routes: [${many(10_000, () => '{matchers: [a=b]}, ')}]`, 'shadowed-route'],
])('a definition with 200 KB of %s is validated', (_, fields, ruleId) => {
  const text = `receivers: [{name: a}]\nroute: {receiver: a, ${fields}}`;
  expect(validateDefinition(text).problems.map(({ ruleId }) => ruleId)).toContain(ruleId);
});

test.each([
  ['templates of nothing but braces', `'${'{{'.repeat(100_000)}'`], ['an unclosed action', `'{{${' '.repeat(200_000)}'`],
  ['dashes', `'${'{{-'.repeat(60_000)}'`], ['JSON of quotes', `'{${'"'.repeat(200_000)}'`], ['spaces before actions', `'${' '.repeat(100_000)}{{- x -}}'`],
  ['comments', `'${'{{/*'.repeat(50_000)}'`],
])('a message of 200 KB of %s is validated', (_, message) => {
  expect(validateDefinition(topicWith(`message: ${message}, subject: ${message}`)).problems).not.toEqual([]);
});
