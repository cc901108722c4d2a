import type { Context } from '../../decode/context';
import { bool, field, int, list, map, plainStruct, string, struct, type Fields } from '../../decode/types';
import type { StructValue } from '../../decode/value';
import { checkHttpClient, checkHttpClientOf, HTTP_CLIENT_FIELDS, isPresent } from './http-client';
import { all, isUrl, needs, needsOneOf, needsText } from './requirements';
import { duration, secret } from './scalars';

// https://github.com/prometheus/prometheus/tree/v3.14.0/discovery, one folder for each

const SECOND = 1000;
const MINUTE = 60 * SECOND;

const WEB_URL = {
  schemes: ['http', 'https'],
  schemeMessage: () => 'URL scheme must be \'http\' or \'https\'',
  hostMessage: () => 'host is missing in URL',
};

export const httpSdConfig = struct('http.SDConfig', 'http.plain', {
  ...HTTP_CLIENT_FIELDS,
  refresh_interval: field(duration, MINUTE),
  url: string,
}, all(needs('url', 'URL is missing'), isUrl('url', WEB_URL), checkHttpClient));

export const puppetdbSdConfig = struct('puppetdb.SDConfig', 'puppetdb.plain', {
  ...HTTP_CLIENT_FIELDS,
  refresh_interval: field(duration, MINUTE),
  url: string,
  query: string,
  include_parameters: bool,
  port: field(int, 80n),
}, all(needs('url', 'URL is missing'), isUrl('url', WEB_URL), needs('query', 'query missing'), checkHttpClient));

export const consulSdConfig = struct('consul.SDConfig', 'consul.plain', {
  server: field(string, 'localhost:8500'),
  path_prefix: string,
  token: secret,
  datacenter: string,
  namespace: string,
  partition: string,
  tag_separator: field(string, ','),
  scheme: field(string, 'http'),
  username: string,
  password: secret,
  allow_stale: field(bool, true),
  refresh_interval: field(duration, 30 * SECOND),
  services: list(string),
  tags: list(string),
  node_meta: map(string),
  filter: field(string, '', '3.0'),
  health_filter: field(string, '', '3.11'),
  ...HTTP_CLIENT_FIELDS,
}, all(needsText('server', 'consul SD configuration requires a server address'), checkConsulClient));

function checkConsulClient(value: StructValue, context: Context): void {
  const report = (name: string, message: string) => {
    context.report('invalid-discovery', value.placeOf(name), message);
  };
  const hasUser = value.isSet('username') || value.isSet('password');
  if (hasUser && isPresent(value, 'basic_auth')) {
    report('basic_auth', 'at most one of consul SD configuration username and password and basic auth can be configured');
  }
  if (value.isSet('token') && (isPresent(value, 'authorization') || isPresent(value, 'oauth2'))) {
    report('token', 'at most one of consul SD token, authorization, or oauth2 can be configured');
  }
  checkHttpClientOf(value, context, hasUser);
}

export const eurekaSdConfig = struct('eureka.SDConfig', 'eureka.plain', {
  server: string,
  ...HTTP_CLIENT_FIELDS,
  refresh_interval: field(duration, 30 * SECOND),
}, all(
  needs('server', 'eureka_sd: empty or null eureka server'),
  isUrl('server', { schemeMessage: () => 'eureka_sd: invalid eureka server URL', hostMessage: () => 'eureka_sd: invalid eureka server URL' }),
  checkHttpClient,
));

const kumaMessage = (text: string) => `kuma SD server must not be empty and have a scheme: ${text}`;

export const kumaSdConfig = struct('xds.SDConfig', 'xds.plainKumaConf', {
  ...HTTP_CLIENT_FIELDS,
  refresh_interval: field(duration, 15 * SECOND),
  fetch_timeout: field(duration, 2 * MINUTE),
  server: string,
  client_id: string,
}, all(
  needs('server', 'kuma SD server must not be empty: '),
  isUrl('server', { schemeMessage: kumaMessage, hostMessage: kumaMessage }),
  checkHttpClient,
));

