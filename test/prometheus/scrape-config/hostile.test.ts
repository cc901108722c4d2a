import { HOSTILE_TEXTS } from './hostile-texts';
import { errorsOf, problemsOf } from './test-errors';

describe('fails for a hostile text:', () => {
  test.each(HOSTILE_TEXTS)('%s', (_, text, message) => {
    expect(problemsOf(text()).map(problem => problem.message)).toContainEqual(expect.stringMatching(message));
  });
});

describe('a text with very many problems', () => {
  const last = 'there are too many problems to report; what follows them is not validated';

  test('has a thousand of them reported, and that there are more', () => {
    expect(errorsOf(`global: {${Array.from({ length: 1000 }, (_, index) => `x${index}: 1`).join(', ')}}`)).toHaveLength(1000);
    const errors = errorsOf(`global: {${Array.from({ length: 1001 }, (_, index) => `x${index}: 1`).join(', ')}}`);
    expect([errors.length, errors[0], errors.at(-1)]).toEqual([1002, 'field x0 not found in type config.plain', last]);
  });

  test('has messages of at most a million characters', () => {
    const errors = errorsOf(`scrape_configs: [{job_name: &a ${'x'.repeat(400_000)}}, {job_name: *a, scheme: b}, ${'{job_name: *a}, '.repeat(9)}]`);
    expect(errors.length).toBeLessThan(5);
    expect(errors.at(-1)).toBe(last);
  });
});
