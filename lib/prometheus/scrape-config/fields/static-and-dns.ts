import { field, int, list, string, struct } from '../../decode/types';
import { duration, labelSet } from './scalars';

// https://github.com/prometheus/prometheus/tree/v3.16.0/discovery: targetgroup and dns

/** Go has no name for this type, and prints its fields. */
const GROUP = 'struct { Targets []string "yaml:\\"targets\\""; Labels model.LabelSet "yaml:\\"labels\\"" }';

export const staticConfig = struct('targetgroup.Group', GROUP, { targets: list(string), labels: labelSet });

const DNS_TYPES = ['SRV', 'A', 'AAAA', 'MX', 'NS'];

export const dnsSdConfig = struct('dns.SDConfig', 'dns.plain', {
  names: list(string),
  refresh_interval: field(duration, 30_000),
  type: field(string, 'SRV'),
  port: int,
}, (value, context) => {
  const report = (name: string, message: string) => {
    context.report('invalid-discovery', value.placeOf(name), message);
  };
  const names = value.get('names');
  if (names === null || (Array.isArray(names) && names.length === 0)) report('names', 'DNS-SD config must contain at least one SRV record name');
  const type = value.text('type');
  if (type === undefined) return;
  if (!DNS_TYPES.includes(type.toUpperCase())) {
    report('type', `invalid DNS-SD records type ${type}`);
  } else if (type.toUpperCase() !== 'SRV' && value.integer('port') === 0n) {
    report('port', 'a port is required in DNS-SD configs for all record types except SRV');
  }
});
