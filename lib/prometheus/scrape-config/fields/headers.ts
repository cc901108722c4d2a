import type { Context } from '../../decode/context';
import type { StructValue } from '../../decode/value';

// https://github.com/prometheus/prometheus/blob/v3.14.0/config/config.go

const RESERVED_HEADERS = new Set([
  'host', 'content-encoding', 'content-length', 'content-type', 'user-agent', 'connection', 'keep-alive', 'proxy-authenticate',
  'proxy-authorization', 'www-authenticate', 'accept-encoding', 'x-prometheus-remote-write-version', 'x-prometheus-remote-read-version',
  'x-amz-date', 'x-amz-security-token', 'x-amz-content-sha256',
]);

/** The `headers` of a client may not replace those that Prometheus sets. */
export function checkHeaders(value: StructValue, context: Context, authorizationMessage: string): void {
  for (const [name, { place }] of value.entries('headers')) {
    const report = (message: string) => {
      context.report('http-header', place, message);
    };
    if (name.toLowerCase() === 'authorization') report(authorizationMessage);
    else if (RESERVED_HEADERS.has(name.toLowerCase())) report(`${name} is a reserved header. It must not be changed`);
  }
}
