import { ScrapeConfiguration } from '../../../lib';
import { warningsOf, jobOf, paths } from './warnings-of';

const RULE = 'labelmap-overwrites';
const POD_LABELS = '{ action: labelmap, regex: __meta_kubernetes_pod_label_(.+) }';
const SERVICE_LABELS = '{ action: labelmap, regex: __meta_kubernetes_service_label_(.+) }';
const NAMESPACE = '{ source_labels: [__meta_kubernetes_namespace], target_label: namespace }';

test('reports a label that was written before', () => {
  expect(warningsOf(jobOf('pod', `${NAMESPACE}, ${POD_LABELS}`), RULE)).toEqual([expect.objectContaining({
    path: 'scrape_configs[0].relabel_configs[1]',
    message: 'a label __meta_kubernetes_pod_label_namespace would overwrite namespace, which relabel_configs[0] wrote: put the labelmap before that rule',
  })]);
});

test('reports two labelmaps to equal names', () => {
  expect(warningsOf(jobOf('endpoints', `${SERVICE_LABELS}, ${POD_LABELS}`), RULE)).toEqual([expect.objectContaining({
    path: 'scrape_configs[0].relabel_configs[1]',
    message: 'where __meta_kubernetes_pod_label_x and __meta_kubernetes_service_label_x both exist, this labelmap overwrites what '
      + 'relabel_configs[0] wrote: give one of them a replacement of its own',
  })]);
});

test('evaluates the replacement', () => {
  const params = '{ action: labelmap, regex: __meta_kubernetes_pod_annotation_param_(.+), replacement: "__param_${1}" }';
  expect(paths(jobOf('pod', `{ target_label: __param_module, replacement: x }, ${params}`), RULE)).toHaveLength(1);
  expect(paths(jobOf('pod', `${NAMESPACE}, ${params}`), RULE)).toEqual([]);
});

test.each([
  ['a labelmap in front', 'pod', `${POD_LABELS}, ${NAMESPACE}`],
  ['a label that is written again', 'pod', `${NAMESPACE}, ${POD_LABELS}, ${NAMESPACE}`],
  ['a label that Kubernetes cannot have', 'pod', `{ target_label: __address__, replacement: a }, ${POD_LABELS}`],
  ['labelmaps into names of their own', 'endpoints', `${SERVICE_LABELS}, ${POD_LABELS.replace('(.+)', '(.+), replacement: pod_$1')}`],
  ['the same labelmap twice', 'pod', `${POD_LABELS}, ${POD_LABELS}`],
  ['a labelmap that never matches', 'pod', `${POD_LABELS}, ${SERVICE_LABELS}`],
  ['a labelmap of one name', 'pod', `${NAMESPACE}, { action: labelmap, regex: __meta_kubernetes_pod_label_(app) }`],
])('accepts %s', (_, role, rules) => {
  expect(warningsOf(jobOf(role, rules), RULE)).toEqual([]);
});

test('accepts AWS\'s default jobs', () => {
  expect(warningsOf(ScrapeConfiguration.eksDefault().toYaml(), RULE)).toEqual([]);
});
