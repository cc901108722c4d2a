import { fieldsOf, listOf, type Fields } from '../source-document';
import type { Endpoint } from './monitor';

/** Labels that discovery derives from Kubernetes's own have these characters only. */
export function sanitized(label: string): string {
  return label.replaceAll(/[^a-zA-Z0-9_]/g, '_');
}

/**
 * The relabelings of a job, in the order of prometheus-operator.
 *
 * @see https://github.com/prometheus-operator/prometheus-operator/blob/main/pkg/prometheus/promcfg.go
 */
export function relabelingsOf(endpoint: Endpoint): Fields[] {
  const { monitor: { kind }, fields } = endpoint;
  const rules = kind === 'ServiceMonitor' ? serviceRules(endpoint) : podRules(endpoint);
  return [
    { source_labels: ['job'], target_label: '__tmp_prometheus_job_name' },
    ...rules,
    ...listOf(fields.relabelings).map(relabelingOf),
  ];
}

/** A relabeling in the operator's spelling as one in Prometheus's. */
export function relabelingOf(value: unknown): Fields {
  const { sourceLabels, separator, targetLabel, regex, modulus, replacement, action } = fieldsOf(value);
  const fields = {
    source_labels: nonEmpty(sourceLabels), separator, target_label: nonEmpty(targetLabel), regex: nonEmpty(regex),
    modulus: modulus === 0 ? undefined : modulus, replacement, action: nonEmpty(typeof action === 'string' ? action.toLowerCase() : action),
  };
  return Object.fromEntries(Object.entries(fields).filter(([, field]) => field !== undefined && field !== null));
}

/** The operator does not distinguish an empty value from an absent one. */
function nonEmpty(value: unknown): unknown {
  return value === '' || (Array.isArray(value) && value.length === 0) ? undefined : value;
}

/** Returns true if discovery selects the objects, in place of relabelings that drop the others. */
export function usesRoleSelector({ monitor: { spec } }: Endpoint): boolean {
  return spec.selectorMechanism === 'RoleSelector';
}

/** The selector as Kubernetes's API takes it: `app=shop,tier in (a,b)`. */
export function selectorText({ monitor: { spec } }: Endpoint): string {
  const { matchLabels, matchExpressions } = fieldsOf(spec.selector);
  const labels = sortedEntries(matchLabels).map(([key, value]) => ({ key, text: `${key}=${String(value)}` }));
  const expressions = listOf(matchExpressions).map(fieldsOf)
    .map(expression => ({ key: String(expression.key), text: expressionText(expression) }));
  const byKey = [...labels, ...expressions].sort((left, right) => (left.key < right.key ? -1 : Number(left.key > right.key)));
  return byKey.map(({ text }) => text).join(',');
}

function expressionText({ key, operator, values }: Fields): string {
  const list = `(${listOf(values).map(String).sort().join(',')})`;
  switch (operator) {
    case 'In': return `${String(key)} in ${list}`;
    case 'NotIn': return `${String(key)} notin ${list}`;
    case 'DoesNotExist': return `!${String(key)}`;
    default: return String(key);
  }
}

function serviceRules(endpoint: Endpoint): Fields[] {
  const { spec } = endpoint.monitor;
  const address = '__meta_kubernetes_endpoint_address_target';
  const target = (kind: string) => ({
    source_labels: [`${address}_kind`, `${address}_name`], separator: ';', regex: `${kind};(.*)`, replacement: '${1}', target_label: kind.toLowerCase(),
  });
  return [
    ...selectorRules(endpoint, 'service'),
    ...portRules(endpoint),
    target('Node'),
    target('Pod'),
    copy('__meta_kubernetes_namespace', 'namespace'),
    copy('__meta_kubernetes_service_name', 'service'),
    copy('__meta_kubernetes_pod_name', 'pod'),
    copy('__meta_kubernetes_pod_container_name', 'container'),
    ...runningRules(endpoint),
    ...labelRules('service', spec.targetLabels),
    ...labelRules('pod', spec.podTargetLabels),
    { source_labels: ['__meta_kubernetes_service_name'], target_label: 'job', replacement: '${1}' },
    ...jobLabelRules('service', spec.jobLabel),
    ...endpointRules(endpoint),
  ];
}

