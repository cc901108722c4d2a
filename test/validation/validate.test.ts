import { validateConfiguration } from '../../lib/validation/validate';

test('names the job of a problem by its place in the list, also after items that are not jobs', () => {
  const { problems } = validateConfiguration('scrape_configs: [null, 5, {job_name: a}, {job_name: b, prices: 1}, {job_name: "", prices: 1}]\n');

  expect(problems.filter(({ ruleId }) => !['no-targets', 'job-name-empty'].includes(ruleId)).map(({ path, jobName }) => [path, jobName])).toEqual([
    ['scrape_configs[0]', undefined],
    ['scrape_configs[1]', undefined],
    ['scrape_configs[3].prices', 'b'],
    ['scrape_configs[4].prices', undefined],
  ]);
});
