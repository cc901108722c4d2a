import { job, testErrors } from './test-errors';

describe('authentication', () => {
  const basicAndBearer = 'at most one of basic_auth, oauth2, bearer_token & bearer_token_file must be configured';
  const tooMany = 'at most one of basic_auth, oauth2 & authorization must be configured';
  const oauth2 = 'oauth2: {client_id: a, token_url: b}';
  testErrors([
    ['bearer_token: a'],
    ['bearer_token: a, bearer_token_file: ""'],
    ['bearer_token: a, bearer_token_file: b', 'at most one of bearer_token & bearer_token_file must be configured'],
    ['basic_auth: {}'],
    ['basic_auth: {username: a, password: b}'],
    ['basic_auth: {}, bearer_token: a', basicAndBearer],
    [`${oauth2}, bearer_token: a`, basicAndBearer],
    ['basic_auth: {username: a, username_file: b}', 'at most one of basic_auth username, username_file & username_ref must be configured'],
    ['basic_auth: {password: a, password_ref: b}', 'at most one of basic_auth password, password_file & password_ref must be configured'],
    ['authorization: {}'],
    ['authorization: ~, bearer_token: a'],
    ['authorization: {}, bearer_token: a', 'authorization is not compatible with bearer_token & bearer_token_file'],
    ['authorization: {credentials: a}'],
    ['authorization: {credentials: a, credentials_file: b}', 'at most one of authorization credentials & credentials_file must be configured'],
    ['authorization: {type: " Basic "}', 'authorization type cannot be set to "basic", use "basic_auth" instead'],
    ['authorization: {type: basics}'],
    ['authorization: {}, basic_auth: {}', tooMany],
    [`authorization: {}, ${oauth2}`, tooMany],
    [`basic_auth: {}, ${oauth2}`, tooMany],
    [oauth2],
    ['oauth2: {}', 'oauth2 client_id must be configured', 'oauth2 token_url must be configured'],
    ['oauth2: {client_id: a}', 'oauth2 token_url must be configured'],
    [
      'oauth2: {client_id: a, token_url: b, client_secret: c, client_secret_file: d}',
      'at most one of oauth2 client_secret, client_secret_file & client_secret_ref must be configured using grant-type=client_credentials',
    ],
    [
      'oauth2: {client_id: a, token_url: b, grant_type: "urn:ietf:params:oauth:grant-type:jwt-bearer", signature_algorithm: RS1}',
      'valid signature algorithms are RS256, RS384 and RS512',
    ],
    ['oauth2: {client_id: a, token_url: b, grant_type: "urn:ietf:params:oauth:grant-type:jwt-bearer", signature_algorithm: RS256}'],
    [
      'oauth2: {client_id: a, token_url: b, no_proxy: c}',
      'if no_proxy is configured, proxy_url must also be configured',
    ],
  ], job);
});

describe('TLS', () => {
  testErrors([
    ['{}'],
    ['{ca: a}'],
    ['{ca: a, ca_file: b}', 'at most one of ca, ca_file & ca_ref must be configured'],
    ['{cert_file: a, key_file: b}'],
    ['{cert: a, cert_file: b, key: c, key_file: d}', 'at most one of cert, cert_file & cert_ref must be configured', 'at most one of key and key_file must be configured'],
    ['{cert: a}', 'exactly one of key or key_file must be configured when a client certificate is configured'],
    ['{key: a}', 'exactly one of cert or cert_file must be configured when a client key is configured'],
    ['{cert: a, key: b}'],
    ['{cert_file: a, key: b}', 'client cert file "a" specified without client key file'],
    ['{cert: a, key_file: b}', 'client key file "b" specified without client cert file'],
    ['{min_version: TLS10, max_version: TLS13}'],
    ['{min_version: tls12}', 'unknown TLS version: tls12'],
    ['{foo: a}', 'field foo not found in type config.plain'],
  ], text => job(`tls_config: ${text}`));
});

describe('proxies', () => {
  testErrors([
    ['proxy_url: http://a'],
    ['proxy_url: http://a, no_proxy: b'],
    ['proxy_url: "http://[::1"', 'parse "http://[::1": missing \']\' in host'],
    ['no_proxy: a', 'if no_proxy is configured, proxy_url must also be configured'],
    ['no_proxy: a, proxy_url: ""'],
    ['proxy_from_environment: true'],
    ['proxy_from_environment: true, proxy_url: http://a', 'if proxy_from_environment is configured, proxy_url must not be configured'],
    ['proxy_from_environment: true, no_proxy: a, proxy_url: ""', 'if proxy_from_environment is configured, no_proxy must not be configured'],
    ['proxy_from_environment: true, proxy_connect_header: {a: [b]}'],
    ['proxy_connect_header: {a: [b]}', 'if proxy_connect_header is configured, proxy_url or proxy_from_environment must also be configured'],
    ['proxy_connect_header: {}'],
  ], job);
});

describe('headers', () => {
  testErrors([
    ['{X-A: {values: [a], secrets: [b], files: [c]}}'],
    ['{user-agent: {values: [a]}}', 'setting header "User-Agent" is not allowed'],
    ['{x-prometheus-scrape-timeout-seconds: {}}', 'setting header "X-Prometheus-Scrape-Timeout-Seconds" is not allowed'],
    ['{X-A: [a]}', 'cannot unmarshal !!seq into config.Header'],
    ['a', 'cannot unmarshal !!str `a` into config.Headers'],
  ], text => job(`http_headers: ${text}`));
});
