/**
 * A cluster and a workspace that exist already, known by their names.
 *
 * The app specifies the access, since the CDK cannot know the authentication mode of an imported cluster. Look it up:
 *
 *     aws eks describe-cluster --name production --query cluster.accessConfig.authenticationMode
 *
 * Then, with the subnets and the security group of your own cluster:
 *
 *     npm run build && npx cdk deploy --app "node dist/examples/imported-cluster.js"
 */
import { App, Stack, type StackProps } from 'aws-cdk-lib';
import { SecurityGroup, Subnet } from 'aws-cdk-lib/aws-ec2';
import { Cluster } from 'aws-cdk-lib/aws-eks-v2';
import { ClusterAccess, EksCollector, Workspace } from 'cdk-managed-prometheus';
import type { Construct } from 'constructs';

export class ImportedClusterStack extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);

    const subnet = (zone: string, subnetId: string) =>
      Subnet.fromSubnetAttributes(this, `Subnet${zone}`, { subnetId, availabilityZone: `${this.region}${zone}` });

    new EksCollector(this, 'Collector', {
      cluster: Cluster.fromClusterAttributes(this, 'Cluster', { clusterName: 'production' }),
      access: ClusterAccess.accessEntry(),
      vpcSubnets: { subnets: [subnet('a', 'subnet-0a1b2c3d4e5f60001'), subnet('b', 'subnet-0a1b2c3d4e5f60002')] },
      securityGroups: [SecurityGroup.fromSecurityGroupId(this, 'ClusterSecurityGroup', 'sg-0a1b2c3d4e5f60003')],
      workspace: Workspace.fromWorkspaceArn(
        this, 'Workspace', 'arn:aws:aps:us-east-1:111122223333:workspace/ws-0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9',
      ),
    });
  }
}

if (require.main === module) {
  new ImportedClusterStack(new App(), 'ImportedCluster', { env: { account: '111122223333', region: 'us-east-1' } });
}
