import { KubernetesObject, kubernetesObjects } from '../../../lib/prometheus/discovery/kubernetes-object';
import { UsageError } from '../command-error';
import { inputName, readJsonDocuments } from './read-file';

/** Reads Kubernetes objects as `kubectl get -o json` prints them: one, a list, or any number of those. */
export function readObjects(operand: string): KubernetesObject[] {
  const documents = readJsonDocuments(operand, 'specify -o json to kubectl');
  const objects = documents.flatMap(kubernetesObjects);
  if (objects.length > 0) return objects;
  throw new UsageError(`${inputName(operand)} has no Kubernetes objects: ${
    documents.every(isList) ? 'the list is empty; specify other resources, or another namespace' : 'it must be the output of kubectl get -o json'}`);
}

function isList(document: unknown): boolean {
  return new KubernetesObject(document).kind.endsWith('List');
}
