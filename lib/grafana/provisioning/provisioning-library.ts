import type * as provisioningFunction from './provisioning-function';

/** Loads aws-cdk-lib's modules for functions and assets, which only an app that provisions needs. */
export function provisioningLibrary(): typeof provisioningFunction {
  return require('./provisioning-function') as typeof provisioningFunction;
}
