import { UsageError } from '../command-error';
import { inputName, readJson } from './read-file';

/** Reads labels: a JSON object of strings. */
export function readLabels(operand: string): ReadonlyMap<string, string> {
  const name = inputName(operand);
  const value = readJson(operand);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new UsageError(`${name} must be a JSON object of labels`);
  return new Map(Object.entries(value).map(([label, text]) => {
    if (typeof text !== 'string') throw new UsageError(`${name}: the label ${label} must be a string, got ${JSON.stringify(text)}`);
    return [label, text];
  }));
}
