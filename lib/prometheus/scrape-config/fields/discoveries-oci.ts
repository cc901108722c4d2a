import type { Context } from '../../decode/context';
import { field, int, list, string, struct } from '../../decode/types';
import type { StructValue } from '../../decode/value';
import { formatDuration } from '../../values/duration';
import { quote } from '../../values/quote';
import { checkHttpClient, HTTP_CLIENT_FIELDS } from './http-client';
import { all, needs } from './requirements';
import { duration, secret } from './scalars';

// https://github.com/prometheus/prometheus/blob/v3.14.0/discovery/oci/oci.go

export const ociSdConfig = struct('oci.SDConfig', 'oci.plain', {
  refresh_interval: field(duration, 60_000),
  port: field(int, 80n),
  ...HTTP_CLIENT_FIELDS,
  auth: field(string, 'api_key'),
  tenancy: string,
  user: string,
  fingerprint: string,
  key_file: string,
  key_passphrase: secret,
  key_passphrase_file: string,
  region: string,
  compartments: list(string),
}, all(needs('region', 'oci_sd: region is required'), checkOciAuthentication, checkOciRest, checkHttpClient));

function checkOciAuthentication(value: StructValue, context: Context): void {
  const key = ['tenancy', 'user', 'fingerprint', 'key_file'];
  const passphrase = ['key_passphrase', 'key_passphrase_file'];
  const report = (name: string, message: string) => {
    context.report('invalid-discovery', value.placeOf(name), `oci_sd: ${message}`);
  };
  const method = value.text('auth');
  if (method === 'api_key') {
    for (const name of key) if (value.get(name) === '') report(name, `api_key auth requires ${name}`);
    if (passphrase.every(name => value.isSet(name))) report('key_passphrase', 'at most one of key_passphrase and key_passphrase_file must be configured');
  } else if (method === 'instance_principal') {
    const extra = [...key, ...passphrase].find(name => value.isSet(name));
    const names = 'tenancy, user, fingerprint, key_file, key_passphrase, or key_passphrase_file';
    if (extra !== undefined) report(extra, `instance_principal auth must not have ${names} set`);
  } else if (method !== undefined) {
    report('auth', `unknown auth method ${quote(method)}, expected "api_key" or "instance_principal"`);
  }
}

function checkOciRest(value: StructValue, context: Context): void {
  value.items('compartments').forEach((item, index) => {
    if (item.value === '') context.report('invalid-discovery', item.place, `oci_sd: compartments[${index}] must not be empty`);
  });
  const interval = value.number('refresh_interval');
  if (interval !== undefined && interval <= 0) {
    const message = `oci_sd: refresh_interval must be positive, got ${formatDuration(interval)}`;
    context.report('invalid-discovery', value.placeOf('refresh_interval'), message);
  }
}
