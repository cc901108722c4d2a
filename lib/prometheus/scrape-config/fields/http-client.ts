import type { Context } from '../../decode/context';
import { any, bool, field, list, map, plainStruct, pointer, string, struct, type Fields } from '../../decode/types';
import type { StructValue } from '../../decode/value';
import { quote } from '../../values/quote';
import { trimSpace } from '../../values/trim-space';
import { printsAsEmpty } from '../../values/url';
import { checkAtMostOne } from './requirements';
import { secret, url } from './scalars';
import { tlsConfig } from './tls';

// https://github.com/prometheus/common/blob/v0.72.1/config/http_config.go

const JWT_GRANT = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
const SIGNATURE_ALGORITHMS = ['RS256', 'RS384', 'RS512'];

/** In the spelling that Go gives to every header. */
const RESERVED_HEADERS = new Set([
  'Authorization', 'Host', 'Content-Encoding', 'Content-Length', 'Content-Type', 'User-Agent', 'Connection', 'Keep-Alive',
  'Proxy-Authenticate', 'Proxy-Authorization', 'Www-Authenticate', 'Accept-Encoding', 'X-Prometheus-Remote-Write-Version',
  'X-Prometheus-Remote-Read-Version', 'X-Prometheus-Scrape-Timeout-Seconds', 'X-Amz-Date', 'X-Amz-Security-Token', 'X-Amz-Content-Sha256',
]);

const PROXY_FIELDS: Fields = {
  proxy_url: url,
  no_proxy: string,
  proxy_from_environment: bool,
  proxy_connect_header: map(list(secret), 'config.ProxyHeader'),
};

const basicAuth = {
  ...struct('config.BasicAuth', 'config.plain', {
    username: string,
    username_file: string,
    username_ref: string,
    password: secret,
    password_file: string,
    password_ref: string,
  }),
  startsAnew: false,
};

const authorization = plainStruct('config.Authorization', {
  type: string,
  credentials: secret,
  credentials_file: string,
  credentials_ref: string,
});

const oauth2 = {
  ...struct('config.OAuth2', 'config.plain', {
    client_id: string,
    client_secret: secret,
    client_secret_file: string,
    client_secret_ref: string,
    client_certificate_key_id: string,
    client_certificate_key: secret,
    client_certificate_key_file: string,
    client_certificate_key_ref: string,
    grant_type: string,
    signature_algorithm: string,
    iss: string,
    audience: string,
    claims: map(any),
    scopes: list(string),
    token_url: string,
    endpoint_params: map(string),
    tls_config: tlsConfig,
    ...PROXY_FIELDS,
  }, checkProxy),
  startsAnew: false,
};

const header = plainStruct('config.Header', { values: list(string), secrets: list(secret), files: list(string) });

/** The fields of every HTTP client, inline in the struct that has the client. */
export const HTTP_CLIENT_FIELDS: Fields = {
  basic_auth: pointer(basicAuth),
  authorization: pointer(authorization),
  oauth2: pointer(oauth2),
  bearer_token: secret,
  bearer_token_file: string,
  tls_config: tlsConfig,
  follow_redirects: field(bool, true),
  enable_http2: field(bool, true),
  http_headers: pointer({ ...map(header, 'config.Headers'), startsAnew: true }),
  ...PROXY_FIELDS,
};

/** Returns the first field in the text that certainly makes the HTTP client another than the default one. */
export function customHttpField(value: StructValue): string | undefined {
  return [...value.names()].find((name) => {
    const entry = HTTP_CLIENT_FIELDS[name];
    if (entry === undefined) return false;
    const expected = 'kind' in entry ? undefined : entry.default;
    return expected === undefined ? value.isCertainlySet(name) : typeof value.get(name) === 'boolean' && value.get(name) !== expected;
  });
}

/** Reports what is wrong with the HTTP client of a job or a discovery. */
export function checkHttpClient(value: StructValue, context: Context): void {
  checkAuthentication(value, context);
  const client = value.struct('oauth2');
  if (client !== undefined) checkOAuth2(client, context);
  checkProxy(value, context);
  for (const [name, item] of value.entries('http_headers')) {
    const canonical = canonicalHeader(name);
    if (RESERVED_HEADERS.has(canonical)) context.report('http-header', item.place, `setting header ${quote(canonical)} is not allowed`);
  }
}

