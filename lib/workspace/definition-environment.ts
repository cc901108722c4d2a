import { Stack, Token } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { DefinitionEnvironment } from '../validation/alert-manager/definition-context';

/** Returns the account and the Region of a scope, as far as they are known. */
export function definitionEnvironment(scope: IConstruct): DefinitionEnvironment {
  const { account, region } = Stack.of(scope);
  const knownValue = (value: string) => Token.isUnresolved(value) ? undefined : value;
  return { account: knownValue(account), region: knownValue(region) };
}
