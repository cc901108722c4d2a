import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { validateConfiguration } from '../../../lib/validation/validate';

/** Configurations that are legal and do not work, beside the project where they are at hand. */
const CASES = resolve(process.cwd(), process.env.CORPUS ?? '../shared/corpus', 'outcome');
const HAS_CASES = existsSync(CASES);
if (!HAS_CASES) console.warn(`skipped: ${CASES} does not exist`);

function problems(text: string): string[] {
  return validateConfiguration(text).problems.map(({ ruleId, path }) => `${ruleId} at ${path}`);
}

const RELABELING = 'scrape_configs[0].relabel_configs';

type Case = [name: string, expected: readonly string[], fixes: ReadonlyArray<readonly [text: string, fixed: string]>];

(HAS_CASES ? describe : describe.skip).each<Case>([
  ['address-backslash', [`foreign-syntax at ${RELABELING}[1].replacement`], [['\\$1:\\$2', '$1:$2']]],
  ['address-missing-group', [`missing-group at ${RELABELING}[1].replacement`], [
    ['[__meta_kubernetes_pod_annotation_prometheus_io_port]', '[__meta_kubernetes_pod_ip, __meta_kubernetes_pod_annotation_prometheus_io_port]'],
    ['regex: (.+)', 'regex: (.+);(.+)'],
  ]],
  ['address-port-alone', [`no-scrape-address at ${RELABELING}[1].replacement`], [
    ['[__meta_kubernetes_pod_annotation_prometheus_io_port]', '[__meta_kubernetes_pod_ip, __meta_kubernetes_pod_annotation_prometheus_io_port]'],
    ['regex: (.+)', 'regex: (.+);(.+)'], ['replacement: $1', 'replacement: $1:$2'],
  ]],
  ['blackbox', [`unresolvable-name at ${RELABELING}[2].replacement`], [['blackbox-exporter.monitoring.svc:9115', '10.0.0.7:9115']]],
  ['double-dollar', [`foreign-syntax at ${RELABELING}[1].replacement`, 'foreign-syntax at scrape_configs[1].relabel_configs[1].replacement'], [
    ['$$', '$'],
  ]],
  ['environment-in-keep', [`rule-drops-everything at ${RELABELING}[1]`], [
    ['      - source_labels: [__meta_kubernetes_pod_node_name]\n        action: keep\n        regex: $K8S_NODE_NAME\n', ''],
  ]],
  ['quadruple-backslash', [`doubled-backslash at ${RELABELING}[1].regex`], [['(.+?)(\\\\\\\\:\\\\\\\\d+)?', '(.+?)(\\:\\d+)?']]],
  ['role-service', ['unresolvable-name at scrape_configs[0].kubernetes_sd_configs[0].role'], [['role: service', 'role: endpoints']]],
  ['template-literal', [`lost-escape at ${RELABELING}[1].regex`], [['(?::d+)?;(d+)', '(?::\\d+)?;(\\d+)']]],
])('%s', (name, expected, fixes) => {
  const text = HAS_CASES ? readFileSync(join(CASES, name, 'prometheus.yml'), 'utf8') : '';

  test('is reported once, at its cause', () => {
    expect(problems(text)).toEqual(expected);
  });

  test('is not reported once the fix of the message is applied', () => {
    const fixed = fixes.reduce((current, [from, to]) => current.replaceAll(from, () => to), text);
    expect(fixed).not.toBe(text);
    expect(problems(fixed)).toEqual([]);
  });
});
