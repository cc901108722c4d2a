import { App, Stack } from 'aws-cdk-lib';
import { CfnWorkspace } from 'aws-cdk-lib/aws-aps';
import { CfnCluster } from 'aws-cdk-lib/aws-eks';
import { AccountRootPrincipal, CompositePrincipal, ManagedPolicy, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { ACCOUNT, REGION } from '../paths';

/*
 * What the examples find when they come: clusters, a workspace, and the roles of functions that may enter. The emulator has
 * the network.
 */

const stack = new Stack(new App(), 'Foundation', { env: { account: ACCOUNT, region: REGION } });
const clusterRole = new Role(stack, 'ClusterRole', { assumedBy: new ServicePrincipal('eks.amazonaws.com') });

for (const [name, authenticationMode] of [['production', 'API'], ['shared', 'API_AND_CONFIG_MAP'], ['legacy', 'CONFIG_MAP']] as const) {
  new CfnCluster(stack, name, {
    name,
    roleArn: clusterRole.roleArn,
    resourcesVpcConfig: { subnetIds: ['subnet-0a1b2c3d4e5f60001', 'subnet-0a1b2c3d4e5f60002'], endpointPrivateAccess: true },
    accessConfig: { authenticationMode },
  });
}
new CfnWorkspace(stack, 'Workspace', { alias: 'existing' });
for (const roleName of ['collector-access', 'kubectl']) {
  const role = new Role(stack, roleName, {
    roleName,
    assumedBy: new CompositePrincipal(new ServicePrincipal('lambda.amazonaws.com'), new AccountRootPrincipal()),
    managedPolicies: [ManagedPolicy.fromAwsManagedPolicyName('service-role/AWSLambdaBasicExecutionRole')],
  });
  // As `aws eks update-kubeconfig` asks, for whoever enters with this role.
  if (roleName === 'kubectl') role.addToPolicy(new PolicyStatement({ actions: ['eks:DescribeCluster'], resources: ['*'] }));
}
