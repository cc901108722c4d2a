import type { ValidationScheme } from '../../relabel/label-name';
import type { Context } from '../../decode/context';
import { bool, field, int, list, map, plainStruct, pointer, string, struct, text, uint64, type Fields } from '../../decode/types';
import type { StructValue } from '../../decode/value';
import { quote } from '../../values/quote';
import { checkHeaders } from './headers';
import { checkHttpClient, HTTP_CLIENT_FIELDS, isPresent } from './http-client';
import { checkRelabelings } from './relabel';
import { azureAdConfig, googleIamConfig, sigV4Config } from './remote-authentication';
import { duration, labelSet, url } from './scalars';
import { checkNoNulls, relabelConfigs } from './scrape';

// https://github.com/prometheus/prometheus/blob/v3.14.0/config/config.go

const SECOND = 1000;
const MESSAGES = ['prometheus.WriteRequest', 'io.prometheus.write.v2.Request'];
const AUTHENTICATIONS = ['basic_auth', 'authorization', 'oauth2', 'sigv4', 'azuread', 'google_iam'];
const AUTHORIZATION_HEADER = 'authorization header must be changed via the basic_auth, authorization, oauth2, sigv4, azuread or google_iam parameter';

const queueConfig = plainStruct('config.QueueConfig', {
  capacity: field(int, 10_000n),
  max_shards: field(int, 50n),
  min_shards: field(int, 1n),
  max_samples_per_send: field(int, 2000n),
  batch_send_deadline: field(duration, 5 * SECOND),
  min_backoff: field(duration, 30),
  max_backoff: field(duration, 5 * SECOND),
  retry_on_http_429: bool,
  sample_age_limit: duration,
});

const metadataConfig = plainStruct('config.MetadataConfig', {
  send: field(bool, true),
  send_interval: field(duration, 60 * SECOND),
  max_samples_per_send: field(int, 2000n),
});

const CLIENT_FIELDS: Fields = {
  ...HTTP_CLIENT_FIELDS,
  url: pointer(url),
  headers: map(string),
  name: string,
};

export const remoteWriteConfig = struct('config.RemoteWriteConfig', 'config.plain', {
  ...CLIENT_FIELDS,
  enable_http2: bool,
  remote_timeout: field(duration, 30 * SECOND),
  write_relabel_configs: relabelConfigs,
  send_exemplars: bool,
  send_native_histograms: bool,
  round_robin_dns: field(bool, false, '3.1'),
  protobuf_message: field(text('remote.WriteMessageType'), 'prometheus.WriteRequest', '2.54'),
  queue_config: queueConfig,
  metadata_config: metadataConfig,
  sigv4: pointer(sigV4Config),
  azuread: pointer(azureAdConfig),
  google_iam: field(pointer(googleIamConfig), null, '2.55'),
}, (value, context) => {
  if (value.get('url') === null) context.report('missing-field', value.placeOf('url'), 'url for remote_write is empty');
  checkNoNulls(value, 'write_relabel_configs', 'empty or null relabeling rule in remote write config', context);
  checkHeaders(value, context, AUTHORIZATION_HEADER);
  const message = value.text('protobuf_message');
  if (message !== undefined && !MESSAGES.includes(message)) {
    const error = `invalid protobuf_message value: unknown type for remote write protobuf message ${message}, supported: ${MESSAGES.join(', ')}`;
    context.report('invalid-value', value.placeOf('protobuf_message'), error);
  }
  checkHttpClient(value, context);
  checkQueue(value.struct('queue_config'), context);
  checkAuthentication(value, context);
});

export const remoteReadConfig = struct('config.RemoteReadConfig', 'config.plain', {
  ...CLIENT_FIELDS,
  remote_timeout: field(duration, 60 * SECOND),
  chunked_read_limit: field(uint64, 50_000_000n, '3.0'),
  read_recent: bool,
  required_matchers: labelSet,
  filter_external_labels: field(bool, true),
}, (value, context) => {
  if (value.get('url') === null) context.report('missing-field', value.placeOf('url'), 'url for remote_read is empty');
  checkHeaders(value, context, AUTHORIZATION_HEADER);
  checkHttpClient(value, context);
});

function checkQueue(queue: StructValue | undefined, context: Context): void {
  if (queue === undefined) return;
  const report = (name: string, message: string) => {
    context.report('invalid-value', queue.placeOf(name), `remote write queue ${name} must ${message}`);
  };
  for (const name of ['max_shards', 'min_shards', 'max_samples_per_send', 'capacity']) {
    if ((queue.integer(name) ?? 1n) <= 0n) report(name, 'be positive');
  }
  const [minShards, maxShards] = [queue.integer('min_shards'), queue.integer('max_shards')];
  const [minBackoff, maxBackoff] = [queue.number('min_backoff'), queue.number('max_backoff')];
  if (minShards !== undefined && maxShards !== undefined && minShards > maxShards) report('min_shards', 'not be greater than max_shards');
  if (minBackoff !== undefined && maxBackoff !== undefined && maxBackoff < minBackoff) report('max_backoff', 'not be less than min_backoff');
}

function checkAuthentication(value: StructValue, context: Context): void {
  // A bearer token has become an authorization by now.
  const isGiven = (name: string) => isPresent(value, name)
    || (name === 'authorization' && (value.isSet('bearer_token') || value.isSet('bearer_token_file')));
  const given = AUTHENTICATIONS.filter(isGiven);
  const last = given.at(-1);
  if (given.length < 2 || last === undefined) return;
  const message = `at most one of basic_auth, authorization, oauth2, sigv4, azuread or google_iam must be configured. Currently configured: [${given.join(' ')}]`;
  context.report('exclusive-fields', value.placeOf(last), message);
}

/** The checks among several, and the relabelings under the names that `global` allows. */
export function checkRemoteUnder(scheme: ValidationScheme | undefined, configuration: StructValue, context: Context): void {
  for (const [field, words] of [['remote_write', 'remote write'], ['remote_read', 'remote read']] as const) {
    const seen = new Set<string>();
    for (const { value, place } of configuration.items(field)) {
      if (value === null) context.report('empty-section', place, `empty or null ${words} config section`);
    }
    for (const remote of configuration.structs(field)) {
      const name = remote.text('name') ?? '';
      if (name !== '' && seen.has(name)) {
        context.report('name-duplicate', remote.placeOf('name'), `found multiple ${words} configs with job name ${quote(name)}`);
      }
      seen.add(name);
      if (field === 'remote_write' && scheme !== undefined) checkRelabelings(remote, 'write_relabel_configs', context, scheme);
    }
  }
}

export const remoteWriteConfigs = list(pointer(remoteWriteConfig));
export const remoteReadConfigs = list(pointer(remoteReadConfig));
