import type { Context } from '../../decode/context';
import { choice, field, int, list, string, struct } from '../../decode/types';
import type { StructValue } from '../../decode/value';
import { quote } from '../../values/quote';
import { checkHttpClient, HTTP_CLIENT_FIELDS } from './http-client';
import { all, isUrl, needs, needsOneOfTwo } from './requirements';
import { duration, secret } from './scalars';

const ZONE = /^[a-z]{2}-[a-z]{3,7}-[0-9]{1,2}$/;
const ZONES = ['fr-par', 'nl-ams', 'pl-waw'].flatMap(region => [1, 2, 3].map(number => `${region}-${number}`));
const UUID = /^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$/;

/** What stands for a secret key that is in a file. */
const KEY_IN_FILE = '00000000-0000-0000-0000-000000000000';

export const scalewaySdConfig = struct('scaleway.SDConfig', 'scaleway.plain', {
  refresh_interval: field(duration, 60_000),
  port: field(int, 80n),
  ...HTTP_CLIENT_FIELDS,
  project_id: string,
  api_url: field(string, 'https://api.scaleway.com'),
  zone: field(string, 'fr-par-1'),
  access_key: string,
  secret_key: secret,
  secret_key_file: string,
  name_filter: string,
  tags_filter: list(string),
  role: choice('scaleway.role', 'invalid-discovery', ['instance', 'baremetal'], value => `unknown role ${quote(value)}`),
}, all(
  needs('role', 'role missing (one of: instance, baremetal)'),
  needs('project_id', 'project_id is mandatory'),
  needsOneOfTwo('secret_key', 'secret_key_file'),
  needs('access_key', 'access_key is mandatory'),
  checkClient,
  checkHttpClient,
));

/** @see https://github.com/scaleway/scaleway-sdk-go/blob/master/scw/settings.go */
function checkClient(value: StructValue, context: Context): void {
  const report = (name: string, message: string) => {
    context.report('invalid-discovery', value.placeOf(name), `scaleway-sdk-go: ${message}`);
  };
  const fails = (name: string, format: RegExp) => value.isSet(name) && !format.test(value.text(name) ?? KEY_IN_FILE);
  const uuid = 'expected a UUID: xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx';
  if (value.text('access_key') !== undefined && fails('access_key', /^SCW[A-Z0-9]{17}$/)) {
    report('access_key', `invalid access key format '${value.text('access_key') ?? ''}', expected SCWXXXXXXXXXXXXXXXXX format`);
  }
  if (fails('secret_key', UUID)) report('secret_key', `invalid secret key format '${value.text('secret_key') ?? ''}', ${uuid}`);
  if (fails('project_id', UUID)) report('project_id', `invalid project ID format '${value.text('project_id') ?? ''}', ${uuid}`);
  const zone = value.text('zone');
  if (zone === '') report('zone', 'default zone cannot be empty');
  else if (zone !== undefined && !ZONE.test(zone)) report('zone', `invalid default zone format '${zone}', available zones are: ${ZONES.join(', ')}`);
  const address = value.text('api_url');
  if (address === '') report('api_url', 'invalid API url \'\'');
  if (address?.endsWith('/') === true) report('api_url', `invalid API url '${address}' it should not have a trailing slash`);
  isUrl('api_url', { parseMessage: (_, text) => `scaleway-sdk-go: invalid API url '${text}'` })(value, context);
}
