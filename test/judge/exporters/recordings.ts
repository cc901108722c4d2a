import { readFileSync } from 'node:fs';
import { join } from 'node:path';

type Labels = Readonly<Record<string, string>>;

/** A metric of a recording that has types and bounds. */
export interface RecordedMetric {
  readonly name: string;
  readonly type: string;
  /** Bounds of the buckets of a histogram, or quantiles of a summary. */
  readonly bounds: readonly string[];
  readonly series: readonly Labels[];
}

/** Returns the series of a recording as Prometheus stores them. */
export function recordedSamples(file: string): Labels[] {
  const [untyped = '', ...typed] = partsOf(file);
  return [...seriesOf(untyped), ...typed.map(metricOf).flatMap(samplesOf)];
}

/** Returns the metrics of a recording with types. */
export function recordedMetrics(file: string): RecordedMetric[] {
  return partsOf(file).slice(1).map(metricOf);
}

/**
 * Recordings have the text format of exporters without values. A line `# TYPE name type bounds` applies to the series that follow: they are
 * written once instead of once for each bound.
 */
function partsOf(file: string): string[] {
  return readFileSync(join(process.cwd(), 'test', 'judge', 'exporters', file), 'utf8').split(/^# TYPE /m);
}

function metricOf(part: string): RecordedMetric {
  const [head = ''] = part.split('\n', 1);
  const [name = '', type = '', ...bounds] = head.split(' ');
  return { name, type, bounds, series: seriesOf(part.slice(head.length)) };
}

function seriesOf(text: string): Labels[] {
  return text.split('\n').filter(line => line !== '' && !line.startsWith('#')).map(labelsOf);
}

function samplesOf({ name, type, bounds, series }: RecordedMetric): Labels[] {
  const totals = (labels: Labels) => ['sum', 'count'].map(part => ({ ...labels, __name__: `${name}_${part}` }));
  switch (type) {
    case 'histogram': return series.flatMap(labels => [...bounds.map(le => ({ ...labels, __name__: `${name}_bucket`, le: asNumber(le) })), ...totals(labels)]);
    case 'summary': return series.flatMap(labels => [...bounds.map(quantile => ({ ...labels, quantile: asNumber(quantile) })), ...totals(labels)]);
    default: return [...series];
  }
}

/** Prometheus writes bounds and quantiles as numbers with a decimal point. */
function asNumber(bound: string): string {
  return /^\d+$/.test(bound) ? `${bound}.0` : bound;
}

function labelsOf(line: string): Labels {
  const [, name = '', inner = ''] = /^([\w:]+)(?:\{(.*)\})?$/.exec(line) ?? [];
  const labels = Array.from(inner.matchAll(/(?<!\w)(\w+)="((?:[^"\\]|\\.)*)"/g), ([, label = '', value = '']) => [label, value.replaceAll('\\"', '"')]);
  return { __name__: name, ...Object.fromEntries(labels) as Labels };
}
