import { App, type Environment, Stack, Stage } from 'aws-cdk-lib';

export const ACCOUNT = '111122223333';
export const REGION = 'eu-west-1';

/** A stack of a new app whose account and Region are known only at deployment. */
export function anyStack(id = 'Stack'): Stack {
  return new Stack(new App(), id);
}

/** A stack of a new app in a known account and Region. */
export function knownStack(id = 'Stack', region = REGION): Stack {
  return new Stack(new App(), id, { env: { account: ACCOUNT, region } });
}

/** Another stack of the same app, in the same environment where no other is given. */
export function stackBeside(stack: Stack, env: Environment = { account: stack.account, region: stack.region }): Stack {
  return new Stack(Stage.of(stack), 'Other', { env });
}
