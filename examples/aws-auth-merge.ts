/**
 * A cluster in CONFIG_MAP mode that exists already: a Lambda function merges the one entry into its aws-auth.
 *
 * The cluster must know the function's role before the deployment:
 *
 *     eksctl create iamidentitymapping --cluster legacy --arn arn:aws:iam::111122223333:role/collector-access \
 *       --username collector-access --group collector-access
 *
 * and grant the group the permissions that `ClusterAccess.mergeRoleManifests()` returns. Then, with the network of your own cluster:
 *
 *     npm run build && npx cdk deploy --app "node dist/examples/aws-auth-merge.js"
 */
import { App, Stack, type StackProps } from 'aws-cdk-lib';
import { Subnet } from 'aws-cdk-lib/aws-ec2';
import { Cluster } from 'aws-cdk-lib/aws-eks-v2';
import { Role } from 'aws-cdk-lib/aws-iam';
import { ClusterAccess, EksCollector } from 'cdk-managed-prometheus';
import type { Construct } from 'constructs';

export class AwsAuthMergeStack extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);

    const subnet = (zone: string, subnetId: string) =>
      Subnet.fromSubnetAttributes(this, `Subnet${zone}`, { subnetId, availabilityZone: `${this.region}${zone}` });

    new EksCollector(this, 'Collector', {
      cluster: Cluster.fromClusterAttributes(this, 'Cluster', { clusterName: 'legacy' }),
      access: ClusterAccess.awsAuthMerge({ role: Role.fromRoleName(this, 'Role', 'collector-access') }),
      vpcSubnets: { subnets: [subnet('a', 'subnet-0a1b2c3d4e5f60001'), subnet('b', 'subnet-0a1b2c3d4e5f60002')] },
    });
  }
}

if (require.main === module) {
  new AwsAuthMergeStack(new App(), 'AwsAuthMerge', { env: { account: '111122223333', region: 'us-east-1' } });
}
