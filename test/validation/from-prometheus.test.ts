import { validateDefinition } from '../../lib/validation/alert-manager/validate-definition';
import { validateRules } from '../../lib/validation/rule-files/validate-rules';
import { validateConfiguration } from '../../lib/validation/validate';

const problems = (yaml: string) => validateConfiguration(yaml).problems.filter(({ ruleId }) => ruleId === 'unknown-field');

describe('an unknown field of a scrape configuration', () => {
  test.each([
    ['global: {scrape_intervall: 30s}', 'unknown field \'scrape_intervall\' in global; did you mean \'scrape_interval\'?'],
    ['scrape_configs: [{job_name: a, scrapeInterval: 30s}]', 'unknown field \'scrapeInterval\' in scrape_configs[0]; did you mean \'scrape_interval\'?'],
    ['scrape_config: []', 'unknown field \'scrape_config\'; did you mean \'scrape_configs\'?'],
    ['scrape_configs: [{job_name: a, relabel_configs: [{regexp: b}]}]', 'unknown field \'regexp\' in scrape_configs[0].relabel_configs[0]; did you mean \'regex\'?'],
    ['scrape_configs: [{job_name: a, kubernetes_sd_configs: [{rol: pod}]}]', 'unknown field \'rol\' in scrape_configs[0].kubernetes_sd_configs[0]; did you mean \'role\'?'],
    ['scrape_configs: [{job_name: a, prices: 1}]', 'unknown field \'prices\' in scrape_configs[0]'],
    ['scrape_configs: [{job_name: a, "a.b": 1}]', 'unknown field \'a.b\' in scrape_configs[0]'],
  ])('of %s is reported with its place and the most similar field', (yaml, message) => {
    expect(problems(`${yaml}\n`).map(problem => problem.message)).toEqual([message]);
  });

  test('is reported without what only messages need', () => {
    const [problem] = problems('scrape_configs: [{job_name: a, prices: 1}]\n');

    expect(Object.keys(problem ?? {}).sort()).toEqual(['column', 'jobName', 'line', 'message', 'path', 'ruleId', 'severity']);
  });
});

test('an unknown field of a rule file is reported with the most similar field', () => {
  const { problems: found } = validateRules('groups: [{name: a, intervall: 1m, rules: []}]\n');

  expect(found.map(({ message }) => message)).toContain('unknown field \'intervall\' in groups[0]; did you mean \'interval\'?');
});

test('an unknown field of an alert manager definition is reported with the most similar field', () => {
  const { problems: found } = validateDefinition('alertmanager_config: |\n  route: {reciever: a}\n  receivers: [{name: a}]\n');

  expect(found.map(({ message }) => message)).toContain('unknown field \'reciever\' in route; did you mean \'receiver\'?');
});

describe('a value of another type is reported without the names of Go\'s types', () => {
  const messages = (yaml: string) => validateConfiguration(yaml).problems.map(({ message }) => message);

  test.each([
    ['job_name: [a]', 'must be a string, got a list'],
    ['scrape_interval: {a: b}', 'must be a string, got a mapping'],
    ['body_size_limit: []', 'must be a string, got a list'],
    ['honor_labels: maybe', 'must be true or false, got the string "maybe"'],
    ['sample_limit: -5', 'must be a whole number that is not negative, got the number -5'],
    ['native_histogram_min_bucket_factor: abc', 'must be a number, got the string "abc"'],
    ['params: true', 'must be a mapping, such as name: value, got true'],
    ['basic_auth: [a]', 'must be a mapping, such as name: value, got a list'],
    ['static_configs: {targets: [a]}', 'must be a list, in which each item begins with a dash, got a mapping'],
    ['relabel_configs: [{source_labels: 2026-11-29}]', 'must be a list, in which each item begins with a dash, got the date 2026-11-29'],
    [`static_configs: ${'x'.repeat(41)}`, `must be a list, in which each item begins with a dash, got the string "${'x'.repeat(40)}…"`],
    ['scheme: http, scheme: https', 'the field \'scheme\' is already set'],
  ])('in %s', (field, message) => {
    expect(messages(`scrape_configs: [{${field}}]\n`)).toContain(message);
  });

  test.each([
    ['labels: [a]', 'must be a mapping, such as name: value, got a list'],
    ['expr: [up]', 'must be a string, got a list'],
    ['limit: x', 'must be a whole number, got the string "x"', 'group'],
  ])('in %s of a rule file', (field, message, place = 'rule') => {
    const [group, rule] = place === 'group' ? [`, ${field}`, ''] : ['', `, ${field}`];

    expect(validateRules(`groups: [{name: a${group}, rules: [{record: a${rule}}]}]\n`).problems.map(problem => problem.message)).toContain(message);
  });
});

test.each([
  ['kubernetes_sd_configs: [{role: pods}]', 'unknown Kubernetes SD role "pods"; did you mean \'pod\'?'],
  ['kubernetes_sd_configs: [{role: volumes}]', 'unknown Kubernetes SD role "volumes"'],
  ['relabel_configs: [{action: relpace}]', 'unknown relabel action "relpace"; did you mean \'replace\'?'],
  ['scrape_interval: "30"', 'not a valid duration string: "30"; specify the unit, such as 5m'],
  ['body_size_limit: 5', 'units: unknown unit  in 5; specify the unit, such as 10MB'],
])('advises on the value in %s', (field, message) => {
  expect(validateConfiguration(`scrape_configs: [{job_name: a, ${field}}]\n`).problems.map(problem => problem.message)).toContain(message);
});
