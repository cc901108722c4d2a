import { ProblemSeverity } from '../../../lib/validation/problem';
import { validateRules } from '../../../lib/validation/rule-files/validate-rules';

const alert = (expr: string, rest = '') => `groups:\n- name: g\n  rules:\n  - alert: A\n    expr: ${JSON.stringify(expr)}\n${rest}`;
const record = (expr: string) => `groups:\n- name: g\n  rules:\n  - record: a\n    expr: ${JSON.stringify(expr)}\n`;
const group = (field: string) => `groups:\n- name: g\n  ${field}\n`;
const rules = (count: number) => `groups:\n- name: g\n  rules:\n${Array.from({ length: count }, (_, index) => `  - {record: 'r${index}', expr: up}\n`).join('')}`;
const TOKEN = '${Token[T.1]}';
const idsOf = (text: string) => validateRules(text).problems.map(({ ruleId }) => ruleId);

/** For each rule, texts that break it and texts that do not. */
const CASES: Readonly<Record<string, { readonly broken: readonly string[]; readonly kept: readonly string[] }>> = {
  'rule-group-interval': { broken: [group('interval: 29s')], kept: [group('interval: 30s'), group('interval: 0s')] },
  'rule-group-name-length': {
    broken: [`groups: [{name: ${'g'.repeat(721)}}]`],
    kept: [`groups: [{name: ${'g'.repeat(720)}}]`],
  },
  'rule-file-size': { broken: [`groups: []\n#${'x'.repeat(1_000_000)}`], kept: [`groups: []\n#${'x'.repeat(900_000)}`] },
  'rule-count': { broken: [rules(2001)], kept: [rules(2000)] },
  'rule-group-empty': {
    broken: [group('rules: []'), group('rules: ~'), group('interval: 1m')],
    kept: [record('up'), group('rules: [{}]'), group('rules: a'), group(`rules: "${TOKEN}"`), 'groups: []'],
  },
  'rule-window': {
    broken: [record('sum_over_time(up[96d])'), record('up offset 96d'), record('rate(up[90d] offset 6d)'), record('max_over_time(up[96d:1d])'),
      record('max_over_time(rate(a[10d])[90d:1d])'), record('max_over_time((sum(rate(a[5m] offset 50d)))[50d:1h])')],
    kept: [
      record('sum_over_time(up[95d])'), record('up offset 95d'), record('max_over_time(rate(a[5d])[90d:1d])'), record('sum_over_time(a[90d]) + sum_over_time(b[90d])'),
    ],
  },
  'young-promql-feature': {
    broken: [record('mad_over_time(up)'), record('rate(up[5m * 2])'), record('limitk(1, up)'), record('a + fill(0) b'), record('info(up, {a="b"})'),
      record('holt_winters(up[5m], 0.5, 0.5)')],
    kept: [record('rate(up[5m])'), record('first_over_time(up[5m])')],
  },
  'alert-without-comparison': {
    broken: [alert('up'), alert('rate(errors_total[5m])'), alert('up == bool 0'), alert('app_info')],
    kept: [
      alert('up == 0'), alert('absent(up)'), alert('vector(1)'), alert('a unless b'), alert('(up > 1) and b'), record('up'),
      alert('ALERTS_FOR_STATE'), alert('a:firing', '  - record: a:firing\n    expr: a > 5\n'), alert('present_over_time(a[1h])'), alert('ALERTS{alertname="A"} and ALERTS{alertname="B"}'), alert('app_info{version="1.2"}'),
    ],
  },
  'template-label-missing': {
    broken: [
      alert('sum(up) > 0', '    annotations: {s: "{{ $labels.pod }}"}'),
      alert('sum by (job) (up) > 0', '    labels: {s: "{{ .Labels.pod }}"}'),
      alert('sum without (pod) (up) > 0', '    annotations: {s: "{{ $labels.pod }}"}'),
      alert('absent(up{job="a"})', '    annotations: {s: "{{ $labels.pod }}"}'),
      alert('absent(up{pod=""})', '    annotations: {s: "{{ $labels.pod }}"}'),
      alert('sum(up) > 0', '    labels: {team: a}\n    annotations: {s: "{{ $labels.team }}"}'),
      alert('sum(up) > 0', '    annotations: {s: "{{ if $labels.job }}{{ $labels.pod }}{{ end }}"}'),
    ],
    kept: [
      alert('sum by (pod) (up) > 0', '    annotations: {s: "{{ $labels.pod }}"}'),
      alert('up > 0', '    annotations: {s: "{{ $labels.pod }}"}'),
      alert('absent(up{job="a"})', '    annotations: {s: "{{ $labels.job }}"}'),
      alert('count_values("pod", up) > 0', '    annotations: {s: "{{ $labels.pod }}"}'),
      alert('label_replace(sum(up), "pod", "x", "", "") > 0', '    annotations: {s: "{{ $labels.pod }}"}'),
      alert('sum(up) > 0', '    annotations: {s: "{{ range query \\"up\\" }}{{ .Labels.pod }}{{ end }}"}'),
      alert('sum(up) > 0', '    annotations: {s: "{{ if $labels.pod }}{{ $labels.pod }}{{ end }}"}'),
      alert('sum(up) > 0', '    annotations: {s: "{{ with .Labels.pod }}{{ . }}{{ end }}"}'),
      alert('a * on (x) group_left (pod) b > 0', '    annotations: {s: "{{ $labels.pod }}"}'),
    ],
  },
  'value-in-label': {
    broken: [alert('up == 0', '    labels: {v: "{{ $value }}"}'), alert('up == 0', '    labels: {v: "{{ .Value | humanize }}"}')],
    kept: [alert('up == 0', '    annotations: {v: "{{ $value }}"}'), alert('up == 0', '    labels: {v: "{{ if gt $value 1.0 }}a{{ end }}"}')],
  },
  'failing-rule-template': {
    broken: [
      '{{ .labels.job }}', '{{ .job }}', '{{ $labels.job.name }}', '{{ $value.Value }}', '{{ if gt $value 90 }}a{{ end }}', '{{ if $value | lt 90 }}a{{ end }}',
      '{{ if eq $labels.code 500 }}a{{ end }}', '{{ humanize }}', '{{ $value | toUpper }}', '{{ query "up" | value }}', '{{ query "up" | humanize }}',
      '{{ range query "up" }}{{ .ExternalURL }}{{ end }}', '{{ query "sum(" | first | value }}', '{{ with query `up{` }}{{ . | first | value }}{{ end }}',
    ].map(text => alert('up == 0', `    annotations: {s: ${JSON.stringify(text)}}`)),
    kept: [
      '{{ .Labels.job }}', '{{ $value }}', '{{ if gt $value 90.0 }}a{{ end }}', '{{ if gt $value 9e1 }}a{{ end }}', '{{ if eq $labels.code "500" }}a{{ end }}',
      '{{ $value | humanize }}', '{{ $labels.size | humanize1024 }}', '{{ query "up" | first | value | humanize }}', '{{ if gt (len $labels) 1 }}a{{ end }}',
      '{{ range query "up" }}{{ .Labels.job }} {{ .Value }} {{ $.ExternalURL }}{{ end }}', '{{ query (printf "up{job=%q}" $labels.job) | first | value }}',
      '{{ range $name, $text := $labels }}{{ $name }}{{ $text | toUpper }}{{ end }}', '{{ $value.Count }}', '{{ now | toTime }}', '{{ query "mad_over_time(up[5m])" }}',
    ].map(text => alert('up == 0', `    annotations: {s: ${JSON.stringify(text)}}`)),
  },
  'short-for': {
    broken: [alert('up == 0', '    for: 59s'), `${alert('up == 0', '    for: 1m\n')}  interval: 2m`],
    kept: [alert('up == 0', '    for: 1m'), alert('up == 0', '    for: 0s'), `${alert('up == 0', '    for: 1m\n')}  interval: 1m`],
  },
  'rate-of-gauge': {
    broken: ['node_memory_MemFree_bytes', 'up', 'process_resident_memory_bytes', 'process_start_time_seconds'].map(name => record(`increase(${name}[5m])`)),
    kept: [
      'http_requests_total', 'node_network_receive_bytes', 'a:b_bytes', 'x', 's3_uploaded_bytes', 'ingested_bytes', 'cache_evicted_bytes', 'proxy_response_bytes',
      'container_network_bytes', 'log_dropped_bytes', 'http_request_size_bytes', 'haproxy_backend_bytes',
    ].map(name => record(`rate(${name}[5m])`)).concat(record('histogram_quantile(0.9, sum(rate(upload_bytes[5m])))')),
  },
  'needless-regex': {
    broken: [record('up{job=~"api"}'), record('up{job!~"api"}'), record('up{job=~"^a.*"}'), record('up{job=~"a.*$"}')],
    kept: [record('up{job=~"a.*"}'), record('up{job=~"a|b"}'), record('up{job="a"}'), record('up{job=~"a.*\\\\$"}')],
  },
  'regex-as-text': {
    broken: [record('up{job="a.*"}'), record('up{job!=".+-canary"}'), record('x{code="5.."}'), record('up{job="a|b-c"}')],
    kept: [
      record('up{job=~"a.*"}'), record('up{instance="10.0.0.1:9100"}'), record('x{code="5xx"}'), record('x{path="/api/.*"}'), record('x{a="a | b"}'), record('x{job="a..b"}'),
      record(`x{job="${TOKEN}|b"}`),
    ],
  },
  'field-as-label': {
    broken: [
      alert('up == 0', '    labels: {for: 5m}'), alert('up == 0', '    annotations: {keep_firing_for: 1h}'), alert('up == 0', '    for: 5m\n    labels: {keep_firing_for: 1h}'),
    ],
    kept: [alert('up == 0', '    for: 5m\n    labels: {for: 5m}'), alert('up == 0', '    labels: {for: everybody}'), alert('up == 0', '    labels: {expr: a}')],
  },
  'impossible-selector': {
    broken: [
      record('up{job=~"a^b.*"}'), record('up{job=~".*a$b"}'), record('up{job="a",job="b"}'),
      record('up{job!="a",job="a"}'), record('up{job="a",job=~"b|c"}'), record('up{job="a",job!~"a|b"}'),
    ],
    kept: [
      record('up{job="a",job!="b"}'), record('up{job="a",job=~"a|b"}'), record('up{job="a",job=~"${Token[T.1]}"}'), record('up{job="a",job="a"}'),
      record('up{job=~"a.*b"}'), record('up{job="a",pod="b"}'), record('up{job=~"[a^]b.*"}'),
    ],
  },
  'unmatched-operands': {
    broken: [
      record('sum by (a) (x) / sum by (b) (y)'), record('sum(x) / sum by (b) (y)'), record('sum by (a) (x) * on (a) sum by (b) (y)'),
      record('rate(x_total[5m]) / sum(rate(x_total[5m]))'), record('(count(x) > 1) * on (instance) group_left (nodename) node_uname_info'),
      record('sum by (job) (x) > y'), record('x{a="b"} / y{a="c"}'), record('x{a="b"} and rate(y{a=~"c|d"}[5m])'), record('sum by (a) (x{a="b"}) / sum by (a) (y{a!="b"})'),
      record('sum by (b) (x) / y{a="b"}'),
    ],
    kept: [
      record('sum by (a) (x) / sum by (a) (y)'), record('sum by (a) (x) / on () sum(y)'), record('a:x / sum by (b) (y)'), record('sum(x) / 2'),
      record('x / on (job) group_left sum by (job) (y)'), record('x / ignoring (instance, job) sum(y)'), record('x{a="b"} / ignoring (a) y{a="c"}'), record('x{a="b"} / on (job) y{a="c"}'),
      record('count(x) > 1 and ALERTS{alertname="a"}'), record('x{a="b"} or y{a="c"}'), record('x{a="b"} unless y{a="c"}'), record('sum(x{a="b"}) / sum(y{a="c"})'), record('x{a="b"} / y{a=~"b|c"}'),
      record('sum by (job) (x) / label_replace(y, "instance", "", "", "")'), record(`x{a="${TOKEN}"} / y{a="c"}`), record('x{a="b"} * on (job) group_left (a) y{a="c"}'),
      `${record('sum(up)')}  - {record: b, expr: a / sum(c)}\n`,
      record('sum by (a, b) (x) / on (a) group_left sum by (a) (y)'), record('sum by (a, b) (x) / ignoring (b) sum by (a) (y)'),
      record('sum by (a) (x) or sum by (b) (y)'), record('sum by (a) (x{a=""}) / sum(y)'),
    ],
  },
  'ratio-of-itself': {
    broken: [
      record('x{code="500"} / x'), record('rate(x{code=~"5.."}[5m]) / rate(x[5m])'), record('(rate(x{code!="200"}[5m]) / rate(x[5m])) * 100'),
      record('sum by (job, code) (x{code="500"}) / sum by (job, code) (x)'), record('x / x{code="500"}'),
    ],
    kept: [
      record('sum(x{code="500"}) / sum(x)'), record('sum by (job) (x{code="500"}) / sum by (job) (x)'), record('x{code="500"} / ignoring (code) x'),
      record('rate(x{code="500"}[5m]) / rate(x[1h])'), record('x{code="500"} / y'), record('x{code="500"} / x offset 1h'), record('x{code="500"} - x'), record('x{a="b"} / x{c="d"}'),
    ],
  },
  'unusable-constant': {
    broken: [
      record('quantile(90, x)'), record('histogram_quantile(99, sum by (le) (rate(x_bucket[5m])))'), record('quantile_over_time(-0.1, x[5m])'), record('quantile(NaN, x)'),
      record('label_replace(x, "a", "$1", "b", "(")'),
    ],
    kept: [
      record('quantile(0.9, x)'), record('quantile(1, x)'), record('quantile_over_time(0, x[5m])'), record('quantile(scalar(y), x)'),
      record('label_replace(x, "a", "$1", "b", "(.+)")'), record(`label_replace(x, "a", "$1", "b", "(${TOKEN}")`),
    ],
  },
  'rule-type': { broken: [record('up[5m]'), record('"a"')], kept: [record('up'), record('1')] },
  'duplicate-rule': {
    broken: [
      `${record('up')}  - record: a\n    expr: up\n`, `${record('up')}  - record: a\n    expr: up{job="b"}\n`,
      `${record('sum(up{job="a"})')}  - record: a\n    expr: sum(up{job="b"})\n`, `${alert('up == 0')}  - alert: A\n    expr: up == 0\n    for: 5m\n`,
      'groups:\n- {name: a, labels: {b: c}, rules: [{record: a, expr: up}]}\n- {name: b, rules: [{record: a, expr: up, labels: {b: c}}]}\n',
    ],
    kept: [
      `${record('up')}  - record: a\n    expr: up\n    labels: {b: c}\n`, `${record('up')}  - alert: a\n    expr: up == 0\n`,
      `${record('sum by (code) (a{code=~"2.."})')}  - record: a\n    expr: sum by (code) (a{code=~"5.."})\n`,
      `${alert('up{job="a"} == 0')}  - alert: A\n    expr: up{job="b"} == 0\n`,
      `${record('up')}  - record: "a${TOKEN}"\n    expr: up\n  - record: "a${TOKEN}"\n    expr: up\n`,
      `${record(`up{job="${TOKEN}"}`)}  - record: a\n    expr: 'up{job="${TOKEN}"}'\n`,
      'groups:\n- {name: a, labels: {b: c}, rules: [{record: a, expr: up}]}\n- {name: b, labels: {b: d}, rules: [{record: a, expr: up}]}\n',
    ],
  },
};

