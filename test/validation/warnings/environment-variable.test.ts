import { Token } from 'aws-cdk-lib';
import { warningsOf } from './warnings-of';

const RULE = 'environment-variable';

function withLabel(value: string): string {
  return `global: { external_labels: { cluster: ${JSON.stringify(value)} } }`;
}

test.each([
  ['$REGION', '$REGION'],
  ['prod-${REGION}-1', '${REGION}'],
  ['cost: $5', '$5'],
  ['$$$REGION', '$REGION'],
  ['a$b$c', '$b'],
  ['${}', '${}'],
  ['$-', '$-'],
])('reports the environment variable in %j', (value, variable) => {
  expect(warningsOf(withLabel(value), RULE)).toEqual([expect.objectContaining({
    path: 'global.external_labels.cluster', line: 1, column: 39,
    message: `${variable} is read from the environment of Prometheus, and is empty where that has no such variable, as in a collector: `
      + 'write the value itself, or $$ for a dollar',
  })]);
});

test.each([
  ['', 'prod', '$', 'a$', '$$REGION', '${$}REGION', '$.50', 'US$ 5', '${REGION', Token.asString({ resolve: () => '$x' })],
].flat())('accepts %j', (value) => {
  expect(warningsOf(withLabel(value), RULE)).toEqual([]);
});

test('validates nothing but external labels', () => {
  expect(warningsOf('scrape_configs: [{ job_name: a, relabel_configs: [{ target_label: b, replacement: $HOME }], static_configs: [{ labels: { c: $HOME } }] }]', RULE))
    .toEqual([]);
});

test.each([['dollars', '$'.repeat(500_000)], ['beginnings of variables', '${'.repeat(200_000)], ['beginnings of tokens', '${Token['.repeat(100_000)]])(
  'is quick with nothing but %s', (_, value) => {
    expect(warningsOf(withLabel(value), RULE)).toEqual([]);
  });
