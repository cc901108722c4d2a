import { judges } from './judging';

describe('alerting', () => {
  judges([
    ['static_configs: [{targets: [a]}]'],
    ['api_version: v1', 'expected Alertmanager api version to be one of [v2] but got v1'],
    ['sigv4: {}, basic_auth: {}', 'at most one of basic_auth, authorization, oauth2, & sigv4 must be configured'],
    ['sigv4: {}, bearer_token: a', 'at most one of basic_auth, authorization, oauth2, & sigv4 must be configured'],
    ['static_configs: [{targets: [a/b]}]', '"a/b" is not a valid hostname'],
    ['static_configs: [{targets: [a]}], relabel_configs: [{target_label: __address__, replacement: a/b}]', '"a/b" is not a valid hostname'],
    ['static_configs: [{targets: [a/b]}], relabel_configs: [{action: drop, regex: ""}]'],
    ['static_configs: [~]', 'empty or null section in static_configs'],
  ], text => `alerting: {alertmanagers: [{${text}}]}`);
});

describe('several Alertmanagers', () => {
  judges([
    ['[]'],
    ['[{}, {}]'],
    ['[~]', 'empty or null Alertmanager config section'],
  ], text => `alerting: {alertmanagers: ${text}}`);
});

describe('remote_write', () => {
  const many = 'at most one of basic_auth, authorization, oauth2, sigv4, azuread or google_iam must be configured. Currently configured: ';
  const headers = 'authorization header must be changed via the basic_auth, authorization, oauth2, sigv4, azuread or google_iam parameter';
  const azure = 'must provide an Azure Managed Identity, Azure Workload Identity, Azure OAuth, Azure Certificate or Azure SDK in the Azure AD config';
  judges([
    ['url: http://a'],
    ['name: a', 'url for remote_write is empty'],
    ['url: a, headers: {Authorization: b}', headers],
    ['url: a, headers: {host: b}', 'host is a reserved header. It must not be changed'],
    ['url: a, headers: {x-a: b}'],
    [
      'url: a, protobuf_message: b',
      'invalid protobuf_message value: unknown type for remote write protobuf message b, supported: prometheus.WriteRequest, io.prometheus.write.v2.Request',
    ],
    ['url: a, sigv4: {}, bearer_token: b', `${many}[authorization sigv4]`],
    ['url: a, google_iam: {}'],
    ['url: a, sigv4: {access_key: b}', 'must provide a AWS SigV4 Access key and Secret Key if credentials are specified in the SigV4 config'],
    ['url: a, sigv4: {external_id: b}', 'external_id can only be used with role_arn'],
    ['url: a, azuread: {}', azure],
    ['url: a, azuread: {sdk: {}, managed_identity: {}}', 'cannot provide multiple authentication methods in the Azure AD config'],
    ['url: a, azuread: {sdk: {}, cloud: b}', 'must provide a cloud in the Azure AD config'],
    ['url: a, azuread: {sdk: {}, scope: "{"}', 'the provided scope contains invalid characters'],
    ['url: a, azuread: {managed_identity: {client_id: b}}', 'the provided Azure Managed Identity client_id is invalid'],
    ['url: a, azuread: {managed_identity: {client_id: 11111111-1111-1111-1111-111111111111}}'],
    ['url: a, azuread: {workload_identity: {client_id: 11111111-1111-1111-1111-111111111111, tenant_id: b}}',
      'the provided Azure Workload Identity tenant_id is invalid'],
    ['url: a, azuread: {oauth: {client_id: 11111111-1111-1111-1111-111111111111, tenant_id: b}}',
      'must provide an Azure OAuth client_secret in the Azure AD config'],
    ['url: a, queue_config: {max_shards: 1}'],
    ['url: a, queue_config: {max_shards: 0, min_shards: 0}', 'remote write queue max_shards must be positive', 'remote write queue min_shards must be positive'],
    ['url: a, queue_config: {max_shards: 1, min_shards: 2}', 'remote write queue min_shards must not be greater than max_shards'],
    ['url: a, queue_config: {min_backoff: 6s}', 'remote write queue max_backoff must not be less than min_backoff'],
    ['url: a, queue_config: {capacity: 0}', 'remote write queue capacity must be positive'],
  ], text => `remote_write: [{${text}}]`);
});

describe('several remotes', () => {
  judges([
    ['remote_write: [{url: a, name: b}, {url: a, name: b}]', 'found multiple remote write configs with job name "b"'],
    ['remote_write: [{url: a}, {url: a}]'],
    ['remote_write: [~]', 'empty or null remote write config section'],
    ['remote_read: [{url: a, name: b}, {url: a, name: b}]', 'found multiple remote read configs with job name "b"'],
    ['remote_read: [~]', 'empty or null remote read config section'],
    ['remote_read: [{}]', 'url for remote_read is empty'],
  ]);
});

describe('storage, tracing, otlp', () => {
  judges([
    ['storage: {tsdb: {retention: {size: 1GB, percentage: 100}}}'],
    ['storage: {tsdb: {retention: {size: -1025B}}}', '\'storage.tsdb.retention.size\' must be greater than or equal to 0, got -1KiB-1B'],
    ['storage: {tsdb: {retention: {percentage: 101}}}', '\'storage.tsdb.retention.percentage\' must be in the range [0, 100], got 101'],
    ['storage: {tsdb: {retention: {percentage: .inf}}}', '\'storage.tsdb.retention.percentage\' must be in the range [0, 100], got +Inf'],
    ['storage: {tsdb: {chunk_encoding: {floats: xor2}}}'],
    [
      'storage: {tsdb: {chunk_encoding: {floats: a}}}',
      '\'storage.tsdb.chunk_encoding.floats\' must be \'xor\' or \'xor2\', or the field must be omitted entirely, got "a"',
    ],
    ['tracing: {endpoint: a, compression: gzip, client_type: http}'],
    ['tracing: {}', 'tracing endpoint must be set'],
    ['tracing: {endpoint: a, compression: b}', 'invalid compression type b provided, valid options: gzip'],
    ['tracing: {endpoint: a, client_type: b}', 'expected tracing client type to be to be http or grpc, but got b'],
    ['tracing: {endpoint: a, headers: {authorization: b}}', 'custom authorization header configuration is not yet supported'],
    ['otlp: {promote_resource_attributes: [a, b]}'],
    ['otlp: {promote_resource_attributes: [a, " a", ""]}',
      'invalid \'promote_resource_attributes\': duplicated promoted OTel resource attribute "a"\nempty promoted OTel resource attribute'],
    ['otlp: {ignore_resource_attributes: [a]}', '\'ignore_resource_attributes\' cannot be configured unless \'promote_all_resource_attributes\' is true'],
    ['otlp: {promote_all_resource_attributes: true, promote_resource_attributes: [a]}',
      '\'promote_all_resource_attributes\' and \'promote_resource_attributes\' cannot be configured simultaneously'],
    ['otlp: {translation_strategy: NoTranslation}'],
    ['otlp: {translation_strategy: a}', 'unsupported OTLP translation strategy "a"'],
    ['{otlp: {translation_strategy: NoTranslation}, global: {metric_name_validation_scheme: legacy}}',
      'OTLP translation strategy "NoTranslation" is not allowed when UTF8 is disabled'],
  ]);
});
