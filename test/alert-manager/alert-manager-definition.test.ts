import { Duration, Stack, Token } from 'aws-cdk-lib';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { AlertIntegration, AlertManagerDefinition, AlertMatcher, AlertReceiver, AlertTemplate, ProblemSeverity, SnsMessage } from '../../lib';

const TOPIC_ARN = 'arn:aws:sns:eu-west-1:111122223333:alerts';
const topic = () => Topic.fromTopicArn(new Stack(), 'Topic', TOPIC_ARN);
const team = () => new AlertReceiver({ name: 'team', integrations: [AlertIntegration.sns({ topic: topic(), subject: 'x', message: SnsMessage.template('y') })] });

test('typed properties are written with Alertmanager\'s field names', () => {
  const definition = new AlertManagerDefinition({
    receivers: [team(), new AlertReceiver({ name: 'nobody' })],
    route: {
      receiver: 'team', groupBy: ['alertname', 'cluster'], groupWait: Duration.seconds(30),
      routes: [{
        matchers: [AlertMatcher.equal('severity', 'a"b'), AlertMatcher.notEqual('x', 'y'), AlertMatcher.matches('job', 'a|b\\d'), AlertMatcher.doesNotMatch('z', '.*')],
        receiver: 'nobody', continue: true, muteTimeIntervals: ['nights'], repeatInterval: Duration.hours(36),
      }],
    },
    inhibitions: [{ sourceMatchers: [AlertMatcher.parse('severity=~"crit.*"')], targetMatchers: [AlertMatcher.equal('a b', 'c')], equal: ['cluster'] }],
    timeIntervals: [{ name: 'nights', times: [{ timesOfDay: [{ start: '22:00', end: '24:00' }], weekdays: ['monday:friday'], location: 'Europe/Paris' }] }],
    templates: [AlertTemplate.fromText('mine.tmpl', '{{ define "mine" }}x{{ end }}')],
    resolveTimeout: Duration.minutes(10),
  });
  expect(definition.toYaml()).toMatchInlineSnapshot(`
"template_files:
  mine.tmpl: '{{ define "mine" }}x{{ end }}'
alertmanager_config: |
  global:
    resolve_timeout: 10m
  templates:
    - mine.tmpl
  route:
    receiver: team
    group_by:
      - alertname
      - cluster
    group_wait: 30s
    routes:
      - receiver: nobody
        matchers:
          - severity="a\\"b"
          - x!="y"
          - job=~"a|b\\\\d"
          - z!~".*"
        repeat_interval: 36h
        mute_time_intervals:
          - nights
        continue: true
  receivers:
    - name: team
      sns_configs:
        - topic_arn: arn:aws:sns:eu-west-1:111122223333:alerts
          sigv4:
            region: eu-west-1
          subject: x
          message: "y"
    - name: nobody
  inhibit_rules:
    - source_matchers:
        - severity=~"crit.*"
      target_matchers:
        - '"a b"="c"'
      equal:
        - cluster
  time_intervals:
    - name: nights
      time_intervals:
        - times:
            - start_time: "22:00"
              end_time: "24:00"
          weekdays:
            - monday:friday
          location: Europe/Paris
"
`);
  expect(definition.problems().map(({ ruleId }) => ruleId)).toEqual(['newer-alertmanager']);
});

test('a PagerDuty key is a reference to the secret', () => {
  const stack = new Stack();
  const secret = new Secret(stack, 'Secret', { encryptionKey: new Key(stack, 'Key') });
  const pager = AlertIntegration.pagerDuty({
    secret, secretKey: 'key', refreshInterval: Duration.minutes(5), severity: '{{ .CommonLabels.severity }}', eventClass: 'c', details: { a: 'b' }, sendResolved: false,
  });
  const definition = new AlertManagerDefinition({ receivers: [new AlertReceiver({ name: 'a', integrations: [pager] })], route: { receiver: 'a' } });
  expect(definition.toYaml().replaceAll(/\$\{Token\[[^\]]*\]\}/g, '${Token}')).toMatchInlineSnapshot(`
"alertmanager_config: |
  route:
    receiver: a
  receivers:
    - name: a
      pagerduty_configs:
        - routing_key:
            aws_secrets_manager:
              secret_arn: "\${Token}"
              secret_key: key
              refresh_interval: 5m
          severity: "{{ .CommonLabels.severity }}"
          class: c
          details:
            a: b
          send_resolved: false
"
`);
  expect(definition.problems()).toEqual([]);
});

test('a topic of the app has tokens for its ARN and Region', () => {
  const stack = new Stack();
  const definition = new AlertManagerDefinition({
    receivers: [new AlertReceiver({ name: 'a', integrations: [AlertIntegration.sns({ topic: new Topic(stack, 'Topic') })] })], route: { receiver: 'a' },
  });
  expect(Token.isUnresolved(definition.toYaml())).toBe(true);
  expect(definition.problems()).toEqual([]);
});

test('a plain configuration of Alertmanager is wrapped, whatever its line ends and indentation', () => {
  const plain = '  # comment\r\n  route: {receiver: a}\r\n\r\n  receivers:\r\n  - name: a';
  const definition = AlertManagerDefinition.fromYaml(plain);
  expect(definition.toYaml()).toBe('alertmanager_config: |2\n    # comment\n    route: {receiver: a}\n\n    receivers:\n    - name: a\n');
  expect(AlertManagerDefinition.fromYaml(definition.toYaml()).receiversFor({}).receivers).toEqual(['a']);
});

