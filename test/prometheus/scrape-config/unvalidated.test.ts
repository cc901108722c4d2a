import { validateConfiguration } from '../../../lib/validation/validate';
import { UNVALIDATED_DISCOVERIES, UNVALIDATED_SECTIONS } from '../../../lib/prometheus/scrape-config/fields/unvalidated';
import { errorsOf, job } from './judging';

/** The places of all problems. */
function refusals(text: string): string[] {
  return validateConfiguration(text).problems.map(({ ruleId, path, line, column }) => `${ruleId} ${path} ${line ?? ''}:${column ?? ''}`);
}

describe('sections that no collector accepts', () => {
  test.each(UNVALIDATED_SECTIONS)('%s is refused at its name, whatever it holds', (name) => {
    for (const content of ['', ' {}', ' [{any: [thing]}]', '\n  - any: thing', ' "text"', ' &a {b: c}']) {
      const text = `scrape_configs: []\n${name}:${content}`;
      expect(errorsOf(text)).toEqual([]);
      expect(refusals(text)).toContain(`unsupported-section ${name} 2:1`);
    }
  });
});

describe('discoveries that no collector accepts', () => {
  test.each(UNVALIDATED_DISCOVERIES)('%s is refused at its name, whatever it holds', (name) => {
    for (const content of ['[{any: [thing]}]', '[~]', '"text"', '{any: thing}', '[*a]']) {
      const text = job(`params: {a: [&a b]}, ${name}: ${content}`);
      expect(errorsOf(text)).toEqual([]);
      expect(refusals(text)).toContain(`unsupported-discovery scrape_configs[0].${name} 1:53`);
    }
  });

  test.each(['', '~', '[]', '"${Token[Configs.1]}"'])('%j names no discovery', (content) => {
    expect(refusals(job(`file_sd_configs: ${content}`)).filter(problem => problem.startsWith('unsupported-discovery'))).toEqual([]);
  });

  test('a field that Prometheus does not know is unknown', () => {
    expect(errorsOf(job('ec3_sd_configs: []'))).toEqual(['field ec3_sd_configs not found in type config.ScrapeConfig']);
  });
});