describe.each(Object.entries(CASES))('the rule %s', (id, { broken, kept }) => {
  test.each(broken.map((text, index) => [index + 1, text] as const))('reports case %d', (_index, text) => {
    expect(idsOf(text)).toContain(id);
    expect(idsOf(text).filter(each => each === 'invalid-expression')).toEqual([]);
  });

  test.each(kept.map((text, index) => [index + 1, text] as const))('reports nothing for case %d', (_index, text) => {
    expect(idsOf(text)).not.toContain(id);
  });
});

test('a label that a template uses several times is reported at its first use', () => {
  const text = alert('sum(up) > 0', '    annotations: {s: "{{ $labels.pod }} {{ $labels.pod }}"}');

  expect(validateRules(text).problems.map(({ line, column }) => [line, column])).toEqual([[6, 26]]);
});

test('expressions and templates that aliases refer to are validated for each rule', () => {
  const text = [
    'x: &expr sum(up) > 0', 'y: &annotations {s: "{{ $labels.pod }}"}', 'groups:', '- name: g', '  rules:',
    '  - {alert: A, expr: *expr, annotations: *annotations}', '  - {alert: B, expr: *expr, annotations: *annotations}',
    '  - {alert: C, expr: sum by (pod) (up) > 0, annotations: *annotations}',
  ].join('\n');

  expect(validateRules(text).problems.filter(({ ruleId }) => ruleId === 'template-label-missing').map(({ path }) => path)).toEqual([
    'groups[0].rules[0].annotations.s', 'groups[0].rules[1].annotations.s',
  ]);
});