function checkAuthentication(value: StructValue, context: Context): void {
  const rule = 'http-authentication';
  const report = (field: string, message: string) => {
    context.report(rule, value.placeOf(field), message);
  };
  const bearer = ['bearer_token', 'bearer_token_file'].find(name => value.isSet(name));
  const hasBasic = isPresent(value, 'basic_auth');
  const hasOAuth2 = isPresent(value, 'oauth2');
  checkAtMostOne(value, context, rule, [
    { fields: ['bearer_token', 'bearer_token_file'], message: 'at most one of bearer_token & bearer_token_file must be configured' },
  ]);
  if (bearer !== undefined && (hasBasic || hasOAuth2)) report(bearer, 'at most one of basic_auth, oauth2, bearer_token & bearer_token_file must be configured');
  const basic = value.struct('basic_auth');
  if (basic !== undefined) {
    checkAtMostOne(basic, context, rule, [
      { fields: ['username', 'username_file', 'username_ref'], message: 'at most one of basic_auth username, username_file & username_ref must be configured' },
      { fields: ['password', 'password_file', 'password_ref'], message: 'at most one of basic_auth password, password_file & password_ref must be configured' },
    ]);
  }
  const tooMany = 'at most one of basic_auth, oauth2 & authorization must be configured';
  if (isPresent(value, 'authorization')) {
    if (bearer !== undefined) report(bearer, 'authorization is not compatible with bearer_token & bearer_token_file');
    checkAuthorization(value.struct('authorization'), context);
    if (hasBasic || hasOAuth2) report('authorization', tooMany);
  } else if (hasBasic && hasOAuth2) {
    report('oauth2', tooMany);
  }
}

function checkAuthorization(value: StructValue | undefined, context: Context): void {
  if (value === undefined) return;
  const rule = 'http-authentication';
  const message = 'at most one of authorization credentials & credentials_file must be configured';
  checkAtMostOne(value, context, rule, [{ fields: ['credentials', 'credentials_file', 'credentials_ref'], message }]);
  if (trimSpace(value.text('type') ?? '').toLowerCase() === 'basic') {
    context.report(rule, value.placeOf('type'), 'authorization type cannot be set to "basic", use "basic_auth" instead');
  }
}

function checkOAuth2(value: StructValue, context: Context): void {
  const rule = 'http-authentication';
  if (!value.isSet('client_id')) context.report(rule, value.placeOf('client_id'), 'oauth2 client_id must be configured');
  if (!value.isSet('token_url')) context.report(rule, value.placeOf('token_url'), 'oauth2 token_url must be configured');
  if (value.text('grant_type') !== JWT_GRANT) {
    const message = 'at most one of oauth2 client_secret, client_secret_file & client_secret_ref must be configured using grant-type=client_credentials';
    checkAtMostOne(value, context, rule, [{ fields: ['client_secret', 'client_secret_file', 'client_secret_ref'], message }]);
    return;
  }
  checkAtMostOne(value, context, rule, [{
    fields: ['client_certificate_key', 'client_certificate_key_file', 'client_certificate_key_ref'],
    message: 'at most one of oauth2 client_certificate_key, client_certificate_key_file & client_certificate_key_ref must be configured '
      + `using grant-type=${JWT_GRANT}`,
  }]);
  const algorithm = value.text('signature_algorithm') ?? '';
  if (algorithm !== '' && !SIGNATURE_ALGORITHMS.includes(algorithm)) {
    context.report(rule, value.placeOf('signature_algorithm'), 'valid signature algorithms are RS256, RS384 and RS512');
  }
}

function checkProxy(value: StructValue, context: Context): void {
  const report = (field: string, message: string) => {
    context.report('http-proxy', value.placeOf(field), message);
  };
  const hasUrl = isPresent(value, 'proxy_url');
  const namesProxy = hasUrl && !printsAsEmpty(value.text('proxy_url') ?? 'unknown');
  const fromEnvironment = value.flag('proxy_from_environment');
  const hasConnectHeader = value.entries('proxy_connect_header').size > 0;
  if (hasConnectHeader && fromEnvironment === false && !namesProxy) {
    report('proxy_connect_header', 'if proxy_connect_header is configured, proxy_url or proxy_from_environment must also be configured');
  }
  if (fromEnvironment === true && namesProxy) {
    report('proxy_from_environment', 'if proxy_from_environment is configured, proxy_url must not be configured');
  }
  if (!value.isSet('no_proxy')) return;
  if (fromEnvironment === true) report('no_proxy', 'if proxy_from_environment is configured, no_proxy must not be configured');
  if (!hasUrl) report('no_proxy', 'if no_proxy is configured, proxy_url must also be configured');
}

/** Returns whether a pointer points to something, be it empty. */
export function isPresent(value: StructValue, name: string): boolean {
  return value.get(name) !== null;
}

/** `user-agent` as `User-Agent`; a name that is none is left as it is. */
function canonicalHeader(name: string): string {
  if (!/^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/.test(name)) return name;
  return name.toLowerCase().replaceAll(/(?:^|-)[a-z]/g, start => start.toUpperCase());
}
