import { warningsOf } from '../../warnings/warnings-of';

const RULE = 'doubled-backslash';

/** A job with the regex as the decoded text. */
function withRegex(regex: string, list = 'relabel_configs'): string {
  const quoted = `'${regex.replaceAll('\'', '\'\'')}'`;
  return `scrape_configs: [{ job_name: a, ${list}: [{ source_labels: [__address__], regex: ${quoted}, target_label: b }] }]`;
}

test.each([
  [String.raw`(.+?)(\\:\\d+)?`],
  [String.raw`\\d+`],
  [String.raw`(\\w+)`],
  [String.raw`kube\\.system`],
  [String.raw`[\\d]+`],
  [String.raw`a\\s?b`],
  [String.raw`\\bfoo\\b`],
  [String.raw`\\p{L}+`],
])('reports text that was escaped twice in %s', (regex) => {
  expect(warningsOf(withRegex(regex), RULE)).toHaveLength(1);
});

test.each([
  [String.raw`(.+?)(\:\d+)?`],
  ['no backslash'],
  [String.raw`DOMAIN\\.+`],
  [String.raw`C:\\data`],
  [String.raw`[\\/]`],
  [String.raw`a\\\.b`],
  [String.raw`a\\`],
  [String.raw`DOMAIN\\(.+)`],
])('accepts an intended backslash in %s', (regex) => {
  expect(warningsOf(withRegex(regex), RULE)).toEqual([]);
});

test('reports the correct regex, at its place', () => {
  const text = 'scrape_configs:\n- job_name: a\n  relabel_configs:\n  - source_labels: [__address__]\n    regex: (.+?)(\\\\:\\\\d+)?\n    target_label: b\n';
  expect(warningsOf(text, RULE)).toEqual([{
    ruleId: RULE,
    severity: 'warning',
    path: 'scrape_configs[0].relabel_configs[0].regex',
    line: 5,
    column: 12,
    message: String.raw`\\: matches a backslash and then :: every backslash was doubled, which is right only inside double quotes; `
      + String.raw`write (.+?)(\:\d+)?, or in double quotes "(.+?)(\\:\\d+)?"`,
  }]);
});

test('reads double quotes like YAML', () => {
  const once = String.raw`scrape_configs: [{ job_name: a, relabel_configs: [{ regex: "\\d+", target_label: b }] }]`;
  const twice = String.raw`scrape_configs: [{ job_name: a, relabel_configs: [{ regex: "\\\\d+", target_label: b }] }]`;
  expect(warningsOf(once, RULE)).toEqual([]);
  expect(warningsOf(twice, RULE)).toHaveLength(1);
});

test('validates metric relabelings too', () => {
  expect(warningsOf(withRegex(String.raw`\\d+`, 'metric_relabel_configs'), RULE)).toHaveLength(1);
});
