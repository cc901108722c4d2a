import type { Context } from '../../decode/context';
import { any, bool, field, list, map, plainStruct, pointer, string, struct, type Fields, type ScalarType } from '../../decode/types';
import type { StructValue } from '../../decode/value';
import { checkHttpClient, HTTP_CLIENT_FIELDS, isPresent } from '../../scrape-config/fields/http-client';
import { checkAtMostOne } from '../../scrape-config/fields/requirements';
import { secret } from '../../scrape-config/fields/scalars';
import { quote } from '../../values/quote';
import { url } from './scalars';
import { sigV4Config } from './sigv4';

// https://github.com/prometheus/alertmanager/tree/v0.35.0/notify, a folder for each integration

/** Lists of integrations that Alertmanager has and that are not validated inside, since the service has none of them. */
export const OTHER_INTEGRATIONS = [
  'discord_configs', 'email_configs', 'incidentio_configs', 'slack_configs', 'webhook_configs', 'opsgenie_configs', 'wechat_configs',
  'pushover_configs', 'victorops_configs', 'telegram_configs', 'webex_configs', 'msteams_configs', 'msteamsv2_configs', 'jira_configs',
  'rocketchat_configs', 'mattermost_configs',
] as const;

export const httpConfig = pointer({
  ...struct('config.HTTPClientConfig', 'config.plain', HTTP_CLIENT_FIELDS, checkHttpClient),
});

const COMMON: Fields = { send_resolved: field(bool, true), http_config: httpConfig };

export const snsConfig = struct('sns.SNSConfig', 'sns.plain', {
  ...COMMON,
  api_url: string,
  sigv4: sigV4Config,
  topic_arn: string,
  phone_number: string,
  target_arn: string,
  subject: field(string, '{{ template "sns.default.subject" . }}'),
  message: field(string, '{{ template "sns.default.message" . }}'),
  attributes: map(string),
  use_aws_http_client: bool,
}, (value, context) => {
  // Go compares from left to right, so that all three together pass.
  const [target, topic, phone] = ['target_arn', 'topic_arn', 'phone_number'].map(name => !value.isSet(name));
  if ((target !== topic) === phone) return;
  const [first, second] = ['topic_arn', 'target_arn', 'phone_number'].filter(name => value.isSet(name));
  const message = 'must provide either a Target ARN, Topic ARN, or Phone Number for SNS config';
  context.report(first === undefined ? 'missing-field' : 'exclusive-fields', value.placeOf(second ?? 'topic_arn'), message);
});

/** The service's own form of a key, which Alertmanager does not have. */
export const SECRETS_MANAGER = 'aws_secrets_manager';

const secretReference = plainStruct('config.AWSSecretsManager', { secret_arn: string, secret_key: string, refresh_interval: string });

/** A secret as text, or by reference to AWS Secrets Manager. */
const key: ScalarType = { ...secret, mapping: plainStruct('config.Secret', { [SECRETS_MANAGER]: pointer(secretReference) }) };

const goDuration: ScalarType = {
  kind: 'int', name: 'time.Duration', zero: 0n, bits: 64, numerals: /^[-+]?(?:0|(?:(?:\d+(?:\.\d*)?|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+)$/,
};

export const pagerDutyConfig = struct('pagerduty.PagerdutyConfig', 'pagerduty.plain', {
  ...COMMON,
  service_key: key,
  service_key_file: string,
  routing_key: key,
  routing_key_file: string,
  url: pointer(url),
  client: field(string, '{{ template "pagerduty.default.client" . }}'),
  client_url: field(string, '{{ template "pagerduty.default.clientURL" . }}'),
  description: field(string, '{{ template "pagerduty.default.description" .}}'),
  details: map(any),
  images: list(plainStruct('pagerduty.PagerdutyImage', { src: string, alt: string, href: string })),
  links: list(plainStruct('pagerduty.PagerdutyLink', { href: string, text: string })),
  source: string,
  severity: string,
  class: string,
  component: string,
  group: string,
  timeout: goDuration,
}, (value, context) => {
  const keys = ['routing_key', 'service_key', 'routing_key_file', 'service_key_file'];
  if (!keys.some(name => value.isSet(name))) {
    context.report('missing-field', value.placeOf('routing_key'), 'missing service or routing key in PagerDuty config');
  }
  checkAtMostOne(value, context, 'exclusive-fields', ['routing_key', 'service_key'].map(name => ({
    fields: [name, `${name}_file`], message: `at most one of ${name} & ${name}_file must be configured`,
  })));
});

export const receiver = struct('config.Receiver', 'config.plain', {
  name: string,
  labels: map(string),
  sns_configs: list(pointer(snsConfig)),
  pagerduty_configs: list(pointer(pagerDutyConfig)),
  ...Object.fromEntries(OTHER_INTEGRATIONS.map(name => [name, list(any)])),
}, (value, context) => {
  const name = value.text('name');
  if (name === '') context.report('missing-field', value.placeOf('name'), 'missing name in receiver');
  const label = value.entries('labels').get('name');
  if (name === undefined || name === '' || typeof label?.value !== 'string' || label.value === name) return;
  context.report('invalid-value', label.place, `receiver label "name" must match receiver name ${quote(name)}, got ${quote(label.value)}`);
});

/** Checks the receivers together: unique names, no empty integrations, a URL for PagerDuty. */
export function checkReceivers(configuration: StructValue, context: Context): void {
  const seen = new Set<string>();
  const hasPagerDutyUrl = hasDefaultUrl(configuration, 'pagerduty_url');
  for (const each of configuration.structs('receivers')) {
    const name = each.text('name');
    if (name !== undefined && seen.has(name)) {
      context.report('name-duplicate', each.placeOf('name'), `notification config name ${quote(name)} is not unique`);
    }
    if (name !== undefined) seen.add(name);
    for (const [list, what] of [['sns_configs', 'sns'], ['pagerduty_configs', 'pagerduty']] as const) {
      for (const { value, place } of each.items(list)) {
        if (value === null) context.report('empty-section', place, `missing ${what} config`);
      }
    }
    for (const integration of each.structs('pagerduty_configs')) {
      if (hasPagerDutyUrl || isPresent(integration, 'url')) continue;
      context.report('missing-field', integration.placeOf('url'), 'no global PagerDuty URL set');
    }
  }
}

/** Null takes a default away. */
function hasDefaultUrl(configuration: StructValue, name: string): boolean {
  const global = configuration.struct('global');
  return global === undefined || !global.has(name) || global.get(name) !== null;
}
