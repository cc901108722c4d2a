import type { Context } from '../../decode/context';
import { bool, field, plainStruct, pointer, string, struct } from '../../decode/types';
import type { StructValue } from '../../decode/value';
import { isPresent } from './http-client';
import { secret } from './scalars';

/** @see https://github.com/prometheus/sigv4/blob/v0.4.1/sigv4_config.go */
export const sigV4Config = struct('sigv4.SigV4Config', 'sigv4.plain', {
  region: string,
  access_key: string,
  secret_key: secret,
  profile: string,
  role_arn: string,
  external_id: field(string, '', '3.11'),
  use_fips_sts_endpoint: field(bool, false, '3.8'),
  service_name: field(string, '', '3.11'),
}, (value, context) => {
  if (value.isSet('access_key') !== value.isSet('secret_key')) {
    const message = 'must provide a AWS SigV4 Access key and Secret Key if credentials are specified in the SigV4 config';
    context.report('http-authentication', value.place, message);
  }
  if (value.isSet('external_id') && !value.isSet('role_arn')) {
    context.report('http-authentication', value.placeOf('external_id'), 'external_id can only be used with role_arn');
  }
});

/** @see https://github.com/prometheus/prometheus/blob/v3.14.0/storage/remote/googleiam/googleiam.go */
export const googleIamConfig = plainStruct('googleiam.Config', { credentials_file: string });

const METHODS = ['managed_identity', 'workload_identity', 'oauth', 'sdk', 'certificate'];
const CLOUDS = ['', 'AzureChina', 'AzureGovernment', 'AzurePublic'];
const SCOPE = /^[\w\t\n\f\r :/.-]+$/;

/** What Go's `uuid.Parse` takes; of what stands around the braces it only counts the characters. */
const UUID = /^(?:urn:uuid:|)(?:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$/i;
const BARE_OR_BRACED_UUID = /^(?:[0-9a-f]{32}|.[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}.)$/i;

/** @see https://github.com/prometheus/prometheus/blob/v3.14.0/storage/remote/azuread/azuread.go */
export const azureAdConfig = struct('azuread.AzureADConfig', 'azuread.plain', {
  managed_identity: pointer(plainStruct('azuread.ManagedIdentityConfig', { client_id: string })),
  workload_identity: field(pointer(plainStruct('azuread.WorkloadIdentityConfig', {
    client_id: string, tenant_id: string, token_file_path: string,
  })), null, '3.7'),
  oauth: pointer(plainStruct('azuread.OAuthConfig', { client_id: string, client_secret: secret, tenant_id: string })),
  sdk: pointer(plainStruct('azuread.SDKConfig', { tenant_id: string })),
  certificate: field(pointer(plainStruct('azuread.CertificateConfig', {
    client_id: string,
    tenant_id: string,
    certificate_path: string,
    certificate_key_path: string,
    certificate_password: secret,
    send_certificate_chain: bool,
  })), null, '3.11'),
  cloud: field(string, 'AzurePublic'),
  scope: field(string, '', '3.8'),
}, (value, context) => {
  const report = (name: string, message: string) => {
    context.report('http-authentication', value.placeOf(name), message);
  };
  const cloud = value.text('cloud');
  if (cloud !== undefined && !CLOUDS.includes(cloud)) report('cloud', 'must provide a cloud in the Azure AD config');
  const [first, second] = METHODS.filter(name => isPresent(value, name));
  if (first === undefined) {
    report('cloud', 'must provide an Azure Managed Identity, Azure Workload Identity, Azure OAuth, Azure Certificate or Azure SDK in the Azure AD config');
  }
  if (second !== undefined) report(second, 'cannot provide multiple authentication methods in the Azure AD config');
  checkIdentity(value.struct('managed_identity'), 'Azure Managed Identity', [], context);
  checkIdentity(value.struct('workload_identity'), 'Azure Workload Identity', ['client_id', 'tenant_id'], context);
  checkIdentity(value.struct('oauth'), 'Azure OAuth', ['client_id', 'client_secret', 'tenant_id'], context);
  checkIdentity(value.struct('certificate'), 'Azure Certificate', ['client_id', 'tenant_id', 'certificate_path'], context);
  if (value.struct('workload_identity') !== undefined) checkTenant(value.struct('workload_identity'), context);
  const scope = value.text('scope') ?? '';
  if (scope !== '' && !SCOPE.test(scope)) report('scope', 'the provided scope contains invalid characters');
});

function checkIdentity(value: StructValue | undefined, name: string, required: readonly string[], context: Context): void {
  if (value === undefined) return;
  for (const key of required) {
    if (value.isSet(key)) continue;
    context.report('http-authentication', value.placeOf(key), `must provide an ${name} ${key} in the Azure AD config`);
  }
  const client = value.text('client_id') ?? '';
  if (client !== '' && !isUuid(client)) {
    context.report('http-authentication', value.placeOf('client_id'), `the provided ${name} client_id is invalid`);
  }
}

/** Of a workload's tenant Prometheus demands a UUID; of the others it only wants to have one. */
function checkTenant(value: StructValue | undefined, context: Context): void {
  const tenant = value?.text('tenant_id') ?? '';
  if (value === undefined || tenant === '' || isUuid(tenant)) return;
  context.report('http-authentication', value.placeOf('tenant_id'), 'the provided Azure Workload Identity tenant_id is invalid');
}

function isUuid(text: string): boolean {
  return UUID.test(text) || BARE_OR_BRACED_UUID.test(text);
}
