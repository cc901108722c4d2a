import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Code, Function as LambdaFunction, type FunctionProps, Runtime } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { SERVICE_TIMEOUT_SECONDS } from '../aws/service-timeout';

/** The time that CloudFormation waits for an answer of the function. */
export const SERVICE_TIMEOUT = Duration.seconds(SERVICE_TIMEOUT_SECONDS);

/** The time to wait for other writers, and to undo what failed halfway. */
const TIMEOUT = Duration.minutes(3);

/** The properties in which the functions differ. */
interface CustomResourceFunctionProps extends Pick<FunctionProps,
  'description' | 'memorySize' | 'environment' | 'role' | 'initialPolicy' | 'vpc' | 'vpcSubnets' | 'securityGroups'> {
  /** The folder of the bundled code. */
  readonly folder: string;
}

/** Creates the function of a custom resource, with its log group. */
export function customResourceFunction(scope: Construct, { folder, ...props }: CustomResourceFunctionProps): LambdaFunction {
  return new LambdaFunction(scope, 'Function', {
    ...props,
    code: Code.fromAsset(folder),
    handler: 'index.handler',
    runtime: Runtime.NODEJS_24_X,
    timeout: TIMEOUT,
    // An event that comes again, or late, could bring back what was deleted since.
    retryAttempts: 0,
    maxEventAge: SERVICE_TIMEOUT,
    logGroup: new LogGroup(scope, 'Logs', { retention: RetentionDays.ONE_MONTH, removalPolicy: RemovalPolicy.DESTROY }),
  });
}
