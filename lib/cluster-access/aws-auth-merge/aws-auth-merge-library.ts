import type * as awsAuthMerge from './aws-auth-merge';

/** Loads aws-cdk-lib's Lambda module, which only an app that merges needs. */
export function awsAuthMergeLibrary(): typeof awsAuthMerge {
  return require('./aws-auth-merge') as typeof awsAuthMerge;
}
