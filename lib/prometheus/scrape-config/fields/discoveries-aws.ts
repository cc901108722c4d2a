import type { Context } from '../../decode/context';
import { choice, field, int, list, plainStruct, pointer, string, struct, type Fields } from '../../decode/types';
import { StructValue } from '../../decode/value';
import { quote } from '../../values/quote';
import { checkHttpClient, HTTP_CLIENT_FIELDS } from './http-client';
import { all, needsOneOf } from './requirements';
import { duration, secret } from './scalars';

// https://github.com/prometheus/prometheus/tree/v3.14.0/discovery/aws

const ROLES = ['ec2', 'ecs', 'elasticache', 'lightsail', 'msk', 'rds'];
const MINUTE = 60_000;

const unknownRole = (role: string) => `unknown AWS SD role ${quote(role)}`;

const filters = list(pointer(plainStruct('aws.Filter', { name: string, values: list(string) })));

const ACCESS_FIELDS: Fields = {
  endpoint: string,
  region: string,
  access_key: string,
  secret_key: secret,
  profile: string,
  role_arn: string,
  external_id: field(string, '', '3.12'),
};

const TARGET_FIELDS: Fields = { ...ACCESS_FIELDS, refresh_interval: field(duration, MINUTE), port: field(int, 80n), ...HTTP_CLIENT_FIELDS };

/** The discoveries that are named after one service. */
function serviceFields(concurrency: bigint): Fields {
  return { ...TARGET_FIELDS, clusters: list(string), request_concurrency: field(int, concurrency) };
}

export const awsSdConfig = struct('aws.SDConfig', 'aws.plain', {
  ...ACCESS_FIELDS,
  role: choice('aws.Role', 'invalid-discovery', ROLES, unknownRole),
  refresh_interval: duration,
  port: int,
  ...Object.fromEntries(Object.entries(HTTP_CLIENT_FIELDS).map(([name, entry]) => [name, 'kind' in entry ? entry : entry.type])),
  filters,
  clusters: list(string),
}, needsOneOf('role', ROLES, unknownRole));

export const ec2SdConfig = struct('aws.EC2SDConfig', 'aws.plain', { ...TARGET_FIELDS, filters }, all(checkFilters, checkHttpClient));
export const ecsSdConfig = struct('aws.ECSSDConfig', 'aws.plain', serviceFields(20n), checkHttpClient);
export const elasticacheSdConfig = struct('aws.ElasticacheSDConfig', 'aws.plain', serviceFields(10n), checkHttpClient);
export const lightsailSdConfig = struct('aws.LightsailSDConfig', 'aws.plain', TARGET_FIELDS, checkHttpClient);
export const mskSdConfig = struct('aws.MSKSDConfig', 'aws.plain', serviceFields(10n), checkHttpClient);
export const rdsSdConfig = struct('aws.RDSSDConfig', 'aws.plain', { ...serviceFields(10n), filters }, checkHttpClient);

/** A null among the filters, which makes Prometheus panic, is as bad as one without values. */
function checkFilters(value: StructValue, context: Context): void {
  for (const { value: filter, place } of value.items('filters')) {
    const values = filter instanceof StructValue ? filter.get('values') : filter;
    const isEmpty = values === null || (Array.isArray(values) && values.length === 0);
    if (isEmpty) context.report('invalid-discovery', place, 'EC2 SD configuration filter values cannot be empty');
  }
}
