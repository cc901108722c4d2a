import { errorsOf, job, testErrors, problemsOf } from './test-errors';

describe('decoding of fields', () => {
  testErrors([
    [''],
    ['{}'],
    ['~'],
    ['global:'],
    ['hello', 'cannot unmarshal !!str `hello` into config.plain'],
    ['hello world!', 'cannot unmarshal !!str `hello w...` into config.plain'],
    ['[]', 'cannot unmarshal !!seq into config.plain'],
    ['foo: 1', 'field foo not found in type config.plain'],
    ['1: 1', 'field 1 not found in type config.plain'],
    ['{a: b}: 1', 'cannot unmarshal !!map into string'],
    ['global: {foo: 1}', 'field foo not found in type config.plain'],
    ['scrape_configs: [{job-name: a, job_name: a}]', 'field job-name not found in type config.ScrapeConfig'],
    ['scrape_configs: [a]', 'cannot unmarshal !!str `a` into config.ScrapeConfig'],
    ['scrape_configs: [~]', 'empty or null scrape config section'],
    ['scrape_configs: ~'],
    ['global: {scrape_protocols: a}', 'cannot unmarshal !!str `a` into []config.ScrapeProtocol'],
  ]);
});

describe('decoding of duplicate keys', () => {
  testErrors([
    ['honor_labels: true, honor_labels: true', 'field honor_labels already set in type config.ScrapeConfig'],
    ['params: {a: [b], a: [c]}', 'key "a" already set in map'],
    ['params: {a: [b], b: [c]}'],
    ['static_configs: [{labels: {a: b, a: c}}]', 'key "a" already set in map'],
    ['<<: {honor_labels: true}, honor_labels: false'],
    ['params: {<<: {a: [b]}, a: [c]}', 'key "a" already set in map'],
  ], job);
});

describe('decoding of types', () => {
  testErrors([
    ['honor_labels: yes'],
    ['honor_labels: Off'],
    ['honor_labels: "true"', 'cannot unmarshal !!str `true` into bool'],
    ['honor_labels: 1', 'cannot unmarshal !!int `1` into bool'],
    ['sample_limit: 10'],
    ['sample_limit: 010'],
    ['sample_limit: 1.5'],
    ['sample_limit: 18446744073709551615'],
    ['sample_limit: -1', 'cannot unmarshal !!int `-1` into uint'],
    ['sample_limit: "10"', 'cannot unmarshal !!str `10` into uint'],
    ['sample_limit: true', 'cannot unmarshal !!bool `true` into uint'],
    ['sample_limit: 2020-01-01', 'cannot unmarshal !!timestamp `2020-01-01` into uint'],
    ['dns_sd_configs: [{names: [a], type: A, port: -1}]'],
    ['dns_sd_configs: [{names: [a], type: A, port: 9223372036854775808}]', 'cannot unmarshal !!int `9223372...` into int'],
    ['native_histogram_min_bucket_factor: 1'],
    ['native_histogram_min_bucket_factor: .5'],
    ['native_histogram_min_bucket_factor: a', 'cannot unmarshal !!str `a` into float64'],
    ['scheme: [a]', 'cannot unmarshal !!seq into string'],
    ['scheme: {a: b}', 'cannot unmarshal !!map into string'],
    ['params: [a]', 'cannot unmarshal !!seq into url.Values'],
    ['params: {a: b}', 'cannot unmarshal !!str `b` into []string'],
    ['scheme: !!binary aHR0cA=='],
    ['scheme: !!binary x', 'yaml: !!binary value contains invalid base64 data'],
    ['sample_limit: !!int "1"'],
    ['sample_limit: !!int a', 'yaml: cannot decode !!str `a` as a !!int'],
    ['scheme: !foo http'],
    ['scrape_native_histograms: "null"', 'cannot unmarshal !!str `null` into *bool'],
  ], job);
});

test('a string accepts the text of any scalar', () => {
  expect(errorsOf('scrape_configs: [{job_name: 010}, {job_name: "010"}]')).toEqual(['found multiple scrape configs with job name "010"']);
  expect(errorsOf('scrape_configs: [{job_name: 010}, {job_name: 8}]')).toEqual([]);
});

describe('decoding of aliases and merges', () => {
  testErrors([
    ['scrape_configs: [&a {job_name: a}, {<<: *a, job_name: b}]'],
    ['scrape_configs: [&a {job_name: a}, {job_name: b, <<: *a}]', 'found multiple scrape configs with job name "a"'],
    ['scrape_configs: [{<<: [{job_name: a}, {job_name: b}]}, {job_name: a}]', 'found multiple scrape configs with job name "a"'],
    ['global: {<<: a}', 'yaml: map merge requires map or sequence of maps as the value'],
    ['global: {"<<": {}}', 'field << not found in type config.plain'],
    ['global: {scrape_protocols: &a [*a]}', 'cannot unmarshal !!seq into config.ScrapeProtocol'],
    ['scrape_configs: [&a {job_name: b, honor_labels: yes, <<: *a}]', 'yaml: anchor \'a\' value contains itself'],
  ]);

  test('fails if it would expand the document beyond limits', () => {
    const laughs = ['a: &a [x, x, x, x, x, x, x, x, x]'];
    for (const [name, previous] of ['ba', 'cb', 'dc', 'ed', 'fe']) laughs.push(`${name}: &${name} [${Array(9).fill(`*${previous}`).join(', ')}]`);
    const claims = `oauth2: {client_id: a, token_url: b, claims: {${laughs.join(', ')}}}`;
    expect(errorsOf(job(claims))).toEqual(['yaml: document contains excessive aliasing']);
  });

  test('accepts many aliases', () => {
    const copies = Array.from({ length: 300 }, (_, index) => `{<<: *a, job_name: b${index}}`);
    expect(errorsOf(`scrape_configs: [&a {job_name: a}, ${copies.join(', ')}]`)).toEqual([]);
  });
});

test('all problems are reported together, in the order of the text, each with its place', () => {
  const problems = problemsOf(['global:', '  scrape_interval: 30', 'scrape_configs:', '- job_name: a', '  foo: 1', '  scheme: [b]'].join('\n'));
  expect(problems.map(({ ruleId, path, line, column }) => ({ ruleId, path, line, column }))).toEqual([
    { ruleId: 'invalid-duration', path: 'global.scrape_interval', line: 2, column: 20 },
    { ruleId: 'unknown-field', path: 'scrape_configs[0].foo', line: 5, column: 3 },
    { ruleId: 'wrong-type', path: 'scrape_configs[0].scheme', line: 6, column: 11 },
  ]);
});

test('an invalid YAML text has one problem', () => {
  expect(problemsOf('a: [')).toEqual([
    { ruleId: 'yaml-syntax', severity: 'error', path: '', message: 'yaml: did not find expected node content', line: 1, column: 5 },
  ]);
});
