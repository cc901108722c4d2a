import type { Context } from '../../decode/context';
import { bool, string, struct, type ScalarType } from '../../decode/types';
import type { StructValue } from '../../decode/value';
import { quote } from '../../values/quote';
import { checkAtMostOne } from './requirements';
import { secret } from './scalars';

// https://github.com/prometheus/common/blob/v0.72.1/config/http_config.go

const TLS_VERSIONS = ['TLS10', 'TLS11', 'TLS12', 'TLS13'];

const tlsVersion: ScalarType = {
  kind: 'uint', name: 'config.TLSVersion', inner: 'string', zero: '',
  reading: {
    rule: 'http-tls',
    parse: value => TLS_VERSIONS.includes(value) ? { value } : { error: `unknown TLS version: ${value}` },
  },
};

export const tlsConfig = {
  ...struct('config.TLSConfig', 'config.plain', {
    ca: string,
    cert: string,
    key: secret,
    ca_file: string,
    cert_file: string,
    key_file: string,
    ca_ref: string,
    cert_ref: string,
    key_ref: string,
    server_name: string,
    insecure_skip_verify: bool,
    min_version: tlsVersion,
    max_version: tlsVersion,
  }, checkTls),
  startsAnew: false,
};

function checkTls(value: StructValue, context: Context): void {
  checkAtMostOne(value, context, 'http-tls', [
    { fields: ['ca', 'ca_file', 'ca_ref'], message: 'at most one of ca, ca_file & ca_ref must be configured' },
    { fields: ['cert', 'cert_file', 'cert_ref'], message: 'at most one of cert, cert_file & cert_ref must be configured' },
    { fields: ['key', 'key_file', 'key_ref'], message: 'at most one of key and key_file must be configured' },
  ]);
  const certificate = ['cert', 'cert_file', 'cert_ref'].find(name => value.isSet(name));
  const key = ['key', 'key_file', 'key_ref'].find(name => value.isSet(name));
  if (certificate !== undefined && key === undefined) {
    const message = 'exactly one of key or key_file must be configured when a client certificate is configured';
    context.report('http-tls', value.placeOf(certificate), message);
  }
  if (key !== undefined && certificate === undefined) {
    const message = 'exactly one of cert or cert_file must be configured when a client key is configured';
    context.report('http-tls', value.placeOf(key), message);
  }
}

/** Reports a certificate file without a key file and the other way round, as `promtool` does for jobs and Kubernetes. */
export function checkTlsFiles(owner: StructValue, context: Context): void {
  const value = owner.has('tls_config') ? owner.struct('tls_config') : undefined;
  if (value === undefined) return;
  for (const [text, other] of [['cert', 'key'], ['key', 'cert']] as const) {
    const file = value.text(`${text}_file`) ?? '';
    const place = value.placeOf(`${text}_file`);
    if (file === '' || value.isSet(`${other}_file`) || context.isRefused(place)) continue;
    context.report('http-tls', place, `client ${text} file ${quote(file)} specified without client ${other} file`);
  }
}
