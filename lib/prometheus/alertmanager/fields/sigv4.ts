import type { Context } from '../../decode/context';
import { bool, map, string, struct } from '../../decode/types';
import type { StructValue } from '../../decode/value';
import { secret } from '../../scrape-config/fields/scalars';
import { quote } from '../../values/quote';

const SESSION_NAME = /^[\w+=,.@-]{2,64}$/;

/** @see https://github.com/prometheus/sigv4/blob/v0.5.0/sigv4_config.go */
export const sigV4Config = struct('sigv4.SigV4Config', 'sigv4.plain', {
  region: string,
  access_key: string,
  secret_key: secret,
  profile: string,
  role_arn: string,
  external_id: string,
  session_name: string,
  tags: map(string),
  use_fips_sts_endpoint: bool,
  service_name: string,
}, (value, context) => {
  const report = (name: string, message: string) => {
    context.report('http-authentication', value.placeOf(name), message);
  };
  if (value.isSet('access_key') !== value.isSet('secret_key')) {
    context.report('http-authentication', value.place, 'must provide a AWS SigV4 Access key and Secret Key if credentials are specified in the SigV4 config');
  }
  for (const name of ['external_id', 'session_name', 'tags']) {
    const isGiven = name === 'tags' ? value.entries(name).size > 0 : value.isSet(name);
    if (isGiven && !value.isSet('role_arn')) report(name, `${name} can only be used with role_arn`);
  }
  const session = value.text('session_name') ?? '';
  if (session !== '' && !SESSION_NAME.test(session)) {
    report('session_name', `session_name must match ${SESSION_NAME.source} (2-64 alphanumeric and +=,.@- characters)`);
  }
  checkTags(value, context);
});

function checkTags(value: StructValue, context: Context): void {
  for (const [key, { value: text, place }] of value.entries('tags')) {
    const report = (message: string) => {
      context.report('http-authentication', place, message);
    };
    if (key === '') report('tag key must not be empty');
    if (Buffer.byteLength(key) > 128) report(`tag key ${quote(key)} exceeds maximum length of 128`);
    if (typeof text === 'string' && Buffer.byteLength(text) > 256) report(`tag value for key ${quote(key)} exceeds maximum length of 256`);
  }
}
