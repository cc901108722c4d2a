import { Token } from 'aws-cdk-lib';
import { warningsOf, paths } from './warnings-of';

const RULE = 'interval-gaps';

function withInterval(interval: string): string {
  return `scrape_configs: [{ job_name: a, scrape_interval: ${interval} }]`;
}

test.each([
  ['2m30s', undefined],
  ['2m31s', 'with a scrape interval of 2m31s a range of 5m may have a single sample, for which rate() answers nothing: scrape at least every 2m30s'],
  ['4m59s', 'with a scrape interval of 4m59s a range of 5m may have a single sample, for which rate() answers nothing: scrape at least every 2m30s'],
  ['5m', 'with a scrape interval of 5m queries see gaps, since they look back 5m for a sample: scrape at least every 2m30s'],
  ['1h', 'with a scrape interval of 1h queries see gaps, since they look back 5m for a sample: scrape at least every 2m30s'],
])('validates an interval of %s', (interval, message) => {
  expect(warningsOf(withInterval(interval), RULE).map(problem => problem.message)).toEqual(message === undefined ? [] : [message]);
});

test('reports an inherited interval once, and each interval of a job', () => {
  const text = 'global: { scrape_interval: 10m }\nscrape_configs: [{ job_name: a }, { job_name: b }, { job_name: c, scrape_interval: 6m }]';
  expect(paths(text, RULE)).toEqual(['global.scrape_interval', 'scrape_configs[2].scrape_interval']);
});

test('does not report an interval that no job inherits', () => {
  expect(warningsOf('global: { scrape_interval: 10m }\nscrape_configs: [{ job_name: a, scrape_interval: 1m }]', RULE)).toEqual([]);
});

test('reports an interval that a relabeling sets', () => {
  const rule = (interval: string) => `scrape_configs: [{ job_name: a, relabel_configs: [{ target_label: __scrape_interval__, replacement: ${interval} }] }]`;
  expect(paths(rule('10m'), RULE)).toEqual(['scrape_configs[0].relabel_configs[0].replacement']);
  expect(paths(rule('1m'), RULE)).toEqual([]);
  expect(paths(rule('$1'), RULE)).toEqual([]);
});

test.each([['unknown', `"${Token.asString({ resolve: () => '10m' })}"`], ['refused', '10 minutes']])('accepts an interval that is %s', (_, interval) => {
  expect(warningsOf(withInterval(interval), RULE)).toEqual([]);
});
