import { App, Stack } from 'aws-cdk-lib';
import { CfnWorkspace } from 'aws-cdk-lib/aws-aps';
import { CfnCluster } from 'aws-cdk-lib/aws-eks';
import { ManagedPolicy, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { ACCOUNT, REGION } from '../paths';

/*
 * What the examples find when they come: two clusters, a workspace, and the role of a function that may enter. The
 * emulator has the network.
 */

const stack = new Stack(new App(), 'Foundation', { env: { account: ACCOUNT, region: REGION } });
const clusterRole = new Role(stack, 'ClusterRole', { assumedBy: new ServicePrincipal('eks.amazonaws.com') });

for (const [name, authenticationMode] of [['production', 'API'], ['legacy', 'CONFIG_MAP']] as const) {
  new CfnCluster(stack, name, {
    name,
    roleArn: clusterRole.roleArn,
    resourcesVpcConfig: { subnetIds: ['subnet-0a1b2c3d4e5f60001', 'subnet-0a1b2c3d4e5f60002'], endpointPrivateAccess: true },
    accessConfig: { authenticationMode },
  });
}
new CfnWorkspace(stack, 'Workspace', { alias: 'existing' });
new Role(stack, 'CollectorAccess', {
  roleName: 'collector-access',
  assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
  managedPolicies: [ManagedPolicy.fromAwsManagedPolicyName('service-role/AWSLambdaBasicExecutionRole')],
});
