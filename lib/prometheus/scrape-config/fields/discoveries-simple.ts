import { field, int, list, string, struct } from '../../decode/types';
import { quote } from '../../values/quote';
import { all, needs } from './requirements';
import { duration, labelSet } from './scalars';

// https://github.com/prometheus/prometheus/tree/v3.14.0/discovery: targetgroup, dns and file

const SECOND = 1000;
const MINUTE = 60 * SECOND;

/** Go has no name for this type, and prints its fields. */
const GROUP = 'struct { Targets []string "yaml:\\"targets\\""; Labels model.LabelSet "yaml:\\"labels\\"" }';

export const staticConfig = struct('targetgroup.Group', GROUP, { targets: list(string), labels: labelSet });

const DNS_TYPES = ['SRV', 'A', 'AAAA', 'MX', 'NS'];

export const dnsSdConfig = struct('dns.SDConfig', 'dns.plain', {
  names: list(string),
  refresh_interval: field(duration, 30 * SECOND),
  type: field(string, 'SRV'),
  port: int,
}, all(needs('names', 'DNS-SD config must contain at least one SRV record name'), (value, context) => {
  const type = value.text('type')?.toUpperCase();
  if (type === undefined) return;
  if (!DNS_TYPES.includes(type)) {
    context.report('invalid-discovery', value.placeOf('type'), `invalid DNS-SD records type ${value.text('type') ?? ''}`);
  } else if (type !== 'SRV' && value.integer('port') === 0n) {
    context.report('invalid-discovery', value.placeOf('port'), 'a port is required in DNS-SD configs for all record types except SRV');
  }
}));

const FILE_NAME = /^[^*]*(?:\*[^/]*)?\.(?:json|yml|yaml|JSON|YML|YAML)$/;

export const fileSdConfig = struct('file.SDConfig', 'file.plain', {
  files: list(string),
  refresh_interval: field(duration, 5 * MINUTE),
}, all(needs('files', 'file service discovery config must contain at least one path name'), (value, context) => {
  for (const { value: name, place } of value.items('files')) {
    if (typeof name !== 'string' || FILE_NAME.test(name)) continue;
    context.report('invalid-path', place, `path name ${quote(name)} is not valid for file discovery`);
  }
}));
