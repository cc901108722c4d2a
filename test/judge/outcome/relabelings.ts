import * as fc from 'fast-check';

/** A relabeling with Prometheus's field names. */
export type Relabeling = Readonly<Record<string, unknown>>;

const IPV4 = fc.oneof(fc.constantFrom('10.0.0.23', '0.0.0.0', '255.255.255.255', '256.0.0.1', '010.0.0.1', '1.2.3', '10.0.0.23.'), fc.ipV4());
const IPV6 = fc.oneof(fc.constantFrom('fd00::23', '::', '::1', '::ffff:10.0.0.1', 'fe80::1%eth0', '2001:db8::10::1'), fc.ipV6());
const NAMES = fc.constantFrom('kubernetes.default.svc', 'kubernetes.default.svc.cluster.local', 'web', 'web.shop.svc', 'ip-10-0-0-1.ec2.internal', 'a_b', 'ä.example', 'a b', '-');
const PORTS = fc.oneof(fc.constantFrom('', '0', '1', '80', '443', '9100', '65535', '65536', '080', '+80', '-1', 'http', '9100/metrics', ' 80'), fc.nat(70_000).map(String));
const HOSTS = fc.oneof(IPV4, IPV6, IPV6.map(ip => `[${ip}]`), NAMES, fc.constantFrom('', '1', '12345', '[', ']', '[]', '[10.0.0.1]'));

const ODD = fc.constantFrom(
  '', ' ', ':', '::', '\\10.0.0.5:\\9100', '$1:$2', '1:2', 'http://10.0.0.1:80', '//10.0.0.1', '10.0.0.1:80/metrics', 'user@10.0.0.1:80', '10.0.0.1?x',
  '10.0.0.1#x', '10.0.0.1%20', '10.0.0.1:80:90', '10.0.0.1;80', '10.0.0.1, 80', '{{ .Values.ip }}', '<ip>', '"10.0.0.1"', '\u00a010.0.0.1', '10。0。0。1', '１0.0.0.1',
  '0x0a000001', '0xa.0.0.1', '2130706433', '10.0.0.1\n', '[::1', '::1]', '[::1]80', '[::1]:', '[::1]:x', '[fe80::1%25eth0]:80', '[::1]:80:80', '[[::1]]:80',
);

/** Addresses, most of them right or nearly so. */
export const ADDRESSES = fc.oneof(
  { weight: 5, arbitrary: fc.tuple(HOSTS, PORTS).map(([host, port]) => port === '' ? host : `${host}:${port}`) },
  { weight: 1, arbitrary: fc.tuple(HOSTS, PORTS).map(([host, port]) => `${host}:${port}`) },
  { weight: 2, arbitrary: ODD },
  { weight: 1, arbitrary: fc.tuple(HOSTS, PORTS, fc.nat(30), fc.constantFrom(':', '.', '[', ']', '%', ' ', '\\', '/', '@', '0', 'a', '\t', 'é', '')).map(changed) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 20 }) },
);

/** An address with one character inserted, or one less. */
function changed([host, port, position, character]: [string, string, number, string]): string {
  const address = `${host}:${port}`;
  const at = position % (address.length + 1);
  return address.slice(0, at) + character + address.slice(character === '' ? at + 1 : at);
}

const SOURCES = ['__address__', '__meta_kubernetes_pod_ip', '__meta_kubernetes_pod_annotation_prometheus_io_port', '__meta_kubernetes_pod_container_port_number',
  '__meta_kubernetes_pod_host_ip', '__meta_kubernetes_node_name', 'absent'];

const REGEXES = ['(.*)', '(.+)', '([^:]+)(?::\\d+)?', '([^:]+)(?::\\d+)?;(\\d+)', '(.+?)(?::\\d+)?;(\\d+)', '(.+):(\\d+)', '\\[?([0-9a-f:.]+)\\]?(?::\\d+)?', '(.+);(.+)', '(\\d+)', '',
  '([^:]+)(:\\d+)?;(\\d+)', '(?P<host>[^:]+):.*', '(d+)', '(.*):10250', '.*:(.*)', '(\\\\d+)'];

const REPLACEMENTS = ['$1', '${1}', '$1:$2', '${1}:${2}', '[$1]:$2', '[$1]:9100', '$1:9100', '$2:$1', ':$1', ':9100', '', '9100', '1:2', '$$1:$2', '$${1}', '\\$1:$2', '\\1:9100', 'http://$1',
  '$1/metrics', '$1 ', '$host:80', '${host}:80', '$1_x', 'kubernetes.default.svc:443', 'kubernetes.default.svc', 'web.shop.svc:80', '10.0.0.9:80', '$1:$1', '$NODE_IP:80', '${3}:80'];

/** Relabelings as people write them, right and wrong ones. */
export const RELABELINGS: fc.Arbitrary<readonly Relabeling[]> = fc.array(fc.oneof(
  { weight: 6, arbitrary: replace(fc.constant('__address__')) },
  { weight: 2, arbitrary: replace(fc.constantFrom(...SOURCES.slice(1, 4), '__tmp', '__metrics_path__')) },
  { weight: 1, arbitrary: fc.record({ action: fc.constantFrom('labeldrop', 'labelkeep'), regex: fc.constantFrom('__.*', '__address__', '__meta.*', '.*', '[^_].*', '__(address|scheme|metrics_path)__') }) },
  { weight: 1, arbitrary: fc.record({ action: fc.constant('labelmap'), regex: fc.constantFrom('__meta_kubernetes_pod_annotation_(.+)', '__meta_kubernetes_pod_ip', '(.*)ip'), replacement: fc.constantFrom('$1', '__address__', '__${1}') }) },
  { weight: 1, arbitrary: fc.record({ action: fc.constantFrom('lowercase', 'uppercase'), source_labels: labels(), target_label: fc.constantFrom('__address__', 'x') }) },
  { weight: 1, arbitrary: fc.record({ action: fc.constantFrom('keep', 'drop'), source_labels: labels(), regex: fc.constantFrom('.*', '.+', '', '10\\..*', '.*:9100') }) },
), { maxLength: 4 });

function replace(target: fc.Arbitrary<string>): fc.Arbitrary<Relabeling> {
  return fc.record({
    source_labels: labels(), target_label: target, regex: fc.constantFrom(...REGEXES),
    replacement: fc.oneof(fc.constantFrom(...REPLACEMENTS), ADDRESSES),
    separator: fc.constantFrom(';', ';', ';', ':', ''),
  }, { requiredKeys: ['target_label'] });
}

function labels(): fc.Arbitrary<string[]> {
  return fc.array(fc.constantFrom(...SOURCES), { maxLength: 3 });
}

/** The labels of a target as discovery finds them. */
export const TARGETS: fc.Arbitrary<Readonly<Record<string, string>>> = fc.record({
  __address__: ADDRESSES,
  __scheme__: fc.constantFrom('http', 'https'),
  __metrics_path__: fc.constantFrom('/metrics', 'metrics', '', '/a b', '/%'),
  __meta_kubernetes_pod_ip: fc.oneof(IPV4, IPV6),
  __meta_kubernetes_pod_host_ip: IPV4,
  __meta_kubernetes_pod_annotation_prometheus_io_port: PORTS,
  __meta_kubernetes_pod_container_port_number: PORTS,
  __meta_kubernetes_node_name: NAMES,
}, { requiredKeys: ['__address__', '__scheme__', '__metrics_path__'] });