function podRules(endpoint: Endpoint): Fields[] {
  const { spec, namespace, name } = endpoint.monitor;
  return [
    ...runningRules(endpoint),
    ...selectorRules(endpoint, 'pod'),
    ...portRules(endpoint),
    copy('__meta_kubernetes_namespace', 'namespace'),
    copy('__meta_kubernetes_pod_container_name', 'container'),
    copy('__meta_kubernetes_pod_name', 'pod'),
    ...labelRules('pod', spec.podTargetLabels),
    { target_label: 'job', replacement: `${namespace}/${name}` },
    ...jobLabelRules('pod', spec.jobLabel),
    ...endpointRules(endpoint),
  ];
}

function copy(source: string, target: string): Fields {
  return { source_labels: [source], target_label: target };
}

function sortedEntries(value: unknown): Array<[string, unknown]> {
  return Object.entries(fieldsOf(value)).sort(([left], [right]) => (left < right ? -1 : 1));
}

function selectorRules(endpoint: Endpoint, object: string): Fields[] {
  if (usesRoleSelector(endpoint)) return [];
  const { matchLabels, matchExpressions } = fieldsOf(endpoint.monitor.spec.selector);
  const labels = (key: string) => [`__meta_kubernetes_${object}_label_${sanitized(key)}`, `__meta_kubernetes_${object}_labelpresent_${sanitized(key)}`];
  return [
    ...sortedEntries(matchLabels).map(([key, value]) => ({ action: 'keep', source_labels: labels(key), regex: `(${String(value)});true` })),
    ...listOf(matchExpressions).flatMap((expression) => {
      const { key, operator, values } = fieldsOf(expression);
      const [label = '', present = ''] = labels(String(key));
      const regex = `(${listOf(values).join('|')});true`;
      switch (operator) {
        case 'In': return [{ action: 'keep', source_labels: [label, present], regex }];
        case 'NotIn': return [{ action: 'drop', source_labels: [label, present], regex }];
        case 'Exists': return [{ action: 'keep', source_labels: [present], regex: 'true' }];
        case 'DoesNotExist': return [{ action: 'drop', source_labels: [present], regex: 'true' }];
        default: return [];
      }
    }),
  ];
}

function portRules({ monitor: { kind }, fields: { port, portNumber, targetPort } }: Endpoint): Fields[] {
  const keep = (label: string, value: unknown) => [{ action: 'keep', source_labels: [`__meta_kubernetes_${label}`], regex: value as string }];
  if (isGiven(port)) return keep(kind === 'ServiceMonitor' ? 'endpoint_port_name' : 'pod_container_port_name', port);
  if (kind === 'PodMonitor' && isGiven(portNumber)) return keep('pod_container_port_number', portNumber);
  if (!isGiven(targetPort)) return [];
  return keep(typeof targetPort === 'number' ? 'pod_container_port_number' : 'pod_container_port_name', targetPort);
}

/** The operator writes no label for a port number of a PodMonitor. */
function endpointRules({ fields: { port, targetPort } }: Endpoint): Fields[] {
  const [value] = [port, targetPort].filter(isGiven);
  return value === undefined ? [] : [{ target_label: 'endpoint', replacement: String(value) }];
}

function isGiven(port: unknown): port is string | number {
  return port !== undefined && port !== null && port !== '' && port !== 0;
}

function runningRules({ fields }: Endpoint): Fields[] {
  if (fields.filterRunning === false) return [];
  return [{ action: 'drop', source_labels: ['__meta_kubernetes_pod_phase'], regex: '(Failed|Succeeded)' }];
}

function labelRules(object: string, labels: unknown): Fields[] {
  return listOf(labels).map(label => ({
    source_labels: [`__meta_kubernetes_${object}_label_${sanitized(String(label))}`],
    target_label: sanitized(String(label)), regex: '(.+)', replacement: '${1}',
  }));
}

function jobLabelRules(object: string, label: unknown): Fields[] {
  if (typeof label !== 'string' || label === '') return [];
  return [{ source_labels: [`__meta_kubernetes_${object}_label_${sanitized(label)}`], target_label: 'job', regex: '(.+)', replacement: '${1}' }];
}
