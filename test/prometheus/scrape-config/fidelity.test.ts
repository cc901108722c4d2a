import { job, testErrors, problemsOf } from './test-errors';

/** The problems with their places: `line:column path: message`. */
function placesOf(text: string): string[] {
  return problemsOf(text).map(({ line, column, path, message }) => `${line}:${column} ${path}: ${message}`);
}

describe('a proxy URL that Go prints as an empty text counts as none', () => {
  const missing = 'if proxy_connect_header is configured, proxy_url or proxy_from_environment must also be configured';
  const twice = 'if proxy_from_environment is configured, proxy_url must not be configured';
  testErrors([
    ...['', '#', '//', '//#'].map((url): [string, string] => [`proxy_url: "${url}", proxy_connect_header: {a: [b]}`, missing]),
    ...['', '#', '//', '//#'].map((url): [string] => [`proxy_url: "${url}", proxy_from_environment: true`]),
    ...['?', '//@', '///', '#a', '//?'].map((url): [string] => [`proxy_url: "${url}", proxy_connect_header: {a: [b]}`]),
    ...['?', '//@', '///', '#a', '//?'].map((url): [string, string] => [`proxy_url: "${url}", proxy_from_environment: true`, twice]),
  ], job);
});

describe('integers under !!float', () => {
  testErrors([
    ['!!float 9223372036854775807'],
    ['!!float -9223372036854775808'],
    ['!!float 9223372036854775808', 'yaml: cannot decode !!int `9223372036854775808` as a !!float'],
    ['!!float 0xffffffffffffffff', 'yaml: cannot decode !!int `0xffffffffffffffff` as a !!float'],
    ['!!float 18446744073709551616'],
  ], text => job(`native_histogram_min_bucket_factor: ${text}`));
});

describe('bytes of !!binary that form characters are quoted as characters', () => {
  testErrors([
    ['!!binary "w6n//g=="', 'unrecognized ValidationScheme: "é\\xff\\xfe"'],
    ['!!binary "/8Op"', 'unrecognized ValidationScheme: "\\xffé"'],
    ['!!binary "4oI="', 'unrecognized ValidationScheme: "\\xe2\\x82"'],
    ['!!binary "8J+YgP8="', 'unrecognized ValidationScheme: "😀\\xff"'],
  ], text => job(`metric_name_validation_scheme: ${text}`));
});

describe('a host in brackets that is not an address', () => {
  const said = (host: string, reason: string) => `parse "p://[${host}]": invalid host: ParseAddr("${host}")${reason}`;
  testErrors([
    ['.', ': IPv4 field must have at least one digit (at ".")'],
    ['1..2.3', ': IPv4 field must have at least one digit (at ".2.3")'],
    ['1.2.3.', ': IPv4 field must have at least one digit (at ".")'],
    ['1.2', ': IPv4 address too short'],
    ['1.2.3.4.5', ': IPv4 address too long'],
    ['1.2.3.256', ': IPv4 field has value >255'],
    ['01.2.3.4', ': IPv4 field has octet with leading zero'],
    ['1.a.3.4', ': unexpected character (at "a.3.4")'],
    ['a', ': unable to parse IP'],
    ['::x', ''],
  ].map(([host = '', reason = '']): [string, string] => [`proxy_url: "p://[${host}]"`, said(host, reason)]), job);
});

describe('the place of a problem', () => {
  const client = 'to use custom HTTP client configuration please provide the \'api_server\' URL explicitly';
  const kubernetes = (fields: string) => `scrape_configs:\n- job_name: a\n  kubernetes_sd_configs:\n  - role: pod\n    ${fields}`;
  const discovery = 'scrape_configs[0].kubernetes_sd_configs[0]';

  test.each([
    [kubernetes('follow_redirects: false'), `5:23 ${discovery}.follow_redirects: ${client}`],
    [kubernetes('namespaces: {}\n    authorization: {}'), `6:20 ${discovery}.authorization: ${client}`],
    [kubernetes('tls_config: {insecure_skip_verify: true}'), `5:17 ${discovery}.tls_config: ${client}`],
    [kubernetes('follow_redirects: ""'), `5:23 ${discovery}.follow_redirects: cannot unmarshal !!str \`\` into bool`],
    [kubernetes('tls_config: {insecure_skip_verify: ""}'),
      `5:40 ${discovery}.tls_config.insecure_skip_verify: cannot unmarshal !!str \`\` into bool`],
    ['global:\n  external_labels:\n    a: b\n    a: c', '4:5 global.external_labels.a: key "a" already set in map'],
    ['scrape_configs:\n- job_name: a\n  params:\n    a: [b]\n    "a":\n    - c', '5:5 scrape_configs[0].params.a: key "a" already set in map'],
    ['scrape_configs:\n- job_name: a\n  static_configs:\n  - labels:\n      a: b\n      a:\n        c',
      '6:7 scrape_configs[0].static_configs[0].labels.a: key "a" already set in map'],
  ])('of %j is %s', (text, place) => {
    expect(placesOf(text)).toEqual([place]);
  });
});

describe('one cause gives one problem', () => {
  testErrors([
    ['static_configs: [{targets: ["http://x/y"]}]', '"http://x/y" is not a valid hostname'],
    ['static_configs: [{targets: ["http://x/y"]}], relabel_configs: [{target_label: a}]', 'instance 0 in group 0: "http://x/y" is not a valid hostname'],
    ['tls_config: {cert_file: a}', 'exactly one of key or key_file must be configured when a client certificate is configured'],
    ['tls_config: {key_file: a}', 'exactly one of cert or cert_file must be configured when a client key is configured'],
    ['tls_config: {cert_file: a, key: b}', 'client cert file "a" specified without client key file'],
    ['scrape_interval: 30s, scrape_timeout: 40s, static_configs: [{targets: [x, y]}]',
      'scrape timeout greater than scrape interval for scrape config with job name "a"'],
    ['static_configs: [{targets: [x], labels: {__scrape_timeout__: 2m}}]',
      'instance 0 in group 0: scrape timeout cannot be greater than scrape interval ("2m" > "1m")'],
    ['kubernetes_sd_configs: [{role: pod, kubeconfig_file: a, enable_http2: false}]',
      'cannot use a custom HTTP client configuration together with \'kubeconfig_file\''],
  ], job);
});
