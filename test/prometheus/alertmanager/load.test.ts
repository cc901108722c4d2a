import { problemsOf, withReceivers } from './load';

const ROUTE = 'route: {receiver: a}';
const receivers = (...lines: string[]) => [ROUTE, 'receivers:', '- name: a', ...lines.map(line => `  ${line}`)].join('\n');
const child = (fields: string) => withReceivers(`route: {receiver: a, routes: [{${fields}}]}`);
const interval = (fields: string) => withReceivers(ROUTE, `time_intervals: [{name: t, time_intervals: [{${fields}}]}]`);
const inhibition = (fields: string) => withReceivers(ROUTE, `inhibit_rules: [{${fields}}]`);

test.each([
  ['a route and a receiver', withReceivers(ROUTE)],
  ['an empty global block', withReceivers('global: {}', ROUTE)],
  ['a global block of nothing', withReceivers('global:', ROUTE)],
  ['all labels in group_by', withReceivers('route: {receiver: a, group_by: [...]}')],
  ['group_wait of zero', child('group_wait: 0s')],
  ['a receiver with an SNS topic', receivers('sns_configs: [{topic_arn: "arn:aws:sns:eu-west-1:111122223333:t", sigv4: {region: eu-west-1}}]')],
  ['an SNS topic, a target and a phone number', receivers('sns_configs: [{topic_arn: a, target_arn: b, phone_number: c}]')],
  ['a PagerDuty key', receivers('pagerduty_configs: [{routing_key: k}]')],
  ['a PagerDuty key in Secrets Manager', receivers('pagerduty_configs: [{routing_key: {aws_secrets_manager: {secret_arn: a, secret_key: b}}}]')],
  ['nested details', receivers('pagerduty_configs: [{routing_key: k, details: {a: {b: [c]}}}]')],
  ['integrations that are not validated here', receivers('slack_configs: [{nonsense: true}]')],
  ['a label that repeats the receiver\'s name', receivers('labels: {name: a}')],
  ['a weekday range over the end of the week', interval('weekdays: ["friday:monday"]')],
  ['a day that short months do not have', interval('days_of_month: ["31"]')],
  ['a time zone', interval('location: Europe/Paris')],
  ['a name of old for a time zone', interval('location: Asia/Calcutta')],
  ['a whole day', interval('times: [{start_time: "00:00", end_time: "24:00"}]')],
  ['an inhibition without matchers', inhibition('equal: [a]')],
  ['one time interval of each list', withReceivers(ROUTE, 'time_intervals: [{name: t}]', 'mute_time_intervals: [{name: u}]')],
  ['a quoted tilde as a label', child('group_by: ["~"]')],
])('%s is accepted', (_, text) => {
  expect(problemsOf(text)).toEqual([]);
});

