import { isObject } from '../../../lib/private/json';
import { UsageError } from '../command-error';
import { inputName, readJson } from './read-file';

/** Reads labels: a JSON object of strings. */
export function readLabels(operand: string): ReadonlyMap<string, string> {
  const name = inputName(operand);
  const value = readJson(operand);
  if (!isObject(value)) throw new UsageError(`${name} must be a JSON object of labels`);
  if (typeof value.kind === 'string' && isObject(value.metadata)) {
    throw new UsageError(`${name} is a Kubernetes object, not labels: specify it with --pod, --service, --node, --endpoints, --endpointslice or --ingress`);
  }
  return new Map(Object.entries(value).map(([label, text]) => {
    if (typeof text !== 'string') throw new UsageError(`${name}: the label ${label} must be a string, got ${described(text)}`);
    return [label, text];
  }));
}

function described(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  return Array.isArray(value) ? 'a list' : 'an object';
}
