import { CfnResource } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** The CloudFormation resource of a construct: itself, or the default child of its default child and so on. */
export function resourceBehind(construct: IConstruct | undefined): CfnResource | undefined {
  if (construct === undefined || CfnResource.isCfnResource(construct)) return construct;
  return resourceBehind(construct.node.defaultChild);
}

/**
 * Returns the CloudFormation resource of a construct if it has the type; nothing if this app does not create it.
 *
 * Compares types instead of using `instanceof`, which would load the module and fail where an app has two copies of aws-cdk-lib.
 */
export function ownResource(construct: IConstruct | undefined, type: string): CfnResource | undefined {
  const resource = resourceBehind(construct);
  return resource?.cfnResourceType === type ? resource : undefined;
}
