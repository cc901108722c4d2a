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
