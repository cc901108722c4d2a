import { kubernetesObjects, type KubernetesObject } from '../../../lib/prometheus/discovery/kubernetes-object';
import { UsageError } from '../command-error';
import { inputName, readJson } from './read-file';

/** Reads Kubernetes objects as `kubectl get -o json` prints them. */
export function readObjects(operand: string): KubernetesObject[] {
  const objects = kubernetesObjects(readJson(operand));
  if (objects.length === 0) throw new UsageError(`${inputName(operand)} has no Kubernetes objects: it must be the output of kubectl get -o json`);
  return objects;
}
