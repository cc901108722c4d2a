import type { KubernetesObject } from './kubernetes-object';

export type DiscoveredLabels = ReadonlyMap<string, string>;

/** Labels of discovery by names without their common prefix. */
export type NamedLabels = Readonly<Record<string, string>>;

const PREFIX = '__meta_kubernetes_';

/** The labels of a target: those of its group count where it has none of its own. */
export function targetLabels(
  address: string, own: NamedLabels, group: NamedLabels, others: ReadonlyArray<readonly [string, string]> = [],
): DiscoveredLabels {
  const meta = Object.entries({ ...group, ...own }).map(([name, value]) => [`${PREFIX}${name}`, value] as const);
  return new Map([['__address__', address], ...others, ...meta]);
}

/** `{role}_name` and two labels for each label and annotation. */
export function metadataLabels(role: string, object: KubernetesObject): NamedLabels {
  return { [`${role}_name`]: object.name, ...labelsAndAnnotations(role, object) };
}

export function labelsAndAnnotations(role: string, object: KubernetesObject): NamedLabels {
  const pairs = (['label', 'annotation'] as const).flatMap(kind => object.entries('metadata', `${kind}s`).flatMap(([name, value]) => {
    const label = sanitizeLabelName(name);
    return [[`${role}_${kind}_${label}`, value], [`${role}_${kind}present_${label}`, 'true']] as const;
  }));
  return Object.fromEntries(pairs);
}

export function sanitizeLabelName(name: string): string {
  return name.replace(/[^a-zA-Z0-9_]/gu, '_');
}

/** Go's `net.JoinHostPort`. */
export function joinHostPort(host: string, port: string): string {
  return host.includes(':') || host.includes('%') ? `[${host}]:${port}` : `${host}:${port}`;
}

/** Labels with a text: Prometheus leaves out those whose field is empty. */
export function nonEmptyLabels(labels: NamedLabels): NamedLabels {
  return Object.fromEntries(Object.entries(labels).filter(([, value]) => value !== ''));
}

/** Labels whose value is there: a pointer in Go that is not nil. */
export function presentLabels(labels: Readonly<Record<string, string | undefined>>): NamedLabels {
  return Object.fromEntries(Object.entries(labels).filter((entry): entry is [string, string] => entry[1] !== undefined));
}
