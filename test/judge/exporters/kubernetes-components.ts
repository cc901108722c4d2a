import { metricCatalogue, type CataloguedMetric } from '../../../lib/validation/metrics/catalogue';

type Labels = Readonly<Record<string, string>>;

/** Values that labels have in a running cluster, those that rules select among them. Other labels have one value. */
const VALUES: Readonly<Record<string, readonly string[]>> = {
  verb: ['GET', 'LIST', 'POST', 'PATCH', 'WATCH', 'CONNECT'],
  code: ['200', '302', '404', '503'],
  scope: ['resource', 'namespace', 'cluster', ''],
  subresource: ['', 'log', 'status'],
  method: ['GET', 'PUT'],
  result: ['scheduled', 'unschedulable', 'error'],
  name: ['v1.apps', 'v1beta1.metrics.k8s.io'],
  reason: ['FailedDiscoveryCheck', 'MissingEndpoints'],
  operation_type: ['create', 'sync', 'update'],
  container_state: ['running', 'exited'],
  eviction_signal: ['memory.available', 'nodefs.available'],
};

/** Prometheus writes the bounds of buckets as numbers with a decimal point. */
const BOUNDS = ['0.05', '0.5', '1.0', '5.0', '30.0', '+Inf'];

/** More combinations of values than rules distinguish. */
const MOST_COMBINATIONS = 300;

/** Programs whose metrics every component of Kubernetes exposes. */
const PROGRAMS: ReadonlySet<string> = new Set(['kubernetes', 'go']);

/**
 * Returns series of the metrics that the catalogue has of the components of Kubernetes and of programs in Go, as a component exposes them:
 * with the labels of each metric, the buckets of histograms and the quantiles of summaries.
 *
 * @param recorded metrics that are left out
 */
export function componentSamples(recorded: ReadonlySet<string>): Labels[] {
  const metrics = [...metricCatalogue().values()].flat().filter(({ name, program }) => PROGRAMS.has(program) && !recorded.has(name));
  return metrics.flatMap(metric => combinations(metric.labels).flatMap(labels => seriesOf(metric, labels)));
}

function seriesOf({ name, type }: CataloguedMetric, labels: Labels): Labels[] {
  const totals = ['sum', 'count'].map(part => ({ __name__: `${name}_${part}`, ...labels }));
  switch (type) {
    case 'histogram': return [...BOUNDS.map(le => ({ __name__: `${name}_bucket`, ...labels, le })), ...totals];
    case 'summary': return [...['0.5', '0.99'].map(quantile => ({ __name__: name, ...labels, quantile })), ...totals];
    default: return [{ __name__: name, ...labels }];
  }
}

/** Returns each combination of the values of labels. A label that is empty is missing. */
function combinations(labels: readonly string[]): Labels[] {
  const all = labels.reduce<Labels[]>((found, label) => {
    const values = VALUES[label] ?? [`a-${label}`];
    return found.length * values.length > MOST_COMBINATIONS
      ? found.map((each, index) => ({ ...each, [label]: values[index % values.length] ?? '' }))
      : found.flatMap(each => values.map(value => ({ ...each, [label]: value })));
  }, [{}]);
  return all.map(each => Object.fromEntries(Object.entries(each).filter(([, value]) => value !== '')));
}