test('a definition of the service is returned unchanged', () => {
  const text = 'alertmanager_config: |\n  route: {receiver: a} # comment\n  receivers: [{name: a}]\n';
  expect(AlertManagerDefinition.fromYaml(text).toYaml()).toBe(text);
});

test.each([
  [{ route: { receiver: 'a' }, receivers: [{ name: 'a' }] }],
  [{ alertmanager_config: { route: { receiver: 'a' }, receivers: [{ name: 'a' }] } }],
  [{ alertmanager_config: 'route: {receiver: a}\nreceivers: [{name: a}]', template_files: { t: 'x' } }],
])('an object is written as a definition: %j', (value) => {
  expect(AlertManagerDefinition.fromObject(value).receiversFor({ alertname: 'x' }).receivers).toEqual(['a']);
});

test('problems of a file name the file, its line and its column', () => {
  const problems = AlertManagerDefinition.fromFile('test/fixtures/alert-manager/undefined-receiver.yaml').problems();
  expect(problems.filter(({ severity }) => severity === ProblemSeverity.ERROR))
    .toEqual([expect.objectContaining({ ruleId: 'undefined-receiver', file: 'test/fixtures/alert-manager/undefined-receiver.yaml', line: 5, column: 15 })]);
});

test('fails to read a file that does not exist', () => {
  expect(() => AlertManagerDefinition.fromFile('nowhere.yaml')).toThrow('nowhere.yaml');
});

test.each(['', 'a', 'a=b,c=d', 'a=~"["'])('fails to parse an invalid matcher: %j', (text) => {
  expect(() => AlertMatcher.parse(text)).toThrow('the matcher has a problem');
});

test('fails to use two templates of one name', () => {
  const templates = [AlertTemplate.fromText('a', ''), AlertTemplate.fromText('a', '')];
  expect(() => new AlertManagerDefinition({ receivers: [team()], route: { receiver: 'team' }, templates }).toYaml()).toThrow('must have each name once');
});

describe('a simulation', () => {
  const definition = AlertManagerDefinition.fromYaml(`
route:
  receiver: team
  routes:
  - matchers: [severity="critical"]
    receiver: on-call
    continue: true
  - matchers: [team="payments"]
    receiver: payments
    mute_time_intervals: [nights]
receivers: [{name: team}, {name: on-call}, {name: payments}]
inhibit_rules:
- source_matchers: [alertname="ClusterDown"]
  target_matchers: [alertname!="ClusterDown"]
  equal: [cluster]
time_intervals:
- name: nights
  time_intervals: [{times: [{start_time: "00:00", end_time: "06:00"}]}]`);

  test('returns the receivers, the routes and the reasons', () => {
    expect(definition.receiversFor({ alertname: 'Slow', severity: 'critical', team: 'payments' }, { at: new Date('2026-01-01T03:00Z') })).toEqual({
      receivers: ['on-call'],
      routes: [
        { receiver: 'on-call', path: ['{}', '{severity="critical"}'], groupBy: [], notifies: true, reason: 'the alert matches the route {severity="critical"}' },
        {
          receiver: 'payments', path: ['{}', '{team="payments"}'], groupBy: [], notifies: false,
          reason: 'the alert matches the route {team="payments"}, but the route is muted in nights',
        },
      ],
    });
    expect(definition.receiversFor({ alertname: 'Slow' })).toMatchObject({ receivers: ['team'], routes: [{ reason: 'the alert matches no route below the root' }] });
  });

  test('includes the given firing alerts', () => {
    const firing = [{ alertname: 'ClusterDown', cluster: 'a' }];
    expect(definition.receiversFor({ alertname: 'Slow', cluster: 'a' }, { firing })).toMatchObject({
      receivers: [], inhibitedBy: { alertname: 'ClusterDown', cluster: 'a' },
      routes: [{ reason: 'the alert matches no route below the root, but it is inhibited by the alert {alertname="ClusterDown", cluster="a"}' }],
    });
    expect(definition.receiversFor({ alertname: 'Slow', cluster: 'b' }, { firing }).receivers).toEqual(['team']);
  });

  test('fails for a definition with errors', () => {
    expect(() => AlertManagerDefinition.fromYaml('route: {receiver: a}').receiversFor({})).toThrow('undefined receiver "a" used in route');
  });
});

test('routes are drawn as a tree', () => {
  const definition = AlertManagerDefinition.fromYaml(`
route:
  receiver: team
  group_by: [alertname]
  routes:
  - matchers: [severity="critical", job=~"a|b"]
    receiver: on-call
    continue: true
    group_wait: 10s
    routes:
    - match: {team: x}
  - active_time_intervals: [office]
receivers: [{name: team}, {name: on-call}]
time_intervals: [{name: office}]`);
  expect(definition.drawRoutes()).toBe([
    'all alerts → team  (group_by: alertname)',
    '├─ {severity="critical", job=~"a|b"} → on-call  (group_wait: 10s; continues)',
    '│  └─ {team="x"} → on-call',
    '└─ {} → team  (active in office)',
    '',
  ].join('\n'));
});
