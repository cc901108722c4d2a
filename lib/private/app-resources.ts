import { CfnResource } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** Returns the CloudFormation resources of a type in a construct tree, in the tree's order. */
export function resourcesOfType(root: IConstruct, type: string): CfnResource[] {
  return root.node.findAll().filter((construct): construct is CfnResource =>
    CfnResource.isCfnResource(construct) && construct.cfnResourceType === type);
}
