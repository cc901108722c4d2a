import { errorsOf, job, problemsOf, rule } from './judging';

const MEGABYTE = 2 ** 20;

describe('hostile text is answered within a second', () => {
  test.each([
    ['brackets', () => '['.repeat(MEGABYTE), /exceeded max depth/],
    ['block sequences', () => '- '.repeat(MEGABYTE / 2), /exceeded max depth/],
    ['free-form nesting', () => job(`oauth2: {client_id: a, token_url: b, claims: {a: ${'['.repeat(9000)}${']'.repeat(9000)}}}`), /nested too deeply/],
    ['an open quote', () => `a: "${'x '.repeat(MEGABYTE / 2)}`, /unexpected end of stream/],
    ['a duration of digits', () => `global: {scrape_interval: ${'9'.repeat(MEGABYTE)}s}`, /not a valid duration/],
    ['a number of digits', () => job(`sample_limit: -${'9'.repeat(MEGABYTE)}`), /cannot unmarshal/],
    ['repetitions', () => rule(`target_label: a, regex: "${'(a{100}){10}'.repeat(5000)}"`), /error parsing regexp/],
    ['unknown fields', () => `global: {${'foo: 1, '.repeat(10_000)}}`, /field foo not found/],
    ['commas in a selector', () => job(`kubernetes_sd_configs: [{role: pod, selectors: [{role: pod, label: "${'a,'.repeat(100_000)}"}]}]`), /expected: identifier/],
  ])('%s', (_, text, message) => {
    const document = text();
    const start = performance.now();
    expect(errorsOf(document)[0]).toMatch(message);
    expect(performance.now() - start).toBeLessThan(1000);
  });
});

test('the time grows with the number of jobs', () => {
  const text = (jobs: number) => `scrape_configs: [${Array.from({ length: jobs }, (_, index) => `{job_name: a${index}, static_configs: [{targets: [b]}]}`).join(', ')}]`;
  const time = (jobs: number) => {
    const document = text(jobs);
    const times = Array.from({ length: 5 }, () => {
      const start = performance.now();
      problemsOf(document);
      return performance.now() - start;
    });
    return Math.min(...times);
  };
  time(1000);
  expect(time(4000) / time(1000)).toBeLessThan(8);
});