test.each([
  ['', '1 : no route provided in config'],
  ['null', '1 : no route provided in config'],
  ['global: {}', '1 : no routes provided'],
  ['- a', '1 : cannot unmarshal !!seq into config.plain'],
  ['route: [', '1 : yaml: did not find expected node content'],
  ['route: {}', '1 route: root route must specify a default receiver'],
  [withReceivers('route: {receiver: a, continue: true}'), '1 route.continue: cannot have continue in root route'],
  [withReceivers('route: {receiver: a, matchers: [a=b]}'), '1 route.matchers: root route must not have any matchers'],
  [withReceivers('route: {receiver: a, match: {a: b}}'), '1 route.match: root route must not have any matchers'],
  [withReceivers('route: {receiver: a, mute_time_intervals: [t]}', 'time_intervals: [{name: t}]'),
    '1 route.mute_time_intervals: root route must not have any mute time intervals'],
  [withReceivers('route: {receiver: a, active_time_intervals: [t]}', 'time_intervals: [{name: t}]'),
    '1 route.active_time_intervals: root route must not have any active time intervals'],
  [withReceivers('route: {receiver: z}'), '1 route.receiver: undefined receiver "z" used in route'],
  [child('receiver: z'), '1 route.routes[0].receiver: undefined receiver "z" used in route'],
  [child('mute_time_intervals: [t]'), '1 route.routes[0].mute_time_intervals[0]: undefined time interval "t" used in route'],
  [child('foo: 1'), '1 route.routes[0].foo: field foo not found in type config.plain'],
  [child('receiver: a, receiver: b'), '1 route.routes[0].receiver: field receiver already set in type config.plain'],
  [child('matchers: [a]'), '1 route.routes[0].matchers[0]: bad matcher format: a'],
  [child('match: {a-b: c}'), '1 route.routes[0].match.a-b: invalid label name "a-b"'],
  [child('match_re: {a: "("}'), '1 route.routes[0].match_re.a: error parsing regexp: missing closing ): `^(?:()$`'],
  [child('match_re: {a: null}'), '1 route.routes[0].match_re.a: invalid regexp value for "a"'],
  [child('group_by: [a, a]'), '1 route.routes[0].group_by[1]: duplicated label "a" in group_by'],
  [child('group_by: [a, ...]'), '1 route.routes[0].group_by[1]: cannot have wildcard group_by (`...`) and other labels at the same time'],
  [child('group_by: [""]'), '1 route.routes[0].group_by[0]: invalid label name "" in group_by list'],
  [child('group_by: a'), '1 route.routes[0].group_by: cannot unmarshal !!str `a` into []string'],
  [child('group_interval: 0s'), '1 route.routes[0].group_interval: group_interval cannot be zero'],
  [child('repeat_interval: 0s'), '1 route.routes[0].repeat_interval: repeat_interval cannot be zero'],
  [child('group_wait: 30'), '1 route.routes[0].group_wait: not a valid duration string: "30"'],
  [withReceivers('route: {receiver: a, routes: [null]}'), '1 route.routes[0]: empty or null route'],
  [`${ROUTE}\nreceivers: [{name: a}, {name: a}]`, '2 receivers[1].name: notification config name "a" is not unique'],
  [`${ROUTE}\nreceivers: [{name: a}, {}]`, '2 receivers[1]: missing name in receiver'],
  [receivers('labels: {name: b}'), '4 receivers[0].labels.name: receiver label "name" must match receiver name "a", got "b"'],
  [receivers('sns_configs: [{}]'), '4 receivers[0].sns_configs[0]: must provide either a Target ARN, Topic ARN, or Phone Number for SNS config'],
  [receivers('sns_configs: [{topic_arn: a, target_arn: b}]'),
    '4 receivers[0].sns_configs[0].target_arn: must provide either a Target ARN, Topic ARN, or Phone Number for SNS config'],
  [receivers('sns_configs: [null]'), '4 receivers[0].sns_configs[0]: missing sns config'],
  [receivers('sns_configs: [{topic_arn: a, sigv4: {access_key: b}}]'),
    '4 receivers[0].sns_configs[0].sigv4: must provide a AWS SigV4 Access key and Secret Key if credentials are specified in the SigV4 config'],
  [receivers('pagerduty_configs: [{}]'), '4 receivers[0].pagerduty_configs[0]: missing service or routing key in PagerDuty config'],
  [receivers('pagerduty_configs: [{routing_key: a, routing_key_file: b}]'),
    '4 receivers[0].pagerduty_configs[0].routing_key_file: at most one of routing_key & routing_key_file must be configured'],
  [receivers('pagerduty_configs: [{routing_key: {a: b}}]'), '4 receivers[0].pagerduty_configs[0].routing_key: cannot unmarshal !!map into config.plain'],
  [receivers('pagerduty_configs: [{routing_key: a, url: x}]'), '4 receivers[0].pagerduty_configs[0].url: unsupported scheme "" for URL'],
  [withReceivers('global: {opsgenie_api_key: a, opsgenie_api_key_file: b}', ROUTE),
    '1 global.opsgenie_api_key_file: at most one of opsgenie_api_key & opsgenie_api_key_file must be configured'],
  [withReceivers('global: {foo: 1}', ROUTE), '1 global.foo: field foo not found in type config.plain'],
  [withReceivers('global: {smtp_smarthost: h}', ROUTE), '1 global.smtp_smarthost: address h: missing port in address'],
  [withReceivers(ROUTE, 'time_intervals: [{name: t}, {name: t}]'), '2 time_intervals[1].name: time interval "t" is not unique'],
  [withReceivers(ROUTE, 'time_intervals: [{}]'), '2 time_intervals[0]: missing name in time interval'],
  [withReceivers(ROUTE, 'mute_time_intervals: [{}]'), '2 mute_time_intervals[0]: missing name in mute time interval'],
  [interval('times: [{start_time: "09:00"}]'), '2 time_intervals[0].time_intervals[0].times[0]: both start and end times must be provided'],
  [interval('times: [{start_time: "9:00", end_time: "10:00"}]'),
    '2 time_intervals[0].time_intervals[0].times[0].start_time: couldn\'t parse timestamp 9:00, invalid format'],
  [interval('times: [{start_time: "10:00", end_time: "10:00"}]'),
    '2 time_intervals[0].time_intervals[0].times[0].start_time: start time cannot be equal or greater than end time'],
  [interval('weekdays: [fri]'), '2 time_intervals[0].time_intervals[0].weekdays[0]: fri is not a valid weekday'],
  [interval('days_of_month: ["0"]'), '2 time_intervals[0].time_intervals[0].days_of_month[0]: 0 is not a valid day of the month: out of range'],
  [interval('days_of_month: ["5:1"]'), '2 time_intervals[0].time_intervals[0].days_of_month[0]: end day 1 is always before start day 5'],
  [interval('days_of_month: ["-1:5"]'),
    '2 time_intervals[0].time_intervals[0].days_of_month[0]: end day must be negative if start day is negative'],
  [interval('months: ["13"]'), '2 time_intervals[0].time_intervals[0].months[0]: 13 is not a valid month: out of range'],
  [interval('months: ["may:march"]'), '2 time_intervals[0].time_intervals[0].months[0]: end month march is before start month may'],
  [interval('years: ["2030:2020"]'), '2 time_intervals[0].time_intervals[0].years[0]: end year 2020 is before start year 2030'],
  [interval('location: Mars/Olympus'), '2 time_intervals[0].time_intervals[0].location: unknown time zone Mars/Olympus'],
  [interval('location: europe/paris'), '2 time_intervals[0].time_intervals[0].location: unknown time zone europe/paris'],
  [inhibition('source_matchers: ["a=~["]'), '2 inhibit_rules[0].source_matchers[0]: error parsing regexp: missing closing ]: `[)$`'],
  [inhibition('equal: [""]'), '2 inhibit_rules[0].equal[0]: invalid label name "" in equal list'],
])('fails to load %j', (text, problem) => {
  expect(problemsOf(text)).toEqual([problem]);
});

