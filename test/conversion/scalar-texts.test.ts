import { readDocuments } from '../../lib/conversion/source-document';

function valueOf(text: string): unknown {
  return readDocuments(text).documents[0]?.value;
}

test.each<[string, unknown]>([
  ['version: 1.10', '1.10'],
  ['regex: yes', 'yes'],
  ['regex: True', 'True'],
  ['replacement: 0123', '0123'],
  ['replacement: 0x1F', '0x1F'],
  ['cluster: 2026-01-01', '2026-01-01'],
  ['replacement: 12:30:45', '12:30:45'],
  ['regex: "yes"', 'yes'],
  ['regex: true', true],
  ['replacement: 8080', 8080],
  ['replacement: ~', null],
])('a text field of %s keeps what Prometheus reads', (text, expected) => {
  expect(Object.values(valueOf(text) as object)).toEqual([expected]);
});

test.each<[string, unknown]>([
  ['honor_labels: yes', true],
  ['honorLabels: Yes', true],
  ['insecure_skip_verify: on', true],
  ['follow_redirects: off', false],
  ['sample_limit: 1_000', 1000],
  ['modulus: 0x10', 16],
  ['native_histogram_min_bucket_factor: 1.10', 1.1],
])('a flag or number of %s keeps its value', (text, expected) => {
  expect(Object.values(valueOf(text) as object)).toEqual([expected]);
});
