import { validateRuleFile } from '../../../lib/prometheus/rule-files/validate-rule-file';

/** The problems, each with its place. */
const problemsOf = (text: string) => validateRuleFile(text).problems.map(({ line, column, message }) => `${line}:${column} ${message}`);

/** A file with one rule, which starts at line 4 and column 3. */
const withRule = (rule: string) => `groups:\n- name: g\n  rules:\n  - ${rule.replaceAll('\n', '\n    ')}\n`;

test.each([
  ['an empty file', ''],
  ['no groups', 'groups: []'],
  ['a null rule', withRule('~')],
  ['a second document, which does not count', 'groups: []\n---\n}'],
  ['every field', `
groups:
- name: g
  interval: 1m
  query_offset: 30s
  limit: 1.5
  labels: {team: a, n: 5, empty: ~}
  rules:
  - alert: Down
    expr: up == 0
    for: 5m
    keep_firing_for: 1h
    labels: {severity: "{{ if gt $value 1.0 }}critical{{ end }}"}
    annotations: {summary: "{{ $labels.job }} is down"}
  - record: job:up:sum
    expr: sum by (job) (up)
    for: 0s
`],
  ['anchors and merges', withRule('&r\nrecord: a\nexpr: up\n') + '  - {<<: *r, record: b}\n'],
  ['an expression that is a number', withRule('record: a\nexpr: 1')],
  ['a keyword of YAML 1.1 as a name', withRule('alert: yes\nexpr: up')],
])('accepts %s', (_name, text) => {
  expect(problemsOf(text)).toEqual([]);
});

describe('fails for a file that Prometheus does not load:', () => {
  test.each([
    ['an unknown field', 'foo: 1', '1:1 field foo not found in type rulefmt.RuleGroups'],
    ['a key of Thanos', 'groups:\n- name: g\n  partial_response_strategy: warn', '3:3 field partial_response_strategy not found in type rulefmt.RuleGroup'],
    ['a duplicate key', 'groups:\n- name: g\n  name: h', '3:3 mapping key "name" already defined at line 2'],
    ['a text instead of a list', 'groups: a', '1:9 cannot unmarshal !!str `a` into []rulefmt.RuleGroup'],
    ['a limit that is not a number', 'groups:\n- name: g\n  limit: "5"', '3:10 cannot unmarshal !!str `5` into int'],
    ['a tag of another type', 'groups: !!bool yes', '1:9 yaml: cannot decode !!str `yes` as a !!bool'],
    ['no name', 'groups:\n- rules: []', '2:3 Groupname must not be empty'],
    ['an empty name', 'groups:\n- name: ""', '2:9 Groupname must not be empty'],
    ['a duplicate name', 'groups:\n- name: g\n- name: g', '3:9 groupname: "g" is repeated in the same file'],
    ['a number as a duration', 'groups:\n- name: g\n  interval: 30', '3:13 not a valid duration string: "30"'],
    ['a label of a group that is reserved', 'groups:\n- name: g\n  labels: {__name__: a}', '3:12 invalid label name: __name__'],
    ['both kinds', withRule('record: a\nalert: b\nexpr: up'), '4:13 only one of \'record\' and \'alert\' must be set'],
    ['neither kind', withRule('expr: up'), '4:5 one of \'record\' or \'alert\' must be set'],
    ['no expression', withRule('alert: a'), '4:5 field \'expr\' must be set in rule'],
    ['for in a recording rule', withRule('record: a\nexpr: up\nfor: 1m'), '4:13 invalid field \'for\' in recording rule'],
    ['annotations in a recording rule', withRule('record: a\nexpr: up\nannotations: {a: b}'), '4:13 invalid field \'annotations\' in recording rule'],
    ['braces in a record', withRule('record: a{b="c"}\nexpr: up'), '4:13 braces present in the recording rule name; should it be in expr?: a{b="c"}'],
    ['an empty label name', withRule('record: a\nexpr: up\nlabels: {"": b}'), '6:14 invalid label name: '],
    ['a type in an expression', withRule('record: a\nexpr: sum(1)'), '5:15 expected type instant vector in aggregation expression, got scalar'],
    ['a function that only consoles have', withRule('alert: a\nexpr: up\nannotations: {s: "{{ tmpl \\"x\\" . }}"}'), '6:26 function "tmpl" not defined'],
    ['a template', withRule('alert: a\nexpr: up\nannotations: {s: "{{ $foo }}"}'), '6:26 undefined variable "$foo"'],
    ['invalid YAML', 'groups: [', '1:10 yaml: did not find expected node content'],
  ])('%s', (_name, text, problem) => {
    expect(problemsOf(text)).toEqual([problem]);
  });

  test('all problems together', () => {
    expect(problemsOf(withRule('alert: a\nexpr: rate(up)\nfor: 5x\nfoo: 1\nlabels: {s: "{{ nope }}"}'))).toEqual([
      '5:16 expected type range vector in call to function "rate", got instant vector',
      '6:10 unknown unit "x" in duration "5x"',
      '7:5 field foo not found in type rulefmt.Rule',
      '8:21 function "nope" not defined',
    ]);
  });
});

