import { distil, seriesOf } from './distil';

const HISTOGRAM = `# HELP request_seconds Time of requests.
# TYPE request_seconds histogram
request_seconds_bucket{verb="GET",le="0.1"} 1
request_seconds_bucket{verb="GET",le="+Inf"} 2
request_seconds_sum{verb="GET"} 0.3
request_seconds_count{verb="GET"} 2
`;

test('a histogram has a line with its bounds, and one for each combination of its other labels', () => {
  expect(distil(HISTOGRAM)).toBe('# TYPE request_seconds histogram 0.1 +Inf\nrequest_seconds{verb="GET"}');
});

test('a summary has a line with its quantiles', () => {
  const summary = '# TYPE pause_seconds summary\npause_seconds{quantile="0"} 1\npause_seconds{quantile="0.5"} 1\npause_seconds_sum 2\npause_seconds_count 2\n';
  expect(distil(summary)).toBe('# TYPE pause_seconds summary 0 0.5\npause_seconds');
});

test('metrics without samples are left out', () => {
  expect(distil('# TYPE idle_total counter\n# TYPE up gauge\nup 1\n')).toBe('# TYPE up gauge\nup');
});

test('every pair of values of labels with few values is kept', () => {
  const samples = ['GET', 'LIST'].flatMap(verb => ['cluster', 'namespace'].map(scope => `requests_total{verb="${verb}",scope="${scope}"} 1`));
  expect(distil(`# TYPE requests_total counter\n${samples.join('\n')}\n`).split('\n')).toHaveLength(1 + samples.length);
});

test('three values are kept of a label with many', () => {
  const samples = Array.from({ length: 100 }, (_each, index) => `objects{resource="resource-${index}"} 1`);
  expect(distil(`# TYPE objects gauge\n${samples.join('\n')}\n`).split('\n')).toHaveLength(1 + 3);
});

test('series are counted with every bucket', () => {
  expect(seriesOf(HISTOGRAM)).toBe(4);
});