test('all problems are reported together, in the order of the text', () => {
  expect(problemsOf('route:\n  receiver: z\n  group_interval: 0s\n  foo: 1\nreceivers:\n- {}')).toEqual([
    '2 route.receiver: undefined receiver "z" used in route',
    '3 route.group_interval: group_interval cannot be zero',
    '4 route.foo: field foo not found in type config.plain',
    '6 receivers[0]: missing name in receiver',
  ]);
});

test('values that are known only at deployment are not validated', () => {
  const token = '"${Token[A.1]}"';
  expect(problemsOf([
    `route: {receiver: ${token}, group_by: [${token}], routes: [{receiver: b, matchers: [${token}], group_wait: ${token}}]}`,
    `receivers: [{name: ${token}, sns_configs: [{topic_arn: ${token}, sigv4: {region: ${token}}}]}]`,
    `time_intervals: [{name: ${token}, time_intervals: [{location: ${token}, weekdays: [${token}]}]}]`,
  ].join('\n'))).toEqual([]);
});

test('routes that are nested too deeply for the stack are one problem', () => {
  const text = `${ROUTE.slice(0, -1)}, routes: ${'[{routes: '.repeat(9000)}[]${'}]'.repeat(9000)}}`;
  expect(problemsOf(text).length).toBeGreaterThan(0);
});
