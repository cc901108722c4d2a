import { ScrapeConfiguration } from '../../../lib';

describe('an object that YAML has no place for', () => {
  const circular: Record<string, unknown> = { job_name: 'a' };
  circular.again = { circular };

  test.each<[string, unknown, string, RegExp]>([
    ['that holds itself', circular, 'scrape_configs[0].again.circular', /holds itself/],
    ['a function', { job_name: () => 'a' }, 'scrape_configs[0].job_name', /no place for a function/],
    ['a symbol', { job_name: Symbol('a') }, 'scrape_configs[0].job_name', /no place for a symbol/],
  ])('(%s) is a problem, and never a crash', (_what, job, path, message) => {
    const configuration = ScrapeConfiguration.fromObject({ scrape_configs: [job] });

    expect(configuration.problems()).toEqual([
      { ruleId: 'collector/unwritable', severity: 'error', path, message: expect.stringMatching(message) as string },
    ]);
    expect(() => configuration.toYaml()).toThrow(message);
  });

  test('does not include one that stands in two places', () => {
    const shared = { targets: ['10.0.0.1'] };

    expect(() => ScrapeConfiguration.fromObject({ scrape_configs: [{ job_name: 'a', static_configs: [shared, shared] }] }).toYaml()).not.toThrow();
  });

  test('does not include a Map', () => {
    expect(ScrapeConfiguration.fromObject({ global: new Map([['scrape_interval', '30s']]) }).toYaml())
      .toBe('global:\n  scrape_interval: 30s\n');
  });
});
