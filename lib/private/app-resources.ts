import { CfnResource } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** Returns the CloudFormation resources of a type in a construct tree, in the tree's order. */
export function resourcesOfType<T extends CfnResource>(root: IConstruct, type: string): T[] {
  return ofType<T>(root.node.findAll(), type);
}

/** Returns those of some constructs that are CloudFormation resources of a type. */
export function ofType<T extends CfnResource>(constructs: readonly IConstruct[], type: string): T[] {
  return constructs.filter((construct): construct is T => CfnResource.isCfnResource(construct) && construct.cfnResourceType === type);
}
