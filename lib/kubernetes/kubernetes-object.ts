/** The part of an object of the Kubernetes API that is needed here; other fields are kept as they are. */
export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: ObjectMeta;
}

export interface ObjectMeta {
  readonly name: string;
  readonly namespace?: string;
  readonly uid?: string;
  /** Changes with every write; a write that carries an old one is refused. */
  readonly resourceVersion?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** The object with annotations set, or with `undefined` taken away. */
export function annotate<T extends KubernetesObject>(object: T, changes: Readonly<Record<string, string | undefined>>): T {
  const { annotations, ...metadata } = object.metadata;
  const entries = Object.entries({ ...annotations, ...changes }).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return { ...object, metadata: { ...metadata, ...(entries.length > 0 && { annotations: Object.fromEntries(entries) }) } };
}