export const marathonSdConfig = struct('marathon.SDConfig', 'marathon.plain', {
  servers: list(string),
  refresh_interval: field(duration, 30 * SECOND),
  auth_token: secret,
  auth_token_file: string,
  ...HTTP_CLIENT_FIELDS,
}, all(needs('servers', 'marathon_sd: must contain at least one Marathon server'), checkMarathonAuthentication, checkHttpClient));

function checkMarathonAuthentication(value: StructValue, context: Context): void {
  const tokens = ['auth_token', 'auth_token_file'].filter(name => value.isSet(name));
  const [first, second] = tokens;
  const report = (name: string, fields: string) => {
    context.report('invalid-discovery', value.placeOf(name), `marathon_sd: at most one of ${fields} must be configured`);
  };
  if (first === undefined) return;
  if (second !== undefined) report(second, 'auth_token & auth_token_file');
  if (isPresent(value, 'basic_auth')) report('basic_auth', 'basic_auth, auth_token & auth_token_file');
  else if (value.isSet('bearer_token') || value.isSet('bearer_token_file')) report(first, 'bearer_token, bearer_token_file, auth_token & auth_token_file');
  else if (isPresent(value, 'authorization')) report('authorization', 'auth_token, auth_token_file & authorization');
}

const DOCKER_FIELDS: Fields = {
  ...HTTP_CLIENT_FIELDS,
  host: string,
  port: field(int, 80n),
  filters: list(plainStruct('moby.Filter', { name: string, values: list(string) })),
  refresh_interval: field(duration, MINUTE),
};

export const dockerSdConfig = struct('moby.DockerSDConfig', 'moby.plain', {
  ...DOCKER_FIELDS,
  host_networking_host: field(string, 'localhost'),
  match_first_network: field(bool, true, '2.54'),
}, all(needs('host', 'host missing'), isUrl('host'), checkHttpClient));

export const dockerSwarmSdConfig = struct('moby.DockerSwarmSDConfig', 'moby.plain', {
  ...DOCKER_FIELDS,
  role: string,
}, all(
  needs('host', 'host missing'),
  isUrl('host'),
  needs('role', 'role missing (one of: tasks, services, nodes)'),
  needsOneOf('role', ['services', 'nodes', 'tasks', ''], role => `invalid role ${role}, expected tasks, services, or nodes`),
  checkHttpClient,
));

export const nomadSdConfig = struct('nomad.SDConfig', 'nomad.plain', {
  allow_stale: field(bool, true),
  ...HTTP_CLIENT_FIELDS,
  namespace: field(string, 'default'),
  refresh_interval: field(duration, MINUTE),
  region: field(string, 'global'),
  server: field(string, 'http://localhost:4646'),
  tag_separator: field(string, ','),
}, all(needsText('server', 'nomad SD configuration requires a server address'), checkHttpClient));

export const uyuniSdConfig = struct('uyuni.SDConfig', 'uyuni.plain', {
  server: string,
  username: string,
  password: secret,
  ...HTTP_CLIENT_FIELDS,
  entitlement: field(string, 'monitoring_entitled'),
  separator: field(string, ','),
  refresh_interval: field(duration, MINUTE),
}, all(
  needs('server', 'Uyuni SD configuration requires server host'),
  isUrl('server', { parseMessage: error => `Uyuni Server URL is not valid: ${error}` }),
  needs('username', 'Uyuni SD configuration requires a username'),
  needs('password', 'Uyuni SD configuration requires a password'),
  checkHttpClient,
));

/** The two that ask Zookeeper. */
function zookeeper(name: 'Nerve' | 'Serverset') {
  const prefix = `${name.toLowerCase()} SD config`;
  return struct(`zookeeper.${name}SDConfig`, 'zookeeper.plain', {
    servers: list(string),
    paths: list(string),
    timeout: field(duration, 10 * SECOND),
  }, all(
    needs('servers', `${prefix} must contain at least one Zookeeper server`),
    needs('paths', `${prefix} must contain at least one path`),
    (value, context) => {
      for (const { value: path, place } of value.items('paths')) {
        if (typeof path !== 'string' || path.startsWith('/')) continue;
        context.report('invalid-discovery', place, `${prefix} paths must begin with '/': ${path}`);
      }
    },
  ));
}

export const nerveSdConfig = zookeeper('Nerve');
export const serversetSdConfig = zookeeper('Serverset');
