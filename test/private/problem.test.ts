import { formatPath, formatProblem } from '../../lib/private/problem';

describe('a path', () => {
  test.each([
    [[], ''],
    [['jobs'], 'jobs'],
    [['jobs', 0, 'scrapeInterval'], 'jobs[0].scrapeInterval'],
    [[0, 'role'], '[0].role'],
    [['params', 'odd key', 1], 'params["odd key"][1]'],
    [['labels', 'app.kubernetes.io/name'], 'labels["app.kubernetes.io/name"]'],
    [['params', 'match[]'], 'params["match[]"]'],
  ])('%j reads %s', (segments, expected) => {
    expect(formatPath(segments)).toBe(expected);
  });
});

describe('a problem', () => {
  test('tells line and column before path and message', () => {
    expect(formatProblem({ path: 'scrape_configs[0]', message: 'job_name is empty', line: 3, column: 5 }))
      .toBe('3:5 scrape_configs[0]: job_name is empty');
  });

  test('without text has no line', () => {
    expect(formatProblem({ path: 'alias', message: 'must not be empty' })).toBe('alias: must not be empty');
  });

  test('of the whole document has no path', () => {
    expect(formatProblem({ path: '', message: 'must not be empty', line: 1, column: 1 })).toBe('1:1 must not be empty');
  });
});
