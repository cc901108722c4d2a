import * as fc from 'fast-check';
import { emit, quoted, type Tree } from '../emit';
import { ODD_SCALARS } from '../scalars';

/*
 * Configurations of Alertmanager as users might write them: most values are right, some are at a limit, few are nonsense.
 */

type Fields = Readonly<Record<string, fc.Arbitrary<Tree>>>;

const odd = fc.constantFrom(...ODD_SCALARS);
const leaf = (...values: string[]): fc.Arbitrary<string> => fc.constantFrom(...values);
const text = (...values: string[]): fc.Arbitrary<string> => fc.constantFrom(...values).map(quoted);
const list = (item: fc.Arbitrary<Tree>, maxLength = 3): fc.Arbitrary<Tree> => fc.array(item, { maxLength });

function struct(fields: Fields, required: readonly string[] = [], maxLength = 4, oddness = 1): fc.Arbitrary<Tree> {
  const names = Object.keys(fields).filter(name => !required.includes(name));
  return fc.subarray(names, { maxLength: Math.min(maxLength, names.length) }).chain((chosen) => {
    const members = [...required, ...chosen].map(name => [name, fields[name] ?? odd] as const);
    return fc.record(Object.fromEntries(members.map(([name, value]) => [
      name, fc.oneof({ weight: 150, arbitrary: value }, { weight: oddness, arbitrary: odd }),
    ])));
  });
}

const dictionary = (key: fc.Arbitrary<string>, value: fc.Arbitrary<Tree>): fc.Arbitrary<Tree> => fc.dictionary(key, value, { maxKeys: 3 });

const boolean = leaf('true', 'false', 'yes', 'no');
/** Right values, and wrong ones among them now and then. */
const mostly = (right: fc.Arbitrary<Tree>, wrong: fc.Arbitrary<Tree>): fc.Arbitrary<Tree> =>
  fc.oneof({ weight: 25, arbitrary: right }, { weight: 1, arbitrary: wrong });

const duration = mostly(leaf('30s', '1m', '5m', '4h', '5d', '6d', '1w'), leaf('0s', '0', '30', '-1s', '1.5h'));
const label = mostly(text('alertname', 'severity', 'team', 'a', 'a.b', 'é', 'x y'), leaf('""', '~'));
const value = text('critical', 'warning', '', 'a b', 'x"y', '1', 'é');

/** Matchers in every form and spelling, a few of them wrong. */
export const matcher: fc.Arbitrary<string> = fc.oneof(
  { weight: 60, arbitrary: fc.tuple(leaf('severity', 'alertname', 'team', 'a'), leaf('=', '!='), leaf('critical', 'warning', 'x', '""', '"a b"', '')).map(parts => parts.join('')) },
  { weight: 30, arbitrary: fc.tuple(leaf('severity', 'team', 'alertname'), leaf('=~', '!~'), leaf('"crit.*"', 'a|b', '".+"', '""', '"(?i)WARN.*"', 'x.y')).map(parts => parts.join('')) },
  { weight: 8, arbitrary: leaf(
    '{severity="critical"}', '{a=b,c=d}', 'a=b, c=~"d.*",', '"a b"="c"', 'é=ü', 'a-b=c', ' a = b ', 'a="\\n"', 'a="\\u00e9"', 'a=\\n', 'a="x\\"y"', 'a="b\\\\"',
    'a=~"["', 'a=~(', 'a=b}', '{a=b', 'a', '=b', 'a=="b"', 'a=b"', 'a="b', 'a!b', '{}', '', 'a=~"a.*",b', 'a=b,,c=d', ',', 'a="\\x41"', 'a=\'b\'', 'a=`b`', 'a=b c',
    '"a"=~"\\\\d+"', 'a=~\\d+', '{a="b",}', '{a="b"},', 'a:b=c', '0a=b', 'a=~"{"', 'a="{b}"', 'a = "b" , c != "d"', 'a="b\n c"', 'a\u00a0=b', 'a="\\q"', 'a=~"\\\\q"',
  ) },
  { weight: 1, arbitrary: fc.string({ unit: fc.constantFrom(...Array.from('ab=!~"\\,{} \n.é')), maxLength: 10 }) },
);
const matchers = list(matcher.map(each => JSON.stringify(each)), 2);
const deprecated = mostly(dictionary(leaf('severity', 'a'), value), leaf('{a.b: c}', '{"x y": z}'));
const regexps = mostly(dictionary(leaf('severity', 'a'), text('crit.*', '', '.*', 'a|b')), leaf('{a: "("}', '{a: ~}', '{a-b: x}', '{a: []}'));

