import { randomUUID } from 'node:crypto';
import type { KubernetesObject } from '../../../lib/kubernetes/kubernetes-object';

/** A refusal of the API server, as its Status object reports it. */
export class Status extends Error {
  constructor(readonly code: number, readonly reason: string, message: string) {
    super(message);
  }
}

/** A kind of object, and where it lives. */
export interface Resource {
  readonly group: string;
  readonly plural: string;
  readonly kind: string;
  readonly namespace?: string;
}

interface Stored extends KubernetesObject {
  readonly data?: Readonly<Record<string, string>>;
  readonly immutable?: boolean;
  readonly roleRef?: object;
}

/** Objects with versions, kept as etcd and the API server keep them: a write with an old version is refused. */
export class ObjectStore {
  private readonly objects = new Map<string, Stored>();
  private version = 1000;

  get({ plural, group }: Resource, name: string): Stored {
    const object = this.objects.get(`${plural}/${name}`);
    if (object === undefined) throw new Status(404, 'NotFound', `${qualified(group, plural)} "${name}" not found`);
    return object;
  }

  find(plural: string, name: string): Stored | undefined {
    return this.objects.get(`${plural}/${name}`);
  }

  all(plural: string): Stored[] {
    return [...this.objects].filter(([key]) => key.startsWith(`${plural}/`)).map(([, object]) => object);
  }

  create(resource: Resource, object: Stored): Stored {
    const { name, resourceVersion } = object.metadata;
    if (resourceVersion !== undefined) throw new Status(400, 'BadRequest', 'resourceVersion should not be set on objects to be created');
    check(resource, name, object);
    if (this.objects.has(`${resource.plural}/${name}`)) {
      throw new Status(409, 'AlreadyExists', `${qualified(resource.group, resource.plural)} "${name}" already exists`);
    }
    const managedFields = [{ manager: 'unknown', operation: 'Update' }];
    const served = { uid: randomUUID(), creationTimestamp: new Date().toISOString(), managedFields };
    return this.store(resource, { ...object, metadata: { ...object.metadata, namespace: resource.namespace, ...served } });
  }

  replace(resource: Resource, name: string, object: Stored): Stored {
    const current = this.get(resource, name);
    check(resource, name, object);
    const { uid = current.metadata.uid, resourceVersion = current.metadata.resourceVersion } = object.metadata;
    this.refuseStale(resource, current, uid, resourceVersion);
    if (current.immutable === true || JSON.stringify(sorted(current.roleRef)) !== JSON.stringify(sorted(object.roleRef))) {
      throw new Status(422, 'Invalid', `${resource.kind} "${name}" is invalid: field is immutable`);
    }
    return this.store(resource, object);
  }

  remove(resource: Resource, name: string, preconditions: { readonly uid?: string; readonly resourceVersion?: string } = {}): void {
    const current = this.get(resource, name);
    const { uid = current.metadata.uid, resourceVersion = current.metadata.resourceVersion } = preconditions;
    this.refuseStale(resource, current, uid, resourceVersion);
    this.objects.delete(`${resource.plural}/${name}`);
  }

  private refuseStale({ group, plural }: Resource, { metadata }: Stored, uid?: string, resourceVersion?: string): void {
    if (uid === metadata.uid && resourceVersion === metadata.resourceVersion) return;
    throw new Status(409, 'Conflict', `Operation cannot be fulfilled on ${qualified(group, plural)} "${metadata.name}": the object has been `
      + 'modified; please apply your changes to the latest version and try again');
  }

  private store(resource: Resource, object: Stored): Stored {
    const stored = sorted({ ...object, metadata: { ...object.metadata, resourceVersion: String(++this.version) } }) as Stored;
    this.objects.set(`${resource.plural}/${object.metadata.name}`, stored);
    return stored;
  }
}

function qualified(group: string, plural: string): string {
  return group === '' ? plural : `${plural}.${group}`;
}

const ANNOTATION_KEY = /^([a-z0-9]([-.a-z0-9]*[a-z0-9])?\/)?[A-Za-z0-9]([-\w.]{0,61}[A-Za-z0-9])?$/;

function check({ kind }: Resource, name: string, object: Stored): void {
  const annotations = Object.entries(object.metadata.annotations ?? {});
  const invalid = (reason: string) => new Status(422, 'Invalid', `${kind} "${name}" is invalid: ${reason}`);
  if (object.kind !== kind) throw new Status(400, 'BadRequest', `${object.kind} in version "${object.apiVersion}" cannot be handled as a ${kind}`);
  if (object.metadata.name !== name) throw new Status(400, 'BadRequest', 'the name of the object does not match the name on the URL');
  if (!annotations.every(([key]) => ANNOTATION_KEY.test(key))) throw invalid('metadata.annotations: name part must consist of alphanumeric characters');
  if (annotations.join('').length > 262_144) throw invalid('metadata.annotations: Too long: must have at most 262144 bytes');
  if (!Object.values(object.data ?? {}).every(value => typeof value === 'string')) throw invalid('data: values must be strings');
}

/** Keys in alphabetical order and empty maps left out, as Go encodes them. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, field]) => !isEmptyMap(field)).sort(([left], [right]) => left < right ? -1 : 1);
  return Object.fromEntries(entries.map(([key, field]) => [key, sorted(field)]));
}

function isEmptyMap(value: unknown): boolean {
  return value === undefined || value === null || (typeof value === 'object' && !Array.isArray(value) && Object.keys(value).length === 0);
}
