import { kubernetesObjects, type KubernetesObject } from '../../../lib/prometheus/discovery/kubernetes-object';
import { UsageError } from '../command-error';
import { inputName, readJsonDocuments } from './read-file';

/** Reads Kubernetes objects as `kubectl get -o json` prints them: one, a list, or any number of those. */
export function readObjects(operand: string): KubernetesObject[] {
  const objects = readJsonDocuments(operand).flatMap(kubernetesObjects);
  if (objects.length === 0) throw new UsageError(`${inputName(operand)} has no Kubernetes objects: it must be the output of kubectl get -o json`);
  return objects;
}
