import { CfnResource } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/**
 * The CloudFormation resource behind a construct: itself, or the default child of its default child and so on; nothing where
 * this app does not make it.
 *
 * Told by its type and not by `instanceof`, which would load the module and fail where an app has two copies of aws-cdk-lib.
 */
export function ownResource(construct: IConstruct | undefined, type: string): CfnResource | undefined {
  if (construct === undefined) return undefined;
  if (!CfnResource.isCfnResource(construct)) return ownResource(construct.node.defaultChild, type);
  return construct.cfnResourceType === type ? construct : undefined;
}
