import { DEFINITION_LIMIT_RULES } from '../../../lib/validation/alert-manager/service-limits/rules';
import { DEFINITION_TEXT_RULES } from '../../../lib/validation/alert-manager/text-rules';
import { DEFINITION_WARNING_RULES } from '../../../lib/validation/alert-manager/warnings/rules';
import { definition, rulesOf, topicWith, TOPIC, wrapped } from './definitions';

const route = (fields: string) => definition(`route: {receiver: a, ${fields}}`);
const routes = (...each: string[]) => route(`routes: [${each.map(fields => `{${fields}}`).join(', ')}]`);
const receiver = (fields: string) => `receivers: [{name: a, ${fields}}]\nroute: {receiver: a}`;
const sns = (fields: string) => receiver(`sns_configs: [{${fields}}]`);
const pagerDuty = (fields: string) => receiver(`pagerduty_configs: [{${fields}}]`);
const SECRET = 'routing_key: {aws_secrets_manager: {secret_arn: "arn:aws:secretsmanager:eu-west-1:111122223333:secret:pd-AbCdEf", secret_key: key}}';
const interval = (fields: string) => definition(
  'route: {receiver: a, routes: [{mute_time_intervals: [t]}]}', `time_intervals: [{name: t, time_intervals: [${fields}]}]`);
const muting = (fields: string) => definition(`route: {receiver: a, routes: [{${fields}}]}`, 'time_intervals: ['
  + '{name: work, time_intervals: [{weekdays: ["monday:friday"]}]}, {name: rest, time_intervals: [{weekdays: [saturday, sunday]}]}, '
  + '{name: mondays, time_intervals: [{weekdays: [monday], times: [{start_time: "09:00", end_time: "17:00"}]}]}]');
const inhibition = (fields: string) => definition(`inhibit_rules: [{${fields}}]`);
const subject = (text: string) => topicWith(`subject: ${JSON.stringify(text)}`);
const message = (text: string) => topicWith(`message: ${JSON.stringify(text)}`);
const templates = (files: Record<string, string>, list = Object.keys(files), text = 'x') => wrapped(
  `${topicWith(`subject: ${JSON.stringify(text)}`)}\ntemplates: ${JSON.stringify(list)}`,
  `template_files: ${JSON.stringify(files)}`);

