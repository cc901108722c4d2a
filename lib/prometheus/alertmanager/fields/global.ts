import { splitHostPort } from '../../values/host-port';
import { bool, field, pointer, string, struct, type ScalarType } from '../../decode/types';
import { checkAtMostOne } from '../../scrape-config/fields/requirements';
import { duration, secret } from '../../scrape-config/fields/scalars';
import { tlsConfig } from '../../scrape-config/fields/tls';
import { httpConfig } from './receivers';
import { url } from './scalars';

// https://github.com/prometheus/alertmanager/blob/v0.35.0/config/config.go

const MINUTE = 60_000;
const SLACK_APP_URL = 'https://slack.com/api/chat.postMessage';
const SECRET_TOKEN = '<secret>';

const hostPort: ScalarType = {
  kind: 'object', name: 'common.HostPort', inner: 'string', zero: '', reading: { rule: 'invalid-value', parse: splitHostPort },
};

const secretUrl: ScalarType = {
  ...url, name: 'common.SecretURL',
  reading: url.reading && { ...url.reading, parse: value => value === SECRET_TOKEN ? { value } : url.reading?.parse(value) ?? { value } },
};

/** Each of these may be given as a value or as a file. */
const EXCLUSIVE = [
  'slack_app_token', 'slack_api_url', 'opsgenie_api_key', 'victorops_api_key', 'telegram_bot_token', 'smtp_auth_password', 'rocketchat_token',
  'rocketchat_token_id', 'smtp_auth_secret', 'wechat_api_secret', 'mattermost_webhook_url',
];

export const globalConfig = struct('config.GlobalConfig', 'config.plain', {
  resolve_timeout: field(duration, 5 * MINUTE),
  http_config: httpConfig,
  jira_api_url: pointer(url),
  smtp_from: string,
  smtp_hello: field(string, 'localhost'),
  smtp_smarthost: hostPort,
  smtp_auth_username: string,
  smtp_auth_password: secret,
  smtp_auth_password_file: string,
  smtp_auth_secret: secret,
  smtp_auth_secret_file: string,
  smtp_auth_identity: string,
  smtp_require_tls: field(bool, true),
  smtp_tls_config: pointer(tlsConfig),
  smtp_force_implicit_tls: pointer(bool),
  slack_api_url: pointer(secretUrl),
  slack_api_url_file: string,
  slack_app_token: secret,
  slack_app_token_file: string,
  slack_app_url: pointer(url),
  pagerduty_url: pointer(url),
  opsgenie_api_url: pointer(url),
  opsgenie_api_key: secret,
  opsgenie_api_key_file: string,
  wechat_api_url: pointer(url),
  wechat_api_secret: secret,
  wechat_api_secret_file: string,
  wechat_api_corp_id: string,
  victorops_api_url: pointer(url),
  victorops_api_key: secret,
  victorops_api_key_file: string,
  telegram_api_url: pointer(url),
  telegram_bot_token: secret,
  telegram_bot_token_file: string,
  webex_api_url: pointer(url),
  rocketchat_api_url: pointer(url),
  rocketchat_token: pointer(secret),
  rocketchat_token_file: string,
  rocketchat_token_id: pointer(secret),
  rocketchat_token_id_file: string,
  mattermost_webhook_url: pointer(secretUrl),
  mattermost_webhook_url_file: string,
}, (value, context) => {
  checkAtMostOne(value, context, 'exclusive-fields', EXCLUSIVE.map(name => ({
    fields: [name, `${name}_file`], message: `at most one of ${name} & ${name}_file must be configured`,
  })));
  const isToken = ['slack_app_token', 'slack_app_token_file'].some(name => value.isSet(name));
  const slackUrl = ['slack_api_url', 'slack_api_url_file'].find(name => value.isSet(name));
  if (!isToken || slackUrl === undefined || value.text('slack_api_url') === (value.text('slack_app_url') ?? SLACK_APP_URL)) return;
  context.report('exclusive-fields', value.placeOf(slackUrl),
    'at most one of slack_app_token/slack_app_token_file & slack_api_url/slack_api_url_file must be configured');
});
