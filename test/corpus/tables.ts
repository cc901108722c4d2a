import type { EffectiveConfiguration } from '../../lib/prometheus/scrape-config/effective';
import { validateScrapeConfig } from '../../lib/prometheus/scrape-config/validate';
import { parseBytes } from '../../lib/prometheus/values/bytes';
import { formatDuration, parseDuration } from '../../lib/prometheus/values/duration';
import { errorOfFieldSelector } from '../../lib/prometheus/values/field-selector';
import { errorOfLabelSelector } from '../../lib/prometheus/values/label-selector';
import { interpret } from '../../lib/prometheus/decode/scalar';
import type { YamlNode } from '../../lib/prometheus/yaml/node';
import { readYaml } from '../../lib/prometheus/yaml/read';
import { readBytes, readTable, type Agreement } from './files';

interface Cases<T> {
  readonly cases: readonly T[];
}

interface ValueCase {
  readonly input: string;
  readonly error?: string;
  readonly ms?: number;
  readonly string?: string;
  readonly bytes?: number;
}

/** A table of inputs, each with what is made of it: both sides as text, so that a difference can be read. */
function compare<T>(
  table: string, cases: readonly T[], nameOf: (entry: T) => string, expected: (entry: T) => unknown, actual: (entry: T) => unknown,
): Agreement {
  const disagreements = cases.flatMap((entry) => {
    const [ours, theirs] = [JSON.stringify(actual(entry)), JSON.stringify(expected(entry))];
    return ours === theirs ? [] : [{ name: `${table}:${nameOf(entry)}`, detail: `Prometheus has ${theirs}, we have ${ours}` }];
  });
  return { table, total: cases.length, disagreements };
}

/** The meaning of single values. */
export function valueTables(): Agreement[] {
  const table = (name: string) => (readTable(`oracle/${name}.json`) as Cases<ValueCase>).cases;
  return [
    compare('durations', table('durations'), entry => entry.input, ({ error, ms, string }) => error ?? [ms, string], ({ input }) => {
      const { value, error } = parseDuration(input);
      return error === undefined ? [value, formatDuration(value)] : error;
    }),
    compare('bytes', table('bytes'), entry => entry.input, entry => entry.error ?? entry.bytes, ({ input }) => {
      const { value, error } = parseBytes(input);
      return error ?? value;
    }),
    compare('label_selectors', table('label_selectors'), entry => entry.input, entry => entry.error, entry => errorOfLabelSelector(entry.input)),
    compare('field_selectors', table('field_selectors'), entry => entry.input, entry => entry.error, entry => errorOfFieldSelector(entry.input)),
    scalarTable(),
  ];
}

interface ScalarCase {
  readonly input: string;
  readonly error?: string;
  readonly value?: unknown;
}

function scalarTable(): Agreement {
  const { cases } = readTable('oracle/yaml_scalars.json') as Cases<ScalarCase>;
  return compare('yaml_scalars', cases, entry => entry.input, ({ error, value }) => error?.replace(/line \d+: /, '') ?? value, ({ input }) => {
    const { root, failure } = readYaml(input);
    if (failure !== undefined) return failure.message;
    const node = root?.kind === 'mapping' ? root.entries[0]?.value : undefined;
    return node && describe(node);
  });
}

/** A node as the table has it. */
function describe(node: YamlNode): unknown {
  if (node.kind === 'alias') return describe(node.target);
  if (node.kind === 'sequence') return { t: 'seq', v: node.items.map(describe) };
  if (node.kind === 'mapping') return { t: 'map', v: node.entries.map(({ key, value }) => [describe(key), describe(value)]) };
  const { value: scalar, error } = interpret(node);
  if (error !== undefined) return error;
  const { value } = scalar;
  if (value === null) return { t: 'null' };
  if (typeof value === 'bigint') return { t: value > 2n ** 63n - 1n ? 'uint64' : 'int', v: String(value) };
  if (typeof value === 'number') return { t: 'float64', v: formatFloat(value) };
  return { t: typeof value === 'boolean' ? 'bool' : 'string', v: String(value) };
}

function formatFloat(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '+Inf' : '-Inf';
  if (Object.is(value, -0)) return '-0';
  return Math.abs(value) < 1e21 && value % 1 === 0 && Math.abs(value) >= 1e15 ? value.toExponential() : String(value);
}

/** The effective configuration reads the same whether the defaults are written out, as Prometheus does it, or not. */
export function effectiveTables(): Agreement[] {
  const { cases } = readTable('oracle/normalized_configs.json') as Cases<{ file: string; normalized: string }>;
  return [compare(
    'normalized_configs', cases, entry => entry.file,
    entry => summarize(validateScrapeConfig(readYaml(entry.normalized)).configuration),
    entry => summarize(validateScrapeConfig(readYaml(readBytes(entry.file))).configuration),
  )];
}

/** Everything in the view, without places. */
export function summarize(configuration: EffectiveConfiguration | undefined): unknown {
  return JSON.parse(JSON.stringify(configuration ?? null, (key, value: unknown) => {
    if (key === 'place' || key === 'value') return undefined;
    if (typeof value === 'bigint') return String(value);
    if (!(value instanceof Map)) return value;
    return Object.fromEntries([...value as Map<string, unknown>].sort(([left], [right]) => left < right ? -1 : 1));
  })) as unknown;
}
