import { formatPath, formatProblem, joinPaths } from '../../lib/private/property-problem';

describe('a formatted path', () => {
  test.each([
    [[], ''],
    [['jobs'], 'jobs'],
    [['jobs', 0, 'scrapeInterval'], 'jobs[0].scrapeInterval'],
    [[0, 'role'], '[0].role'],
    [['params', 'odd key', 1], 'params["odd key"][1]'],
    [['labels', 'app.kubernetes.io/name'], 'labels["app.kubernetes.io/name"]'],
    [['params', 'match[]'], 'params["match[]"]'],
  ])('of %j is %s', (segments, expected) => {
    expect(formatPath(segments)).toBe(expected);
  });
});

describe('a joined path', () => {
  test.each([
    ['source', 'subnets', 'source.subnets'],
    ['jobs', '[0].scheme', 'jobs[0].scheme'],
    ['scrapeConfiguration', '', 'scrapeConfiguration'],
    ['', 'alias', 'alias'],
  ])('of %j and %j is %j', (outer, inner, expected) => {
    expect(joinPaths(outer, inner)).toBe(expected);
  });
});

describe('a formatted problem', () => {
  test('has its path, then line and column', () => {
    expect(formatProblem({ path: 'scrape_configs[0]', message: 'job_name is empty', line: 3, column: 5 }))
      .toBe('scrape_configs[0] (line 3, column 5): job_name is empty');
  });

  test('in a file starts with the file', () => {
    expect(formatProblem({ path: 'scrape_configs[0]', message: 'job_name is empty', file: 'prometheus.yml', line: 3, column: 5 }))
      .toBe('prometheus.yml:3:5: scrape_configs[0]: job_name is empty');
    expect(formatProblem({ path: '', message: 'must not be empty', file: 'prometheus.yml' })).toBe('prometheus.yml: must not be empty');
  });

  test.each([
    ['scrape_configs[2].relabel_configs[0].regex', 'scrape_configs[2] \'payments\' relabel_configs[0].regex'],
    ['scrapeConfiguration.scrape_configs[2].scheme', 'scrapeConfiguration.scrape_configs[2] \'payments\' scheme'],
    ['scrape_configs[2]', 'scrape_configs[2] \'payments\''],
    ['jobs[2] \'payments\' relabelings[0].regex', 'jobs[2] \'payments\' relabelings[0].regex'],
  ])('in a job names the job: %s', (path, expected) => {
    expect(formatProblem({ path, jobName: 'payments', message: 'wrong' })).toBe(`${expected}: wrong`);
  });

  test('without text has no line', () => {
    expect(formatProblem({ path: 'alias', message: 'must not be empty' })).toBe('alias: must not be empty');
  });

  test('in a whole text has no path', () => {
    expect(formatProblem({ path: '', message: 'must not be empty', line: 1, column: 1 })).toBe('line 1, column 1: must not be empty');
  });

  test('in a whole value is its message', () => {
    expect(formatProblem({ path: '', message: 'must not be empty' })).toBe('must not be empty');
  });
});
