import { ScrapeConfiguration } from '../../../lib';

function revoked(): object {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
}

function laughs(levels: number): unknown {
  return levels === 0 ? 'ha' : Array(9).fill(laughs(levels - 1));
}

function deep(levels: number): object {
  return levels === 0 ? {} : { a: deep(levels - 1) };
}

describe('an object that YAML cannot express', () => {
  const circular: Record<string, unknown> = { job_name: 'a' };
  circular.again = { circular };

  test.each<[string, unknown, string, RegExp]>([
    ['that holds itself', circular, 'scrape_configs[0].again.circular', /holds itself/],
    ['a function', { job_name: () => 'a' }, 'scrape_configs[0].job_name', /no place for a function/],
    ['a symbol', { job_name: Symbol('a') }, 'scrape_configs[0].job_name', /no place for a symbol/],
    ['a symbol for a key', { params: new Map([[Symbol('a'), ['b']]]) }, 'scrape_configs[0].params["Symbol(a)"]', /no place for a symbol/],
    ['an invalid date', { job_name: new Date(NaN) }, 'scrape_configs[0].job_name', /the date is invalid/],
    ['a getter that throws', { get job_name() { throw new Error('not now'); } }, 'scrape_configs[0]', /cannot be read: not now/],
    ['a proxy that throws', { params: new Proxy({}, { ownKeys: () => { throw new Error('not ever'); } }) }, 'scrape_configs[0].params', /not ever/],
    ['a proxy that was revoked', { params: revoked() }, 'scrape_configs[0].params', /cannot be read/],
    ['more values than fit', { params: { a: Array(200_000).fill('b') } }, 'scrape_configs[0].params.a[199995]', /more than 200000 values/],
    ['the same values again and again', { params: laughs(10) }, expect.anything() as string, /more than 200000 values/],
    ['values in values', deep(198), `scrape_configs[0]${'.a'.repeat(198)}`, /more than 200 levels deep/],
  ])('(%s) is reported as a problem', (_what, job, path, message) => {
    const configuration = ScrapeConfiguration.fromObject({ scrape_configs: [job] });

    expect(configuration.problems()).toEqual([
      { ruleId: 'unwritable-value', severity: 'error', path, message: expect.stringMatching(message) as string },
    ]);
    expect(() => configuration.toYaml()).toThrow(message);
  });

  test('may be nested almost as deeply', () => {
    expect(ScrapeConfiguration.fromObject({ scrape_configs: [deep(197)] }).problems()).toContainEqual(expect.objectContaining({
      ruleId: 'unknown-field',
    }));
  });

  test('may be used in two places', () => {
    const shared = { targets: ['10.0.0.1'] };

    expect(() => ScrapeConfiguration.fromObject({ scrape_configs: [{ job_name: 'a', static_configs: [shared, shared] }] }).toYaml()).not.toThrow();
  });

  test('may be a Map', () => {
    expect(ScrapeConfiguration.fromObject({ global: new Map([['scrape_interval', '30s']]) }).toYaml())
      .toBe('global:\n  scrape_interval: 30s\n');
  });
});