describe('the place of a problem in an expression is its character in the file for', () => {
  test.each([
    ['without quotes', 'expr: up + nope(x)'],
    ['over several lines without quotes', 'expr: up\n  +   nope(x)'],
    ['in single quotes', 'expr: \'up{a="it\'\'s"} + nope(x)\''],
    ['in double quotes with escapes', 'expr: "up{a=\\"\\u0062\\"}\\n + nope(x)"'],
    ['in double quotes with blanks as numbers', 'expr: "up\\x09+\\u0020\\U00000020nope(x)"'],
    ['in double quotes over several lines', 'expr: "up{a=\\"b\\"} \\\n  + nope(x)"'],
    ['in a literal block', 'expr: |\n  up\n    + nope(x)'],
    ['in a folded block with an empty line', 'expr: >-\n  up\n\n  # note\n    + nope(x)'],
    ['after a tag and an anchor', 'expr: !!str &e "up + nope(x)"'],
    ['with characters beyond the basic plane', 'expr: "up{a=\\"😀\\U0001F600\\"} + nope(x)"'],
  ])('%s', (_name, expr) => {
    const text = withRule(`record: a\n${expr}`);
    const before = text.slice(0, text.indexOf('nope')).split('\n');
    const place = `${before.length}:${(before.at(-1)?.length ?? 0) + 1}`;
    expect(problemsOf(text)).toEqual([`${place} unknown function with name "nope"`]);
  });

  test('an expression that ends too early', () => {
    expect(problemsOf(withRule('record: a\nexpr: up +'))).toEqual(['5:15 unexpected end of input']);
    expect(problemsOf(withRule('record: a\nexpr: |\n  up +'))).toEqual(['6:11 unexpected end of input']);
  });
});

test('values that are known only at deployment are not validated', () => {
  const token = '${Token[AWS.Region.4]}';
  expect(problemsOf(withRule(`alert: ${token}\nexpr: 'up{region="${token}"} > ${token}'\nfor: ${token}\nlabels: {a: "{{ ${token} }}"}`))).toEqual([]);
  expect(problemsOf(`groups: ${token}`)).toEqual([]);
  expect(problemsOf(withRule(`alert: a\nexpr: 'rate(up{region="${token}"})'`))).toHaveLength(1);
});

test('returns the rules with their kinds, durations and texts', () => {
  const { file } = validateRuleFile(withRule('alert: Down\nexpr: up == 0\nfor: 5m\nlabels: {severity: critical}'));
  expect(file?.groups).toMatchObject([{
    name: { value: 'g' },
    rules: [{ position: 1, alert: { value: 'Down' }, expr: { value: 'up == 0', parsed: { expr: { kind: 'binary' } } }, for: { value: 300_000 } }],
  }]);
  expect(file?.groups[0]?.rules[0]?.labels.get('severity')?.value).toBe('critical');
});

test('warns about an expression that is nested too deeply to be validated', () => {
  const nested = `${'('.repeat(1000)}up${')'.repeat(1000)}`;
  expect(validateRuleFile(withRule(`record: a\nexpr: ${nested}`)).problems).toMatchObject([{ ruleId: 'not-validated', severity: 'warning' }]);
});

test('validates a file of one megabyte', () => {
  const rule = (index: number) => `  - record: job:up${index}:sum\n    expr: sum by (job) (rate(http_requests_total{job="a",code=~"5.."}[5m])) / 2\n`;
  const text = `groups:\n- name: g\n  rules:\n${Array.from({ length: 9_000 }, (_, index) => rule(index)).join('')}`;
  expect(problemsOf(text)).toEqual([]);
});
