import { bool, choice, field, int, list, plainStruct, pointer, string, struct, type Check, type Fields, type ScalarType } from '../../decode/types';
import { quote } from '../../values/quote';
import { checkHttpClient, HTTP_CLIENT_FIELDS } from './http-client';
import { all, isUrl, needs, needsOneOf, needsOneOfTwo } from './requirements';
import { duration, secret } from './scalars';
import { tlsConfig } from './tls';

// https://github.com/prometheus/prometheus/tree/v3.14.0/discovery, one folder for each

const SECOND = 1000;
const MINUTE = 60 * SECOND;

/** What most discoveries of machines have. */
const MACHINE_FIELDS: Fields = { refresh_interval: field(duration, MINUTE), port: field(int, 80n) };
const HTTP_MACHINE_FIELDS: Fields = { ...MACHINE_FIELDS, ...HTTP_CLIENT_FIELDS };

function roles(name: string, values: readonly string[], message: (text: string) => string) {
  return choice(name, 'invalid-discovery', values, message);
}

const AZURE_METHODS = ['OAuth', 'ManagedIdentity', 'SDK', 'WorkloadIdentity'];

export const azureSdConfig = struct('azure.SDConfig', 'azure.plain', {
  ...HTTP_MACHINE_FIELDS,
  environment: field(string, 'AzurePublicCloud'),
  subscription_id: string,
  tenant_id: string,
  client_id: string,
  client_secret: secret,
  refresh_interval: field(duration, 5 * MINUTE),
  authentication_method: field(string, 'OAuth'),
  resource_group: string,
}, all(
  needs('subscription_id', 'azure SD configuration requires a subscription_id'),
  (value, context) => {
    if (value.text('authentication_method') !== 'OAuth') return;
    for (const name of ['tenant_id', 'client_id', 'client_secret']) needs(name, `azure SD configuration requires a ${name}`)(value, context);
  },
  needsOneOf('authentication_method', AZURE_METHODS, value => `unknown authentication_type ${quote(value)}. `
    + 'Supported types are "OAuth", "ManagedIdentity", "SDK" or "WorkloadIdentity"'),
  checkHttpClient,
));

