import { WrongUse } from '../failure';
import { inputName, readInput } from './text-input';

/** Labels as a JSON object of strings. */
export function readLabels(operand: string): ReadonlyMap<string, string> {
  const name = inputName(operand);
  const value = parse(name, readInput(operand));
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new WrongUse(`${name} must be a JSON object of labels`);
  return new Map(Object.entries(value).map(([label, text]) => {
    if (typeof text !== 'string') throw new WrongUse(`${name}: the label ${label} must be a string, got ${JSON.stringify(text)}`);
    return [label, text];
  }));
}

function parse(name: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new WrongUse(`${name} is not JSON: ${(error as Error).message}`);
  }
}
