import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { API_SERVER, CONTROLLER_MANAGER, KUBELET, SCHEDULER } from '../../lib/cost/component-sizes/control-plane';

/** The number of buckets of each histogram of a recorded component. */
function recordedBuckets(component: string): Array<readonly [histogram: string, buckets: number]> {
  const text = readFileSync(join(__dirname, '..', 'judge', 'exporters', `${component}.txt`), 'utf8');
  return Array.from(text.matchAll(/^# TYPE (\w+) histogram (.*)$/gm), ([, name = '', bounds = '']) => [name, bounds.split(' ').length]);
}

function sizes(table: string): ReadonlyMap<string, number> {
  return new Map(table.trim().split(/\s+/).map(entry => [entry.replace(/[=+].*/, ''), Number(/=(\d+)/.exec(entry)?.[1] ?? 1)]));
}

test.each([
  ['kube-apiserver', API_SERVER], ['kube-controller-manager', CONTROLLER_MANAGER], ['kube-scheduler', SCHEDULER], ['kubelet', KUBELET],
])('the histograms of %s have about as many buckets as those of a recorded one', (component, table) => {
  const series = sizes(table);
  const differing = recordedBuckets(component).flatMap(([name, buckets]) => {
    const [ours, count] = [series.get(`${name}_bucket`), series.get(`${name}_count`)];
    if (ours === undefined || count === undefined) return [];
    return Math.abs(ours / count / buckets - 1) > 0.1 ? [`${name}: ${(ours / count).toFixed(1)} instead of ${buckets}`] : [];
  });
  expect(differing).toEqual([]);
});

test.each([
  ['kubernetes_feature_enabled', 208], ['aggregator_unavailable_apiservice', 23], ['apiserver_request_body_size_bytes_bucket', 2176],
])('an API server has %s with as many series as a recorded one: %d', (metric, count) => {
  expect(sizes(API_SERVER).get(metric)).toBe(count);
});