test('a function that Prometheus 3 has under another name is a warning, since the service may have the version before', () => {
  expect(validateRules(record('holt_winters(up[1h], 0.5, 0.5)')).problems.map(({ severity, message }) => [severity, message])).toEqual([
    [ProblemSeverity.WARNING, 'the expression uses the function holt_winters(), which Prometheus 3 calls double_exponential_smoothing() and has with a feature flag only; it is not validated'],
  ]);
});

test('fails for an invalid expression around an experimental feature', () => {
  expect(idsOf(record('mad_over_time(up) + rate(up)'))).toEqual(['young-promql-feature', 'invalid-expression']);
});

test('a template that fails is reported at the action, with advice', () => {
  const text = alert('up == 0', '    annotations:\n      s: |\n        {{ $labels.job }}\n        {{ if gt $value 90 }}full{{ end }}{{ .labels.job }}');
  expect(validateRules(text).problems).toMatchObject([
    { ruleId: 'failing-rule-template', line: 9, column: 15, message: expect.stringContaining('write the integer with a decimal point, such as 90.0') as string },
    { ruleId: 'failing-rule-template', line: 9, column: 46, message: expect.stringContaining('the data of an alert has no field .labels; use .Labels, or $labels') as string },
  ]);
});

test('fails for PrometheusRule objects in a template, since the service gets them as they are', () => {
  const object = 'apiVersion: monitoring.coreos.com/v1\nkind: PrometheusRule\nspec: {groups: []}\n';
  expect(validateRules(object).problems).toEqual([]);
  expect(validateRules(object, { isTemplate: true }).problems).toMatchObject([{
    ruleId: 'other-file', severity: 'error', message: expect.stringContaining('a Kubernetes PrometheusRule') as string,
  }]);
});

test('fails for base64', () => {
  expect(idsOf(Buffer.from(record('up')).toString('base64'))).toEqual(['base64-text']);
});
