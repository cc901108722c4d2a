import { CATALOGUE_DATA } from './catalogue-data';

/** A program of every cluster. The components of Kubernetes have one list; `go` are the metrics of every program in Go. */
export type CataloguedProgram = keyof typeof CATALOGUE_DATA;

/** A metric of a program, as its documentation, its sources or its output name it. */
export interface CataloguedMetric {
  readonly name: string;
  readonly type: 'counter' | 'gauge' | 'histogram' | 'summary' | 'unknown';
  /** The labels that are known; a program may add others. */
  readonly labels: readonly string[];
  readonly program: CataloguedProgram;
}

const TYPES: Readonly<Record<string, CataloguedMetric['type']>> = { c: 'counter', g: 'gauge', h: 'histogram', s: 'summary', u: 'unknown' };

let metrics: ReadonlyMap<string, readonly CataloguedMetric[]> | undefined;

/** Returns the metrics of the programs that run in every cluster, by name. */
export function metricCatalogue(): ReadonlyMap<string, readonly CataloguedMetric[]> {
  return metrics ??= read();
}

/** Returns the metrics that have a series, one for each program: `_bucket`, `_sum` and `_count` belong to a histogram. */
export function metricsOfSeries(name: string): readonly CataloguedMetric[] {
  const exact = metricCatalogue().get(name);
  if (exact !== undefined) return exact;
  const [, base, suffix] = /^(.+)_(bucket|sum|count)$/.exec(name) ?? [];
  return (base === undefined ? [] : metricCatalogue().get(base) ?? [])
    .filter(({ type }) => type === 'histogram' || (type === 'summary' && suffix !== 'bucket'));
}

/** Returns the names of the series of a metric. */
export function seriesNames({ name, type }: CataloguedMetric): string[] {
  switch (type) {
    case 'histogram': return [`${name}_bucket`, `${name}_sum`, `${name}_count`];
    case 'summary': return [name, `${name}_sum`, `${name}_count`];
    default: return [name];
  }
}

function read(): Map<string, CataloguedMetric[]> {
  const found = new Map<string, CataloguedMetric[]>();
  for (const [program, text] of Object.entries(CATALOGUE_DATA) as Array<[CataloguedProgram, string]>) {
    for (const line of text.trim().split('\n')) {
      const [name = '', type = 'u', labels = ''] = line.split(' ');
      const metric = { name, type: TYPES[type] ?? 'unknown', labels: labels === '' ? [] : labels.split(','), program };
      found.set(name, [...found.get(name) ?? [], metric]);
    }
  }
  return found;
}
