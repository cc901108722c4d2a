/** An object as the Kubernetes API returns it. It may come from anywhere, so nothing about its members is taken for granted. */
export class KubernetesObject {
  constructor(private readonly json: unknown) {}

  get kind(): string {
    return this.text('kind');
  }

  get name(): string {
    return this.text('metadata', 'name');
  }

  /** Empty for nodes and namespaces. */
  get namespace(): string {
    return this.text('metadata', 'namespace');
  }

  /** `Pod kube-system/coredns-5d78c9869d-x2x9v` */
  get title(): string {
    return `${this.kind} ${this.namespace === '' ? '' : `${this.namespace}/`}${this.name}`;
  }

  /** The text, number or boolean at a path as text; empty if there is none. */
  text(...path: string[]): string {
    return this.optionalText(...path) ?? '';
  }

  optionalText(...path: string[]): string | undefined {
    const value = this.at(path);
    return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
  }

  /** The elements of a list at a path; none if it is not a list. */
  list(...path: string[]): KubernetesObject[] {
    return this.elements(...path).map(element => new KubernetesObject(element));
  }

  elements(...path: string[]): readonly unknown[] {
    const value = this.at(path);
    return Array.isArray(value) ? value : [];
  }

  /** The texts of a list at a path. */
  texts(...path: string[]): string[] {
    return this.elements(...path).filter(element => typeof element === 'string');
  }

  /** The member at a path; nothing if it is not an object. */
  member(...path: string[]): KubernetesObject | undefined {
    const value = this.at(path);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? new KubernetesObject(value) : undefined;
  }

  /** The texts of a map at a path, such as `metadata.labels`. */
  entries(...path: string[]): Array<[name: string, value: string]> {
    const map = this.at(path);
    if (typeof map !== 'object' || map === null || Array.isArray(map)) return [];
    return Object.entries(map).flatMap(([name, value]): Array<[string, string]> => typeof value === 'string' ? [[name, value]] : []);
  }

  private at(path: readonly string[]): unknown {
    return path.reduce<unknown>((value, name) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined, this.json);
  }
}

/** The objects of what `kubectl get -o json` prints: one object or a list of objects; or of several such texts in an array. */
export function kubernetesObjects(json: unknown): KubernetesObject[] {
  return [json].flatMap(itemsOf).flatMap(itemsOf).flatMap(itemsOf)
    .map(item => new KubernetesObject(item)).filter(({ kind, name }) => kind !== '' && name !== '');
}

/** The items of an array or a list; for anything else the value itself. */
function itemsOf(value: unknown): unknown[] {
  if (Array.isArray(value)) return value as unknown[];
  const root = new KubernetesObject(value);
  const items = root.elements('items');
  if (items.length === 0 && !root.kind.endsWith('List')) return [value];
  // The items of a PodList do not repeat their kind.
  const kind = root.kind.replace(/List$/, '');
  return items.map(item => kind !== '' && typeof item === 'object' && item !== null && !('kind' in item) ? { ...item, kind } : item);
}
