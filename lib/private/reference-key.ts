import { type IResolvable, Reference, Stack, Token, Tokenization } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/**
 * Returns a text that is equal for two values if they certainly refer to the same resource, from whatever stack.
 *
 * The key of a literal is its text, that of a reference is the resource, and that of any other token is its function in its stack.
 *
 * @param scope the construct that has the value
 */
export function referenceKey(scope: IConstruct, value: string): string {
  if (!Token.isUnresolved(value)) return value;
  const target = referencedConstruct(value);
  return target?.node.path ?? `${Stack.of(scope).node.path}:${JSON.stringify(Stack.of(scope).resolve(value))}`;
}

/** Returns the construct that a value refers to; undefined if the value is not one reference. */
export function referencedConstruct(value: string): IConstruct | undefined {
  const { firstToken, length } = Tokenization.reverseString(value);
  return length === 1 && firstToken !== undefined ? targetOf(firstToken) : undefined;
}

/** Returns every construct that a text refers to. */
export function referencedConstructs(text: string): IConstruct[] {
  return Tokenization.reverseString(text).tokens.map(targetOf).filter(target => target !== undefined);
}

function targetOf(token: IResolvable): IConstruct | undefined {
  return Reference.isReference(token) ? token.target : undefined;
}