const intervalName = leaf('nights', 'weekends', 'office', 'other');
const receiverName = leaf('a', 'b', 'c', '"1"', '""');

const routeFields: Fields = {
  receiver: receiverName,
  group_by: mostly(fc.oneof(fc.uniqueArray(label, { maxLength: 3 }), leaf('[...]', '["..."]', '[]')), leaf('[\'...\', a]', '[a, a]', 'a')),
  match: deprecated, match_re: regexps, matchers,
  continue: boolean, group_wait: duration, group_interval: duration, repeat_interval: duration,
  mute_time_intervals: list(intervalName), active_time_intervals: list(intervalName),
  labels: dictionary(leaf('team', 'a.b'), value),
};
const leafRoute = struct(routeFields, [], 4);
const middleRoute = struct({ ...routeFields, routes: list(fc.oneof({ weight: 20, arbitrary: leafRoute }, { weight: 1, arbitrary: leaf('~', 'x', '{}') })) }, ['routes'], 3);
const rootRoute = fc.oneof(
  { weight: 25, arbitrary: struct({ receiver: leaf('a'), group_by: routeFields.group_by ?? odd, group_wait: duration, routes: list(middleRoute) }, ['receiver'], 4, 0) },
  { weight: 1, arbitrary: middleRoute },
);

const sigv4 = struct({
  region: leaf('eu-west-1', ''), access_key: leaf('a', ''), secret_key: leaf('b', ''), profile: leaf('p'), role_arn: leaf('r', ''), external_id: leaf('x'),
}, ['region'], 1);
const template = text('{{ .Status }}', 'x', '', '{{ template "a" . }}');
const HTTP = struct({
  follow_redirects: boolean, bearer_token: text('x'), proxy_url: text('http://p:1'), basic_auth: struct({ username: text('u'), password: text('p') }),
}, [], 2);
const sns = struct({
  topic_arn: mostly(leaf('arn:aws:sns:eu-west-1:111122223333:t'), leaf('""')), target_arn: mostly(leaf('""'), leaf('arn:x')), phone_number: mostly(leaf('""'), leaf('+1')), sigv4, subject: template,
  message: template, attributes: dictionary(leaf('a', 'key', 'value'), template), send_resolved: boolean, api_url: text('http://x'), http_config: HTTP,
  use_aws_http_client: boolean,
}, ['topic_arn', 'sigv4'], 3);
const pagerDuty = struct({
  routing_key: mostly(leaf('k'), leaf('""')), routing_key_file: mostly(leaf('""'), leaf('/f')), service_key: text('s', ''), service_key_file: mostly(leaf('""'), leaf('/s')), url: mostly(leaf('https://x/y'), leaf('ftp://x', 'x', 'http:///')),
  client: template, client_url: template, description: template,
  severity: template, class: template, component: template, group: template, source: template,
  details: dictionary(leaf('a', 'firing'), fc.oneof(template, leaf('[a, b]', '{a: {b: 1}}', '1'))),
  images: list(struct({ src: text('x'), alt: text('y'), href: text('z') })), links: list(struct({ href: text('x'), text: text('y') })),
  timeout: mostly(leaf('1s', '1.5h', '30', '"2s"'), leaf('x', '"30"')), send_resolved: boolean, http_config: HTTP,
}, ['routing_key'], 4);
const nullable = (item: fc.Arbitrary<Tree>) => fc.oneof({ weight: 30, arbitrary: item }, { weight: 1, arbitrary: leaf('~', '{}') });
const receiver = struct({
  name: receiverName, sns_configs: list(nullable(sns), 2), pagerduty_configs: list(nullable(pagerDuty), 2),
  labels: dictionary(leaf('name', 'team'), leaf('a', 'b', '"1"')),
}, ['name'], 2);

