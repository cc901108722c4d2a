import { fieldsOf, isFields, listOf, type Fields, type Path, type SourceDocument } from '../source-document';

/** A ServiceMonitor or PodMonitor, with the document that holds it. */
export interface Monitor {
  readonly kind: 'ServiceMonitor' | 'PodMonitor';
  readonly namespace: string;
  readonly name: string;
  readonly spec: Fields;
  readonly document: SourceDocument;
  /** The steps from the document to the object. */
  readonly path: Path;
}

/** One endpoint of a monitor: it becomes one job. */
export interface Endpoint {
  readonly monitor: Monitor;
  readonly fields: Fields;
  readonly index: number;
  readonly path: Path;
}

/** Returns the monitors of a document: the object itself, or the items of a List. Objects of other kinds are passed over. */
export function monitorsIn(document: SourceDocument, defaultNamespace: string): Monitor[] {
  const { value } = document;
  if (!isFields(value)) return [];
  const items = typeof value.kind === 'string' && value.kind.endsWith('List')
    ? listOf(value.items).map((item, index) => ({ item, path: ['items', index] }))
    : [{ item: value, path: [] }];
  return items.flatMap(({ item, path }) => monitorOf(item, path, document, defaultNamespace));
}

/** The list that holds the endpoints. */
export function endpointField({ kind }: Monitor): string {
  return kind === 'ServiceMonitor' ? 'endpoints' : 'podMetricsEndpoints';
}

export function endpointsOf(monitor: Monitor): Endpoint[] {
  const field = endpointField(monitor);
  return listOf(monitor.spec[field]).map((fields, index) => ({
    monitor, fields: fieldsOf(fields), index, path: [...monitor.path, 'spec', field, index],
  }));
}

/** The name in messages: `ServiceMonitor payments/api`. */
export function nameOf({ kind, namespace, name }: Monitor): string {
  return `${kind} ${namespace}/${name}`;
}

function monitorOf(item: unknown, path: Path, document: SourceDocument, defaultNamespace: string): Monitor[] {
  const { apiVersion, kind, metadata, spec } = fieldsOf(item);
  const isMonitor = kind === 'ServiceMonitor' || kind === 'PodMonitor';
  if (!isMonitor || typeof apiVersion !== 'string' || !apiVersion.startsWith('monitoring.coreos.com/')) return [];
  const { name, namespace } = fieldsOf(metadata);
  return [{
    kind, document, path, spec: fieldsOf(spec),
    name: typeof name === 'string' ? name : '',
    namespace: typeof namespace === 'string' ? namespace : defaultNamespace,
  }];
}
