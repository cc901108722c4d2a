import type { KubernetesObject } from './kubernetes-object';
import { labelsAndAnnotations, metadataLabels, type NamedLabels } from './labels';

/** The metadata of related objects that is attached to targets. */
export interface AttachedMetadata {
  readonly node?: boolean;
  readonly namespace?: boolean;
  readonly deployment?: boolean;
  readonly job?: boolean;
  readonly cronjob?: boolean;
}

/** The objects that a discovery knows. It lists objects that it looks up and does not find: their labels are missing. */
export class ObjectStore {
  private readonly objects: ReadonlyMap<string, KubernetesObject>;
  private readonly notFound = new Set<string>();

  constructor(objects: readonly KubernetesObject[], readonly attached: AttachedMetadata) {
    this.objects = new Map(objects.map(object => [object.title, object]));
  }

  get missing(): readonly string[] {
    return [...this.notFound];
  }

  /** An object by its kind, namespace and name. */
  find(kind: string, namespace: string, name: string): KubernetesObject | undefined {
    const title = `${kind} ${namespace === '' ? '' : `${namespace}/`}${name}`;
    const object = this.objects.get(title);
    if (object === undefined) this.notFound.add(title);
    return object;
  }

  /** The labels of a node, if they are attached. */
  nodeLabels(name: string | undefined): NamedLabels {
    const node = this.attached.node === true && name !== undefined ? this.find('Node', '', name) : undefined;
    return node === undefined ? {} : metadataLabels('node', node);
  }

  /** The labels of a namespace, if they are attached. */
  namespaceLabels(name: string): NamedLabels {
    const namespace = this.attached.namespace === true ? this.find('Namespace', '', name) : undefined;
    return namespace === undefined ? {} : labelsAndAnnotations('namespace', namespace);
  }
}
