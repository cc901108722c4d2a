import { Failure } from '../../../aws/failure';
import type { FunctionEnvironment } from '../function-environment';

/** The part of Lambda's context that is needed here. */
export interface LambdaContext {
  readonly invokedFunctionArn: string;
  getRemainingTimeInMillis(): number;
}

/** The limits of what the function does, whatever an event asks for. */
export interface Scope {
  readonly clusterName: string;
  readonly managesRbac: boolean;
  /** The role with which the function connects to the cluster, where that is not its own. */
  readonly accessRoleArn?: string;
  /** The partition and the account of the function, whose roles it maps. */
  readonly partition: string;
  readonly accountId: string;
}

/** Reads the limits from the function's environment and its own ARN. */
export function scopeOf({ invokedFunctionArn }: LambdaContext): Scope {
  const { CLUSTER_NAME: clusterName = '', MANAGES_RBAC: managesRbac, ACCESS_ROLE_ARN: accessRoleArn } = process.env as Partial<FunctionEnvironment>;
  if (clusterName === '') throw new Failure('the environment variable CLUSTER_NAME of the function is missing');
  const [, partition = '', , , accountId = ''] = invokedFunctionArn.split(':');
  return { clusterName, managesRbac: managesRbac === 'true', accessRoleArn, partition, accountId };
}
