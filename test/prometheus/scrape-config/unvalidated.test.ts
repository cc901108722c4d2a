import { validateConfiguration } from '../../../lib/validation/validate';
import { UNVALIDATED_DISCOVERIES, UNVALIDATED_SECTIONS } from '../../../lib/prometheus/scrape-config/fields/unvalidated';
import { errorsOf, job } from './test-errors';

/** The places of all problems. */
function refusals(text: string): string[] {
  return validateConfiguration(text).problems.map(({ ruleId, path, line, column }) => `${ruleId} ${path} ${line ?? ''}:${column ?? ''}`);
}

describe('a section that no collector accepts', () => {
  test.each(UNVALIDATED_SECTIONS)('fails by its name, with any content: %s', (name) => {
    for (const content of ['', ' {}', ' [{any: [thing]}]', '\n  - any: thing', ' "text"', ' &a {b: c}']) {
      const text = `scrape_configs: []\n${name}:${content}`;
      expect(errorsOf(text)).toEqual([]);
      expect(refusals(text)).toContain(`unsupported-section ${name} 2:1`);
    }
  });
});

describe('a service discovery that no collector accepts', () => {
  test.each(UNVALIDATED_DISCOVERIES)('fails by its name, with any content: %s', (name) => {
    for (const content of ['[{any: [thing]}]', '[~]', '"text"', '{any: thing}', '[*a]']) {
      const text = job(`params: {a: [&a b]}, ${name}: ${content}`);
      expect(errorsOf(text)).toEqual([]);
      expect(refusals(text)).toContain(`unsupported-discovery scrape_configs[0].${name} 1:53`);
    }
  });

  test.each(['', '~', '[]', '"${Token[Configs.1]}"'])('does not include %j', (content) => {
    expect(refusals(job(`file_sd_configs: ${content}`)).filter(problem => problem.startsWith('unsupported-discovery'))).toEqual([]);
  });

  test('differs from an unknown field', () => {
    expect(errorsOf(job('ec3_sd_configs: []'))).toEqual(['field ec3_sd_configs not found in type config.ScrapeConfig']);
  });
});
