import { Token } from 'aws-cdk-lib';

/** Returns a value in nested properties; a token where the value, or the object that contains it, is known only at deployment. */
export function propertyAt(value: unknown, ...path: string[]): unknown {
  return path.reduce((holder, key) => typeof holder !== 'object' || holder === null || Token.isUnresolved(holder)
    ? holder
    : (holder as Record<string, unknown>)[key], value);
}
