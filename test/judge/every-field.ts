import * as fc from 'fast-check';
import type { GoType, StructType } from '../../lib/prometheus/decode/types';
import { configuration } from '../../lib/prometheus/scrape-config/fields/configuration';
import { emit, quoted, type Tree } from './emit';
import { ODD_SCALARS } from './scalars';

/*
 * Configurations with any field of any struct, made of the library's own tables. Which fields
 * there are is compared elsewhere; here it is what they take, and what they say of each other.
 */

const URLS = [
  'http://a', 'https://a.b:80/c', 'HTTP://a', 'tcp://x:1', 'unix:///var/run/docker.sock', 'localhost:1', 'a.b', '/x', '', '://', 'http://', 'http://a b',
  'http://a:b', 'http://[::1', '%zz', '1http://a',
];
/** Likely values for fields of these names. */
const TEXTS: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(['token_url', 'proxy_url', 'api_server'].map(name => [name, URLS])),
  role: ['node', 'pod', 'service', 'endpoints', 'endpointslice', 'ingress', 'Pod', ''],
  type: ['A', 'SRV', 'MX', 'srv', 'Bearer', ' basic', ''],
  grant_type: ['client_credentials', 'urn:ietf:params:oauth:grant-type:jwt-bearer', 'x'],
  signature_algorithm: ['RS256', 'rs256', ''],
  metric_name_validation_scheme: ['utf8', 'legacy', ''],
  metric_name_escaping_scheme: ['allow-utf-8', 'underscores', '', 'x'],
  scrape_protocols: ['PrometheusText0.0.4', 'PrometheusProto', 'prometheusproto'],
  label: ['a=b', 'a in (b)', '!', 'a,', 'a>1', ''],
  field: ['a=b', 'a', 'a=b,c!=d', 'a=b=c', ''],
  action: ['replace', 'keep', 'hashmod', 'labelmap', 'labeldrop', 'lowercase', 'keepequal', 'Drop', 'x', ''],
  target_label: ['a', '$1', 'a.b', '', '__address__'],
  regex: ['(.*)', 'a', '(', 'a)|(b', '[[:foo:]]', ''],
  targets: ['a:1', 'a/b', ''],
};

/** Without these, most structs say no more than what they miss. */
const REQUIRED = new Set(['job_name', 'role', 'names', 'targets', 'token_url', 'client_id', 'username', 'password']);

const odd = fc.constantFrom('~', '[]', '{}', '[~]', '{a: b}', ...ODD_SCALARS);
const keys = fc.constantFrom('a', 'X-A', 'authorization', 'Host', 'user-agent', '__name__', 'a.b', '""', '1', '~');

function texts(values: readonly string[]): fc.Arbitrary<Tree> {
  return fc.constantFrom(...values).map(quoted);
}

/** Values that the type accepts, and rarely unusual ones. */
function valueOf(name: string, type: GoType): fc.Arbitrary<Tree> {
  return fc.oneof({ weight: 30, arbitrary: usualValueOf(name, type) }, { weight: 1, arbitrary: odd });
}

function usualValueOf(name: string, type: GoType): fc.Arbitrary<Tree> {
  if (type.kind === 'struct') return structOf(type);
  if (type.kind === 'pointer') return usualValueOf(name, type.to);
  if (type.kind === 'list') return fc.array(valueOf(name, type.of), { maxLength: 2 });
  if (type.kind === 'map') return fc.dictionary(keys, valueOf(name, type.of), { maxKeys: 2 });
  const values = TEXTS[name];
  if (values !== undefined) return texts(values);
  if (type.name === 'model.Duration') return texts(['1m', '30s', '0s', '10s', '2h', '1x']);
  if (type.name === 'units.Base2Bytes') return texts(['1KB', '10MiB', '-1MB', '1kb']);
  if (type.name === 'config.TLSVersion') return texts(['TLS12', 'TLS13', 'x']);
  switch (type.kind) {
    case 'bool': return fc.constantFrom('true', 'false', 'yes');
    case 'int': case 'uint': return fc.constantFrom('0', '1', '80', '-1', '1e3', '010', '1.9');
    case 'float': return fc.constantFrom('0', '0.5', '-1', '100', '101', '1e21', '.inf', '.nan');
    case 'unvalidated': return fc.constantFrom('[{}]', '[]', '{}', 'a', '[a, {b: c}]');
    case 'any': return fc.constantFrom('a', '{a: [b, {c: d}]}', '{1: 2}', '{a: b, a: c}');
    default: return texts(['a', 'b', '', 'x y', '/a', 'é']);
  }
}

function structOf(type: StructType): fc.Arbitrary<Tree> {
  const names = validatedFields(type);
  const required = names.filter(name => REQUIRED.has(name));
  const some = fc.subarray(required, { minLength: Math.min(1, required.length) });
  return fc.tuple(some, fc.subarray(names, { maxLength: Math.min(3, names.length) }), anUnvalidatedField(type))
    .chain(chosen => fc.record(Object.fromEntries(chosen.flat().map(name => [name, valueOfField(type, name)]))));
}

function validatedFields(type: StructType): string[] {
  return [...type.fields].filter(([, field]) => field.type.kind !== 'unvalidated').map(([name]) => name);
}

/** Rarely the name of a field that is not validated, where the type has some. */
function anUnvalidatedField(type: StructType): fc.Arbitrary<string[]> {
  const names = [...type.fields].filter(([, field]) => field.type.kind === 'unvalidated').map(([name]) => name);
  if (names.length === 0) return fc.constant([]);
  const one = fc.constantFrom(...names).map(name => [name]);
  return fc.oneof({ weight: 15, arbitrary: fc.constant<string[]>([]) }, { weight: 1, arbitrary: one });
}

function valueOfField(type: StructType, name: string): fc.Arbitrary<Tree> {
  const field = type.fields.get(name);
  return field === undefined ? odd : valueOf(name, field.type);
}

const jobType = structBelow(configuration.fields.get('scrape_configs')?.type);
const LISTS = [...jobType.fields].filter(([, { type }]) => type.kind === 'list' && type.of.kind === 'pointer').map(([name]) => name);

/** A job with one of its lists of structs, or with any fields. */
const job: fc.Arbitrary<Tree> = fc.oneof(
  fc.constantFrom(...LISTS).chain(name =>
    fc.record({ job_name: fc.constant('a'), [name]: fc.array(valueOfItem(jobType, name), { minLength: 1, maxLength: 2 }) })),
  structOf(jobType),
);

function structBelow(type: GoType | undefined): StructType {
  const struct = type?.kind === 'list' && type.of.kind === 'pointer' ? type.of.to : undefined;
  if (struct?.kind !== 'struct') throw new Error('the table has no jobs');
  return struct;
}

function valueOfItem(type: StructType, name: string): fc.Arbitrary<Tree> {
  const field = type.fields.get(name)?.type;
  return field?.kind === 'list' ? valueOf(name, field.of) : odd;
}

/** Configurations of any fields, as YAML. */
export const anyFields: fc.Arbitrary<string> = fc.oneof(
  job.map((value): Tree => ({ scrape_configs: [value] })),
  fc.tuple(fc.subarray(validatedFields(configuration), { minLength: 1 }), anUnvalidatedField(configuration))
    .chain(names => fc.record(Object.fromEntries(names.flat().map(name => [name, valueOfField(configuration, name)])))),
).map(tree => emit(tree));
