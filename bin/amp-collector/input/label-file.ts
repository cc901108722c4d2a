import { UsageError } from '../command-error';
import { inputName, readInput } from './read-file';

/** Labels as a JSON object of strings. */
export function readLabels(operand: string): ReadonlyMap<string, string> {
  const name = inputName(operand);
  const value = parse(name, readInput(operand));
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new UsageError(`${name} must be a JSON object of labels`);
  return new Map(Object.entries(value).map(([label, text]) => {
    if (typeof text !== 'string') throw new UsageError(`${name}: the label ${label} must be a string, got ${JSON.stringify(text)}`);
    return [label, text];
  }));
}

function parse(name: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UsageError(`${name} is not JSON: ${(error as Error).message}`);
  }
}