/** Definitions that break a rule, and ones at the other side of its limit that do not. */
const TABLE: Readonly<Record<string, { readonly breaks: readonly string[]; readonly keeps: readonly string[] }>> = {
  'malformed-definition': {
    breaks: [
      '', 'foo: bar', 'alertmanager_config:\n  route: {receiver: a}', 'alertmanager_config: [a]', 'alertmanager_config:', 'a: [', 'text',
      Buffer.from(wrapped(definition())).toString('base64'), 'alertmanager_config: |\\n  route:\\n',
    ],
    keeps: [definition(), wrapped(definition()), `alertmanager_config: ${JSON.stringify(definition())}`, '"${Token[A.1]}"'],
  },
  'ignored-definition-key': { breaks: [wrapped(definition(), 'template_file: {}')], keeps: [wrapped(definition(), 'template_files: {}')] },
  'definition-size': {
    breaks: [`${definition()}\n#${'x'.repeat(1_000_000)}`], keeps: [`${definition()}\n#`.padEnd(1_000_000, 'x')],
  },
  'unsupported-receiver': {
    breaks: [receiver('slack_configs: [{api_url: "https://x"}]'), receiver('email_configs: [{to: a@b}]'), receiver('webhook_configs: [null]')],
    keeps: [definition(), receiver('slack_configs: []'), pagerDuty(SECRET)],
  },
  'unsupported-receiver-field': {
    breaks: [topicWith('api_url: "https://x"'), topicWith('http_config: {}'), pagerDuty(`${SECRET}, url: "https://x"`), pagerDuty('routing_key_file: /x')],
    keeps: [topicWith('api_url: ""'), topicWith('send_resolved: false'), pagerDuty(`${SECRET}, client: x, class: y`)],
  },
  'undocumented-receiver-field': {
    breaks: [topicWith('use_aws_http_client: true'), pagerDuty(`${SECRET}, links: [{href: x}]`), sns('phone_number: "+1", sigv4: {region: a}')],
    keeps: [topicWith('use_aws_http_client: false'), pagerDuty(`${SECRET}, details: {a: b}`)],
  },
  'invalid-topic': {
    breaks: [
      sns('topic_arn: alerts, sigv4: {region: eu-west-1}'), sns('topic_arn: "arn:aws:sqs:eu-west-1:111122223333:q", sigv4: {region: eu-west-1}'),
      sns('topic_arn: "arn:aws:sns:eu-west-1:111122223333:a.fifo", sigv4: {region: eu-west-1}'),
      sns('topic_arn: "arn:aws:sns:eu-west-1:444455556666:a", sigv4: {region: eu-west-1}'),
    ],
    keeps: [definition(), sns('topic_arn: "arn:aws-cn:sns:cn-north-1:111122223333:a-b_c", sigv4: {region: cn-north-1}'), sns('topic_arn: "${Token[A.1]}", sigv4: {region: a}')],
  },
  'missing-topic-region': {
    breaks: [sns('topic_arn: "arn:aws:sns:eu-west-1:111122223333:a"'), sns('topic_arn: "arn:aws:sns:eu-west-1:111122223333:a", sigv4: {}')],
    keeps: [definition(), sns('topic_arn: "arn:aws:sns:eu-west-1:111122223333:a", sigv4: {region: "${Token[A.1]}"}')],
  },
  'other-topic-region': {
    breaks: [sns('topic_arn: "arn:aws:sns:eu-west-1:111122223333:a", sigv4: {region: eu-west-2}')],
    keeps: [definition(), sns('topic_arn: "arn:aws:sns:eu-west-1:111122223333:a", sigv4: {region: "${Token[A.1]}"}')],
  },
  'invalid-secret-reference': {
    breaks: [
      pagerDuty('routing_key: text'), pagerDuty('service_key: {aws_secrets_manager: {secret_key: a}}'), pagerDuty('routing_key: {aws_secrets_manager: }'),
      pagerDuty('routing_key: {aws_secrets_manager: {secret_arn: a, secret_key: b}}'),
    ],
    keeps: [pagerDuty(SECRET), pagerDuty('routing_key: {aws_secrets_manager: {secret_arn: "${Token[A.1]}", secret_key: b}}'), pagerDuty('routing_key: "${Token[A.1]}"')],
  },
  'missing-alert-manager-file': {
    breaks: [definition('global: {smtp_auth_password_file: /x}'), definition('global: {http_config: {basic_auth: {username: a, password_file: /x}}}')],
    keeps: [definition('global: {smtp_auth_password: x, http_config: {follow_redirects: false}}')],
  },
  'invalid-notification-template': {
    breaks: [subject('{{ .Status'), message('{{ toUppper .Status }}'), topicWith('attributes: {a: "{{ end }}"}'), templates({ t: '{{ if }}' }),
      pagerDuty(`${SECRET}, details: {a: {b: ["{{ x }}"]}}`), pagerDuty(`${SECRET}, description: "{{ .A.B | join }"`)],
    keeps: [subject('{{ .Status | toUpper }}'), templates({ t: '{{ define "x" }}{{ . }}{{ end }}' }), pagerDuty(`${SECRET}, details: {a: 1}`)],
  },
  'invalid-template-name': { breaks: [templates({ 'a/b': 'x' }), templates({ '': 'x' }, [])], keeps: [templates({ 'a.tmpl': 'x' })] },
  'alert-manager-quota': {
    breaks: [routes(...Array.from({ length: 100 }, (_, i) => `matchers: [a=${i}]`)), definition(`inhibit_rules: [${'{equal: [a]}, '.repeat(101)}]`),
      templates(Object.fromEntries(Array.from({ length: 101 }, (_, i) => [`t${i}`, ''])), ['*'])],
    keeps: [routes(...Array.from({ length: 99 }, (_, i) => `matchers: [a=${i}]`)), definition(`inhibit_rules: [${'{equal: [a]}, '.repeat(100)}]`),
      templates(Object.fromEntries(Array.from({ length: 100 }, (_, i) => [`t${i}`, ''])), ['*'])],
  },
  'long-repeat-interval': { breaks: [route('repeat_interval: 121h')], keeps: [route('repeat_interval: 5d')] },
  'shadowed-route': {
    breaks: [
      routes('matchers: [a=b]', 'matchers: [a=b, c=d]'), routes('', 'matchers: [a=b]'), routes('matchers: [\'a=~"b|c"\']', 'matchers: [a=c]'),
      routes('matchers: ["a!=b"]', 'match: {a: c}'), routes('matchers: [x=y], routes: [{matchers: ["x=~\\"y|z\\""]}, {matchers: [b=c]}]'),
      routes('matchers: [\'a=~"b|c"\']', 'matchers: [\'a=~"c|b"\']'), routes('matchers: [\'a=~"b|c|d"\']', 'matchers: [\'a=~"(b|d)"\']'),
      routes('matchers: [\'a=~".*"\']', 'matchers: [b=c]'), routes('matchers: [\'alertname=~".+"\']', 'matchers: [b=c]'),
      routes('matchers: [alertname!=""]', 'matchers: [b=c]'), routes('matchers: [a!=b]', 'matchers: [\'a=~"c|d"\']'),
      routes('matchers: [a!=b]', 'matchers: [\'a!~"b|c"\']'), routes('matchers: [\'a!~".+"\']', 'matchers: [a="", b=c]'),
      routes('matchers: [a=b]', 'matchers: [a!=b]', 'matchers: [b=c]'), routes('matchers: [\'a=~"b.*"\']', 'matchers: [\'a!~"b.*"\']', 'matchers: [b=c]'),
      routes('matchers: [a=b]', 'matchers: [a=c]', 'matchers: [\'a=~"b|c"\']'), routes('matchers: [a=b]', 'matchers: [\'a!~"b|c"\']', 'matchers: [a=c]', ''),
    ],
    keeps: [
      routes('matchers: [a=b], continue: true', 'matchers: [a!=b]', 'matchers: [b=c]'), routes('matchers: [a=b]', 'matchers: [a=c]', ''),
      routes('matchers: [\'a=~".+"\']', 'matchers: [b=c]'), routes('matchers: [\'a=~"b|c"\']', 'matchers: [\'a=~"b.c"\']'),
      routes('matchers: [a=b, x=y]', 'matchers: [a!=b]', 'matchers: [b=c]'), routes('matchers: [\'a=~"b.*"\']', 'matchers: [\'a=~"b|c"\']'),
      routes('matchers: [a=b]', 'matchers: [\'a!~"b|c.*"\']', ''),
      routes('matchers: [a=b], continue: true', 'matchers: [a=b, c=d]'), routes('matchers: [a=b, c=d]', 'matchers: [a=b]'),
      routes('matchers: [\'a=~"b|c"\']', 'matchers: [\'a=~"c|d"\']'), routes('matchers: ["a=${Token[A.1]}"]', 'matchers: ["a=${Token[A.1]}"]'),
    ],
  },
  'matcher-never-matches': {
    breaks: [
      routes('matchers: [a=b, a=c]'), routes('matchers: [a=b, a!=b]'), routes('matchers: [a=b, \'a=~"c.*"\']'), routes('matchers: [alertname=""]'),
      routes('matchers: [a=b], routes: [{matchers: [a=c]}]'), routes('matchers: [\'a=~"b"\', \'a!~"b"\']'),
      routes('matchers: [\'a=~"b|c"\', \'a=~"d|e"\']'), routes('matchers: [\'a=~"b|c"\', \'a!~"b|c|d"\']'), routes('matchers: [a="", \'a=~".+"\']'),
      inhibition('source_matchers: [a=b, a=c], target_matchers: [x=y], equal: [z]'),
    ],
    keeps: [routes('matchers: [a=b, \'a=~"b|c"\']'), routes('matchers: [a!=b, a!=c]'), routes('matchers: [a=""]'), routes('matchers: [a=b]', 'matchers: [a=c]')],
  },
  'misread-matcher-value': {
    breaks: [
      routes('matchers: ["severity==critical"]'), routes('matchers: ["severity=\'critical\'"]'), routes('matchers: [\'a="b|c"\']'),
      routes('match: {namespace: "prod-.*"}'), routes('matchers: [\'a!="b.+"\']'), routes('match_re: {a: "\'b\'"}'),
      inhibition('source_matchers: ["a=~~b"], target_matchers: ["a=\'b\'"], equal: [c]'),
    ],
    keeps: [
      routes('matchers: [\'a=~"b|c"\']'), routes('matchers: [a=""]'), routes('matchers: [path="/a|/b"]'), routes('matchers: [a="b.c"]'), routes('match_re: {a: "b.*"}'),
      routes('matchers: ["a=it\'s"]'), routes('matchers: ["a=${Token[A.1]}.*"]'),
    ],
  },
  'unused-receiver': {
    breaks: [`receivers: [{name: a, sns_configs: [${TOPIC}}]}, {name: b}]\nroute: {receiver: a}`],
    keeps: [`receivers: [{name: a, sns_configs: [${TOPIC}}]}, {name: b}]\nroute: {receiver: a, routes: [{receiver: b}]}`],
  },
  'silent-root-route': {
    breaks: ['receivers: [{name: a}]\nroute: {receiver: a}', 'receivers: [{name: a}, {name: b, sns_configs: []}]\nroute: {receiver: a, routes: [{receiver: b}]}',
      `receivers: [{name: a}, {name: b, sns_configs: [${TOPIC}}]}]\nroute: {receiver: a}`],
    keeps: [definition(), `receivers: [{name: a}]\nroute: {receiver: "\${Token[A.1]}"}`, `receivers: [{name: a}, {name: b, sns_configs: [${TOPIC}}]}]\nroute: {receiver: a, routes: [{receiver: b, matchers: [x=y]}]}`],
  },
  'long-group-wait': {
    breaks: [route('group_wait: 6m'), route('group_wait: 1m, routes: [{group_interval: 30s}]')],
    keeps: [route('group_wait: 5m'), route('group_wait: 6m, group_interval: 6m')],
  },
  'short-repeat-interval': {
    breaks: [route('repeat_interval: 4m'), route('group_interval: 5h')], keeps: [route('repeat_interval: 5m'), route('group_interval: 4h')],
  },
  'unlimited-inhibition': {
    breaks: [inhibition('source_matchers: [a=b], target_matchers: [a=c]'), inhibition('source_matchers: [a=b], target_matchers: [a=c], equal: []')],
    keeps: [inhibition('source_matchers: [a=b], target_matchers: [a=c], equal: [cluster]')],
  },
  'inhibition-without-source': {
    breaks: [inhibition('target_matchers: [a=b], equal: [c]'), inhibition('source_matchers: [], target_match: {a: b}, equal: [c]')],
    keeps: [inhibition('source_matchers: [a=b], equal: [c]'), inhibition('source_match_re: {a: b}, target_matchers: [a=c], equal: [c]')],
  },
  'ineffective-inhibition': {
    breaks: [
      inhibition('source_matchers: [severity=critical], target_matchers: [severity=warning], equal: [severity, cluster]'),
      inhibition('source_matchers: [alertname=A], target_matchers: [\'alertname=~"B|C"\'], equal: [alertname]'),
      inhibition('source_matchers: [a=b], target_matchers: [a=b], equal: [c]'), inhibition('source_matchers: [a=b], target_matchers: [\'a=~"b"\'], equal: [c]'),
      inhibition('equal: [c]'),
    ],
    keeps: [
      inhibition('source_matchers: [severity=critical], target_matchers: [severity=warning], equal: [cluster, alertname]'),
      inhibition('source_matchers: [alertname=A], target_matchers: [severity=info], equal: [alertname]'), inhibition('source_matchers: [a=b], equal: [c]'),
      inhibition('source_matchers: [a=b], target_matchers: [a=b, d=e], equal: [c]'), inhibition('source_matchers: [\'a=~"b|c"\'], target_matchers: [\'a=~"c|d"\'], equal: [a]'),
    ],
  },
  'mutual-inhibition': {
    breaks: [
      definition('inhibit_rules: [{source_matchers: [a=b], target_matchers: [a=c], equal: [x]}, {source_matchers: [a=c], target_matchers: [a=b], equal: [x]}]'),
      definition('inhibit_rules: [{source_matchers: [a=b], target_matchers: [a=c], equal: [x, y]}, {source_matchers: [\'a=~"c|d"\'], target_matchers: [a!=c], equal: [x]}]'),
    ],
    keeps: [
      definition('inhibit_rules: [{source_matchers: [a=b], target_matchers: [a=c], equal: [x]}, {source_matchers: [a=c], target_matchers: [a=d], equal: [x]}]'),
      definition('inhibit_rules: [{source_matchers: [a=b], target_matchers: [a=c], equal: [x]}, {source_matchers: [a=c], target_matchers: [a=b], equal: [y]}]'),
      definition('inhibit_rules: [{source_matchers: [a=b], target_matchers: [a=c], equal: [x]}, {source_matchers: [a=b], target_matchers: [a=c], equal: [x]}]'),
    ],
  },
  'muted-route': {
    breaks: [
      interval('{}'), interval('{times: [{start_time: "00:00", end_time: "24:00"}]}'), interval('{weekdays: ["monday:friday"]}, {weekdays: [saturday, sunday]}'),
      interval('{location: Europe/Berlin}'), muting('mute_time_intervals: [work, rest]'), muting('mute_time_intervals: [work], active_time_intervals: [work]'),
      muting('mute_time_intervals: [work], active_time_intervals: [mondays]'),
      interval('{times: [{start_time: "00:00", end_time: "12:00"}]}, {times: [{start_time: "12:00", end_time: "24:00"}]}'),
    ],
    keeps: [
      interval('{times: [{start_time: "00:00", end_time: "12:00"}]}, {times: [{start_time: "12:01", end_time: "24:00"}]}'), muting('mute_time_intervals: [work]'),
      muting('active_time_intervals: [work]'), muting('mute_time_intervals: [work], active_time_intervals: [rest]'), interval('{days_of_month: ["1:30"]}'),
      interval('{weekdays: ["monday:friday"], location: Europe/Berlin}, {weekdays: [saturday, sunday]}'), interval('{months: ["1:11"]}, {days_of_month: ["1:30"]}'),
    ],
  },
  'empty-time-interval': {
    breaks: [
      interval('{months: [february], days_of_month: ["30"]}'), interval('{times: []}'), interval('{years: ["2001:2005"]}'), interval(''),
      interval('{days_of_month: ["31"], months: ["4"]}'),
    ],
    keeps: [
      interval('{months: [february], days_of_month: ["29"], weekdays: [sunday]}'), interval('{}'), interval('{years: ["2001:2099"]}'),
      interval('{times: []}, {weekdays: [monday]}'), interval('{years: ["2090"]}'),
    ],
  },
  'unused-time-interval': { breaks: [definition('time_intervals: [{name: t, time_intervals: [{}]}]')], keeps: [interval('{}')] },
  'unsuitable-subject': {
    breaks: [subject('x'.repeat(101)), subject(`{{ if .Status }}${'x'.repeat(50)}{{ else if .Receiver }}${'x'.repeat(60)}{{ end }}${'y'.repeat(41)}`), subject('Störung {{ .Status }}'), subject('a\nb')],
    keeps: [subject('x'.repeat(100)), subject('{{ .Status }}'), definition(), subject(`{{ .Status }}${'x'.repeat(95)}{{ .Receiver }}`),
      subject(`{{ if .Status }}${'x'.repeat(70)}{{ else }}${'y'.repeat(70)}{{ end }}`)],
  },
  'unescaped-json': {
    breaks: [message('{"a": "{{ .CommonLabels.x }}"}'), message('{"a": [{{ range .Alerts }}"{{ .Labels.y }}",{{ end }}]}')],
    keeps: [message('{"a": {{ .CommonLabels.x | toJson }}}'), message('{"a": "{{ .CommonLabels.x | reReplaceAll "\\"" "\\\\\\"" }}"}'), message('{{ .Status }}'),
      message('{"a": "{{ len .Alerts }}{{ if .Status }}x{{ end }}"}'), message('{"a": "{{ template "sns.default.subject" . }}"}')],
  },
  'attribute-named-key': {
    breaks: [topicWith('attributes: {key: severity, value: warning}')],
    keeps: [topicWith('attributes: {severity: warning}'), topicWith('attributes: {key: a, value: b, c: d}')],
  },
  'undefined-template': {
    breaks: [subject('{{ template "mine" . }}'), templates({ t: '{{ define "other" }}{{ end }}' }, ['t'], '{{ template "mine" . }}'), templates({ t: '{{ define "mine" }}x{{ end }}' }, [], '{{ template "mine" . }}')],
    keeps: [subject('{{ template "sns.default.subject" . }}'), templates({ t: '{{ define "mine" }}x{{ end }}' }, ['t'], '{{ template "mine" . }}')],
  },
  'unloaded-template': {
    breaks: [templates({ t: 'x' }, []), definition('templates: ["/etc/alertmanager/*.tmpl"]')],
    keeps: [templates({ t: 'x' }), templates({ 'a.tmpl': 'x' }, ['/etc/alertmanager/*.tmpl'])],
  },
  'unknown-template-field': {
    breaks: [
      subject('{{ .Labels.alertname }}'), message('{{ .commonLabels }}'), message('{{ range .Alerts }}{{ .Label.x }}{{ end }}'),
      message('{{ range .Alerts.Firing }}{{ .Summary }}{{ end }}'), message('{{ .Alerts.Labels.x }}'), message('{{ range $i, $a := .Alerts }}{{ $a.Foo }}{{ end }}'),
      message('{{ range .Alerts }}{{ $.Labels.x }}{{ end }}'), message('{{ (index .Alerts 0).Foo }}'), message('{{ with .Status }}{{ .Foo }}{{ end }}'),
      message('{{ range .CommonLabels.SortedPairs }}{{ .Key }}{{ end }}'), message('{{ (index .Alerts 0).StartsAt.Fmt "15" }}'), message('{{ .CommonLabels.a.b }}'),
      templates({ t: '{{ define "mine" }}{{ range .Alerts }}{{ .Foo }}{{ end }}{{ end }}' }, ['t'], '{{ template "mine" . }}'),
      templates({ t: '{{ define "a" }}{{ template "b" .Alerts }}{{ end }}', u: '{{ define "b" }}{{ range . }}{{ .Foo }}{{ end }}{{ end }}' }, ['*'], '{{ template "a" . }}'),
      message('{{ block "x" . }}{{ .Foo }}{{ end }}'), message('{{ if .Status }}{{ else }}{{ .Foo }}{{ end }}'),
    ],
    keeps: [
      message('{{ $x := "" }}{{ if .Alerts }}{{ $x = .Alerts }}{{ end }}{{ range $x }}{{ .Foo }}{{ end }}'), message('{{ with .CommonLabels }}{{ .Foo }}{{ end }}'),
      message('{{ with .Alerts }}{{ else }}{{ .Status }}{{ end }}'), message('{{ define "unused" }}{{ .Foo }}{{ end }}'), message('{{ (index .Alerts 0).Labels.x }}'),
      message('{{ range .Alerts }}{{ .StartsAt.Format "15:04" }}{{ range .Labels.SortedPairs }}{{ .Name }}{{ $.Status }}{{ end }}{{ end }}'),
      templates({ t: '{{ define "mine" }}{{ .Foo }}{{ end }}' }, ['t'], 'x'), message('{{ (.CommonLabels.Remove (stringSlice "a")).SortedPairs.Values | join "," }}'),
      message('{{ range $k, $v := .CommonLabels }}{{ $v | toUpper }}{{ end }}'), message('{{ with $x := index .Alerts 0 }}{{ $x.Labels.y }}{{ end }}'), subject('{{ .CommonLabels.alertname }}'), message('{{ range .Alerts }}{{ .Labels.x }}{{ end }}{{ with .Alerts }}{{ .Firing }}{{ end }}')],
  },
  'failing-template': {
    breaks: [
      message('{{ .Status | toUpper "x" }}'), message('{{ toUpper .Alerts }}'), message('{{ range .Status }}{{ end }}'), message('{{ join .CommonLabels.Values "," }}'),
      message('{{ reReplaceAll "a" "b" }}'), message('{{ len }}'), message('{{ len .Alerts | toUpper }}'), message('{{ range .Alerts }}{{ range . }}{{ end }}{{ end }}'),
      templates({ t: '{{ define "a" }}{{ template "a" . }}{{ end }}' }, ['t'], '{{ template "a" . }}'),
      templates({ t: '{{ define "a" }}{{ template "b" . }}{{ end }}{{ define "b" }}x{{ template "a" . }}{{ end }}' }, ['t'], '{{ template "a" . }}'),
    ],
    keeps: [
      message('{{ .Status | toUpper }}'), message('{{ .CommonLabels.Values | join "," }}'), message('{{ .Status | reReplaceAll "a" "b" }}'), message('{{ printf "%d" (len .Alerts) }}'),
      message('{{ range .CommonLabels }}{{ . }}{{ end }}'), message('{{ len .Alerts.Firing | printf "%d" }}'), message('{{ (index .Alerts 0).StartsAt | tz "UTC" | date "15:04" }}'),
      templates({ t: '{{ define "a" }}{{ if .Status }}{{ template "a" . }}{{ end }}{{ end }}' }, ['t'], '{{ template "a" . }}'),
      templates({ t: '{{ define "a" }}{{ template "b" . }}{{ end }}{{ define "b" }}{{ template "c" . }}{{ template "c" . }}{{ end }}{{ define "c" }}x{{ end }}' }, ['t'], '{{ template "a" . }}'),
      message(`{{ ${'('.repeat(200)}.Status${')'.repeat(200)} }}`), message('{{ .Alerts'),
    ],
  },
  'newer-alertmanager': {
    breaks: [
      interval('{weekdays: ["friday:monday"]}'), routes('labels: {a: b}'), routes('matchers: [\'"a b"="c"\']'), subject('{{ .Status | toJson }}'),
      inhibition('name: x, equal: [a]'),
    ],
    keeps: [interval('{weekdays: ["monday:friday"]}'), routes('matchers: [a=b]'), subject('{{ .Status | toUpper }}')],
  },
};

