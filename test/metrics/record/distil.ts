type Labels = ReadonlyArray<readonly [label: string, value: string]>;

/** A metric with its samples, as the text format of Prometheus groups them. */
interface Family {
  readonly name: string;
  readonly type: string;
  readonly samples: readonly Labels[];
}

/** A label with more values than this identifies things (resources, queues); one with fewer says of which kind something is. */
const MOST_KINDS = 12;

/** Values kept of a label that identifies things. */
const MOST_THINGS = 3;

/**
 * Returns the metrics of a program's output without values: a line with the name, the type and the bounds of buckets (or the quantiles),
 * and one for each combination of the other labels. Combinations that show no other pair of values are left out.
 */
export function distil(exposition: string): string {
  return families(exposition).map(({ name, type, samples }) => {
    const part = type === 'histogram' ? 'le' : type === 'summary' ? 'quantile' : undefined;
    const bounds = new Set(samples.flatMap(labels => labels.flatMap(([label, value]) => label === part ? [value] : [])));
    const combinations = new Map(samples.map((labels) => {
      const others = labels.filter(([label]) => label !== part);
      return [JSON.stringify(others), others] as const;
    }));
    const lines = representative([...combinations.values()]).map(labels => seriesLine(name, labels));
    return [['# TYPE', name, type, ...bounds].join(' '), ...lines].join('\n');
  }).join('\n');
}

/** Returns the number of series of a program's output. */
export function seriesOf(exposition: string): number {
  return families(exposition).flatMap(({ samples }) => samples).length;
}

function families(exposition: string): Family[] {
  return exposition.split(/^# TYPE /m).slice(1).map((text) => {
    const [head = '', ...lines] = text.trimEnd().split('\n');
    const [name = '', type = ''] = head.split(' ');
    return { name, type, samples: lines.filter(line => !line.startsWith('#')).map(labelsOf) };
  }).filter(({ samples }) => samples.length > 0);
}

function labelsOf(line: string): Labels {
  return Array.from(line.matchAll(/(?<!\w)(\w+)="((?:[^"\\]|\\.)*)"/g), ([, label = '', value = '']) => [label, value]);
}

function seriesLine(name: string, labels: Labels): string {
  return labels.length === 0 ? name : `${name}{${labels.map(([label, value]) => `${label}="${value}"`).join(',')}}`;
}

/** Returns the combinations that have labels, a value of a label or a pair of kinds that none before them has. */
function representative(combinations: readonly Labels[]): Labels[] {
  const values = new Map<string, Set<string>>();
  for (const [label, value] of combinations.flat()) values.set(label, (values.get(label) ?? new Set()).add(value));
  const isKind = (label: string) => (values.get(label)?.size ?? 0) <= MOST_KINDS;
  const seen = new Set<string>();
  const things = new Map<string, number>();
  return combinations.filter((labels) => {
    const kinds = labels.filter(([label]) => isKind(label)).map(pair => pair.join('='));
    const features = [
      labels.map(([label]) => label).join(),
      ...kinds,
      ...kinds.flatMap((left, index) => kinds.slice(index + 1).map(right => `${left} ${right}`)),
      ...labels.filter(([label]) => !isKind(label) && (things.get(label) ?? 0) < MOST_THINGS).map(pair => pair.join('=')),
    ];
    const isNew = features.some(feature => !seen.has(feature));
    for (const feature of features) seen.add(feature);
    if (isNew) for (const [label] of labels.filter(each => !isKind(each[0]))) things.set(label, (things.get(label) ?? 0) + 1);
    return isNew;
  });
}
