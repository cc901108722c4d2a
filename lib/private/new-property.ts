import { type CfnResource, Validations } from 'aws-cdk-lib';

/** Acknowledges the aws-cdk-lib rule about unknown properties for a property that its schema of the resource does not have yet. */
export function acknowledgeNewProperty(resource: CfnResource, property: string): void {
  Validations.of(resource).acknowledge({
    id: 'CloudFormation-Validate::F3002',
    reason: `The schema that this rule reads does not have the property ${property} of ${resource.cfnResourceType} yet`,
  });
}
