import { metricCatalogue } from '../../../lib/validation/metrics/catalogue';
import { recordedMetrics } from '../../judge/exporters/recordings';

describe.each(['kube-apiserver', 'kube-controller-manager', 'kube-scheduler', 'kubelet'])('the recorded metrics of %s', (component) => {
  const metrics = recordedMetrics(`${component}.txt`).filter(({ name }) => !name.startsWith('go_godebug_'));
  const catalogued = (name: string) => metricCatalogue().get(name) ?? [];

  test('are many', () => {
    expect(metrics.length).toBeGreaterThan(100);
  });

  test('are in the catalogue, with their types', () => {
    const others = metrics.filter(({ name, type }) => !catalogued(name).some(metric => metric.type === type));
    expect(others.map(({ name, type }) => `${name} ${type}`)).toEqual([]);
  });

  test('have no labels that the catalogue lacks', () => {
    const unknown = metrics.flatMap(({ name, series }) => series.flatMap(labels => Object.keys(labels))
      .filter(label => label !== '__name__' && !catalogued(name).some(metric => metric.labels.includes(label))).map(label => `${name} ${label}`));
    expect([...new Set(unknown)]).toEqual([]);
  });

  test('have buckets that end with infinity', () => {
    const endless = metrics.filter(({ type, bounds }) => type === 'histogram' && bounds.at(-1) !== '+Inf');
    expect(endless.map(({ name }) => name)).toEqual([]);
  });
});