const times = list(fc.oneof(
  { weight: 20, arbitrary: struct({ start_time: mostly(text('00:00', '09:00', '17:30'), text('9:00', '24:01', '')), end_time: mostly(text('24:00', '17:31', '23:59'), text('09:00', '00:00')) }, ['start_time', 'end_time']) },
  { weight: 1, arbitrary: leaf('~', '{}', '{start_time: 10:00}') },
), 2);
const interval = struct({
  times,
  weekdays: list(mostly(text('monday:friday', 'saturday', 'Sunday', 'friday:monday', 'MONDAY'), text('fri', '1', 'monday:tuesday:friday', '', ':')), 2),
  days_of_month: list(mostly(text('1:5', '-1', '-5:-1', '31', '1:-1', '+1'), text('0', '32', '-32', '5:1', '-1:5', '30:-3', '29:-1', '27:-1', '1.5', '', '99999999999999999999')), 2),
  months: list(mostly(text('january:march', '12', 'May', '+3'), text('1:13', '13', 'dec', '0', '5:3', 'march:1', '-1')), 2),
  years: list(mostly(text('2026', '2020:2030', '-1'), text('2030:2020', 'x', '2026:', '1:')), 2),
  location: mostly(text('UTC', 'Europe/Paris', 'Local', 'America/New_York', '', 'Asia/Calcutta', 'Etc/GMT+5', 'GMT', 'US/Pacific', 'EST'), text('Mars/Olympus', 'europe/paris', '../x', '+01:00', 'utc', 'gmt', 'us/pacific', '/UTC')),
}, [], 3);
const named = struct({ name: intervalName, time_intervals: list(fc.oneof({ weight: 30, arbitrary: interval }, { weight: 1, arbitrary: leaf('~', '{}') }), 2) }, ['name', 'time_intervals']);

const inhibition = struct({
  name: text('n', ''), source_match: deprecated, source_match_re: regexps, source_matchers: matchers, target_match: deprecated, target_match_re: regexps,
  target_matchers: matchers, equal: list(label),
}, ['source_matchers', 'target_matchers'], 2);

const global = struct({
  resolve_timeout: duration, http_config: HTTP, pagerduty_url: mostly(text('https://x'), text('x')), smtp_smarthost: mostly(text('h:25', ':25', '[::1]:25', ''), text('h', 'a:b:c', 'h:', '[h:25', '[h]', '[h]x:1', 'h[:1', 'h]:1', '[]:1')), smtp_from: text('a@b'),
  slack_api_url: mostly(text('https://x', '<secret>'), text('x')), slack_api_url_file: mostly(text(''), text('/x')), slack_app_token: text('t'), opsgenie_api_key: text('k'), opsgenie_api_key_file: text('/f'),
  smtp_require_tls: boolean, smtp_tls_config: struct({ insecure_skip_verify: boolean, ca_file: text('/x'), min_version: mostly(leaf('TLS12'), leaf('TLS9')) }),
  telegram_bot_token: text('x', ''), telegram_bot_token_file: text('/x'), rocketchat_token: text('', 'x'), rocketchat_token_file: text('/x', ''),
}, [], 2);

/** Whole configurations, as YAML. Most of them have the receivers and time intervals that their routes name. */
export const definitions: fc.Arbitrary<string> = struct({
  global: fc.oneof({ weight: 9, arbitrary: global }, { weight: 1, arbitrary: leaf('~', '{}') }),
  route: rootRoute,
  receivers: fc.oneof({ weight: 1, arbitrary: list(receiver) }, {
    weight: 20, arbitrary: fc.tuple(sns, nullable(pagerDuty)).map(([topic, pager]): Tree =>
      [{ name: 'a', sns_configs: [topic] }, { name: 'b', pagerduty_configs: [pager] }, { name: 'c' }, { name: '"1"' }]),
  }),
  inhibit_rules: list(fc.oneof({ weight: 30, arbitrary: inhibition }, { weight: 1, arbitrary: leaf('~', '{}') })),
  time_intervals: fc.oneof({ weight: 1, arbitrary: list(named) }, {
    weight: 20, arbitrary: fc.tuple(interval, interval, interval, interval).map(intervals =>
      ['nights', 'weekends', 'office', 'other'].map((name, index) => ({ name, time_intervals: [intervals[index] ?? '{}'] }))),
  }),
  mute_time_intervals: mostly(leaf('[]'), list(named, 1)),
  templates: list(text('a.tmpl', '*')),
  tracing: struct({ endpoint: mostly(text('x'), text('')), client_type: mostly(leaf('grpc', 'http'), leaf('x')), compression: mostly(leaf('gzip'), leaf('x')) }, ['endpoint'], 1),
}, ['route', 'receivers', 'time_intervals'], 2).map(tree => emit(tree));
