import { Token } from 'aws-cdk-lib';
import { formatPath, type Problem } from '../../private/problem';

type Segments = ReadonlyArray<string | number>;

/** What an object has that YAML has no place for: itself, functions and symbols. */
export function unwritable(value: unknown): Problem[] {
  return visit(value, [], []);
}

function visit(value: unknown, path: Segments, around: readonly object[]): Problem[] {
  if (typeof value === 'function' || typeof value === 'symbol') {
    return [{ path: formatPath(path), message: `YAML has no place for a ${typeof value}` }];
  }
  if (typeof value !== 'object' || value === null || Token.isUnresolved(value)) return [];
  if (around.includes(value)) return [{ path: formatPath(path), message: 'the value holds itself' }];
  return entriesOf(value).flatMap(([key, item]) => visit(item, [...path, key], [...around, value]));
}

function entriesOf(value: object): Array<[string | number, unknown]> {
  if (Array.isArray(value)) return [...(value as unknown[]).entries()];
  return value instanceof Map ? [...value as Map<string, unknown>] : Object.entries(value);
}