const RULES = [...DEFINITION_TEXT_RULES, ...DEFINITION_LIMIT_RULES, ...DEFINITION_WARNING_RULES].map(({ id }) => id);

test.each([
  pagerDuty('routing_key: "{{resolve:secretsmanager:pd:SecretString:key}}"'), wrapped(subject('{{resolve:ssm-secure:/a:1}}')),
])('fails for a reference to a secret: %s', (text) => {
  expect(rulesOf(text, { account: '111122223333' })).toEqual(['secret-reference']);
});

test.each([pagerDuty('routing_key: "{{resolve:ssm:/pd}}"'), pagerDuty(SECRET), subject('{{ .Status }} {{resolve:ssm:/team}}')])(
  'a parameter, and the ARN of a secret, are allowed: %s', (text) => {
    expect(rulesOf(text, { account: '111122223333' })).toEqual([]);
  });

test('every rule about alert manager definitions has definitions on both sides of its limit', () => {
  expect(Object.keys(TABLE).sort()).toEqual([...RULES].sort());
});

const sides = (side: 'breaks' | 'keeps') => Object.entries(TABLE).flatMap(([rule, { [side]: texts }]) => texts.map(text => [rule, text.slice(0, 3000), text] as const));

test.each(sides('breaks'))('fails by the rule %s: %j', (rule, _, text) => {
  expect(rulesOf(text, { account: '111122223333' })).toContain(rule);
});

test.each(sides('keeps'))('accepts by the rule %s: %j', (rule, _, text) => {
  expect(rulesOf(text, { account: '111122223333' })).not.toContain(rule);
});