/** Go's own duration, in which units come in any order and may have fractions. */
const goDuration: ScalarType = {
  kind: 'int', name: 'time.Duration', zero: 0n, bits: 64, numerals: /^[-+]?(?:0|(?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+)$/,
};

function nothing(name: string): ScalarType {
  return { kind: 'object', name, zero: null };
}

/** Go's own client, which Prometheus keeps in a field that YAML can reach; nothing but null fits into most of it. */
const httpClient = plainStruct('http.Client', {
  transport: nothing('http.RoundTripper'),
  checkredirect: nothing('func(*http.Request, []*http.Request) error'),
  jar: nothing('http.CookieJar'),
  timeout: goDuration,
});

export const digitalOceanSdConfig = struct('digitalocean.SDConfig', 'digitalocean.plain', {
  ...HTTP_MACHINE_FIELDS,
  httpclient: pointer(httpClient),
  role: field(roles('digitalocean.Role', ['droplets', 'databases'], value => `unknown DigitalOcean SD role ${quote(value)}`), 'droplets', '3.12'),
}, all(needs('role', 'role missing (one of: droplets, databases)'), checkHttpClient));

export const gceSdConfig = struct('gce.SDConfig', 'gce.plain', {
  ...MACHINE_FIELDS,
  project: string,
  zone: string,
  filter: string,
  tag_separator: field(string, ','),
}, all(needs('project', 'GCE SD configuration requires a project'), needs('zone', 'GCE SD configuration requires a zone')));

export const hetznerSdConfig = struct('hetzner.SDConfig', 'hetzner.plain', {
  ...HTTP_MACHINE_FIELDS,
  role: roles('hetzner.Role', ['robot', 'hcloud'], value => `unknown role ${quote(value)}`),
  label_selector: field(string, '', '3.5'),
}, all(needs('role', 'role missing (one of: robot, hcloud)'), checkHttpClient));

export const ionosSdConfig = struct('ionos.SDConfig', 'ionos.plain', {
  ...HTTP_MACHINE_FIELDS,
  datacenter_id: string,
}, all(needs('datacenter_id', 'datacenter id can\'t be empty'), checkHttpClient));

export const linodeSdConfig = struct('linode.SDConfig', 'linode.plain', {
  ...HTTP_MACHINE_FIELDS,
  tag_separator: field(string, ','),
  region: string,
}, checkHttpClient);

const OPENSTACK_ROLES = ['instance', 'hypervisor', 'loadbalancer'];

export const openstackSdConfig = struct('openstack.SDConfig', 'openstack.plain', {
  ...MACHINE_FIELDS,
  identity_endpoint: string,
  username: string,
  userid: string,
  password: secret,
  project_name: string,
  project_id: string,
  domain_name: string,
  domain_id: string,
  application_credential_name: string,
  application_credential_id: string,
  application_credential_secret: secret,
  role: roles('openstack.Role', OPENSTACK_ROLES, value => `unknown OpenStack SD role ${quote(value)}`),
  region: string,
  all_tenants: bool,
  tls_config: tlsConfig,
  availability: field(string, 'public'),
}, all(
  needsOneOf('availability', ['public', 'internal', 'admin'], value => `unknown availability ${value}, must be one of admin, internal or public`),
  needs('role', 'role missing (one of: instance, hypervisor, loadbalancer)'),
  needs('region', 'openstack SD configuration requires a region'),
));

export const outscaleSdConfig = struct('outscale.SDConfig', 'outscale.plain', {
  ...HTTP_MACHINE_FIELDS,
  endpoint: string,
  region: field(string, 'eu-west-2'),
  access_key: string,
  secret_key: secret,
  secret_key_file: string,
}, all(
  needs('region', 'outscale SD configuration requires a region'),
  needs('access_key', 'outscale SD configuration requires access_key'),
  needsOneOfTwo('secret_key', 'secret_key_file'),
  checkHttpClient,
));

export const ovhcloudSdConfig = struct('ovhcloud.SDConfig', 'ovhcloud.plain', {
  endpoint: field(string, 'ovh-eu'),
  application_key: string,
  application_secret: secret,
  consumer_key: secret,
  refresh_interval: field(duration, MINUTE),
  service: string,
}, all(
  needs('endpoint', 'endpoint can not be empty'),
  needs('application_key', 'application key can not be empty'),
  needs('application_secret', 'application secret can not be empty'),
  needs('consumer_key', 'consumer key can not be empty'),
  needsOneOf('service', ['dedicated_server', 'vps'], value => `unknown service: ${value}`),
));

export const stackitSdConfig = struct('stackit.SDConfig', 'stackit.plain', {
  ...HTTP_MACHINE_FIELDS,
  project: string,
  region: field(string, 'eu01'),
  endpoint: string,
  service_account_key: secret,
  private_key: secret,
  service_account_key_path: string,
  private_key_path: string,
  credentials_file_path: string,
}, all(
  (value, context) => {
    const isMissing = value.text('endpoint') === '' && value.text('region') === '';
    if (isMissing) context.report('invalid-discovery', value.placeOf('region'), 'stackit_sd: endpoint and region missing');
  },
  isUrl('endpoint', { parseMessage: (error, value) => `stackit_sd: invalid endpoint ${quote(value)}: ${error}` }),
  checkHttpClient,
));

export const tritonSdConfig = struct('triton.SDConfig', 'triton.plain', {
  ...MACHINE_FIELDS,
  account: string,
  role: field(string, 'container'),
  dns_suffix: string,
  endpoint: string,
  groups: list(string),
  port: field(int, 9163n),
  tls_config: tlsConfig,
  version: field(int, 1n),
}, all(
  needsOneOf('role', ['container', 'cn'], () => 'triton SD configuration requires role to be \'container\' or \'cn\''),
  needs('account', 'triton SD configuration requires an account'),
  needs('dns_suffix', 'triton SD configuration requires a dns_suffix'),
  needs('endpoint', 'triton SD configuration requires an endpoint'),
  needsPositiveInterval('triton SD configuration requires RefreshInterval to be a positive integer'),
));

function needsPositiveInterval(message: string): Check {
  return (value, context) => {
    if (value.number('refresh_interval') === 0) context.report('invalid-discovery', value.placeOf('refresh_interval'), message);
  };
}

export const vultrSdConfig = struct('vultr.SDConfig', 'vultr.plain', HTTP_MACHINE_FIELDS, checkHttpClient);
