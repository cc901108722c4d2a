import { KubectlV35Layer } from '@aws-cdk/lambda-layer-kubectl-v35';
import { App, Stack } from 'aws-cdk-lib';
import { Subnet } from 'aws-cdk-lib/aws-ec2';
import { Cluster as ClusterOfEks, type IClusterRef } from 'aws-cdk-lib/aws-eks';
import { Cluster, KubectlProvider } from 'aws-cdk-lib/aws-eks-v2';
import { Role } from 'aws-cdk-lib/aws-iam';
import { ClusterAccess, EksCollector } from 'cdk-managed-prometheus';
import { ACCOUNT, REGION } from '../paths';

/*
 * A cluster in CONFIG_MAP mode that others made, imported together with its kubectl, by either module.
 */

const app = new App();
const kubectlRole = `arn:aws:iam::${ACCOUNT}:role/kubectl`;

function stackOf(name: string, importCluster: (stack: Stack, kubectlLayer: KubectlV35Layer) => IClusterRef, role?: string): void {
  const stack = new Stack(app, name, { env: { account: ACCOUNT, region: REGION } });
  const subnet = (zone: string, subnetId: string) =>
    Subnet.fromSubnetAttributes(stack, `Subnet${zone}`, { subnetId, availabilityZone: `${REGION}${zone}` });
  new EksCollector(stack, 'Collector', {
    cluster: importCluster(stack, new KubectlV35Layer(stack, 'Kubectl')),
    access: ClusterAccess.awsAuthMerge({ role: role === undefined ? undefined : Role.fromRoleName(stack, 'Role', role) }),
    vpcSubnets: { subnets: [subnet('a', 'subnet-0a1b2c3d4e5f60001'), subnet('b', 'subnet-0a1b2c3d4e5f60002')] },
  });
}

// Its kubectl function assumes the given role, and exposes none.
stackOf('ImportedByEks', (stack, kubectlLayer) =>
  ClusterOfEks.fromClusterAttributes(stack, 'Cluster', { clusterName: 'legacy', kubectlRoleArn: kubectlRole, kubectlLayer }), 'collector-access');

// Its kubectl function has the role, and the function that merges has the same.
stackOf('ImportedByEksV2', (stack, kubectlLayer) => {
  const kubectlProvider = new KubectlProvider(stack, 'KubectlProvider', {
    cluster: Cluster.fromClusterAttributes(stack, 'Known', { clusterName: 'legacy' }),
    role: Role.fromRoleArn(stack, 'KubectlRole', kubectlRole),
    kubectlLayer,
  });
  return Cluster.fromClusterAttributes(stack, 'Cluster', { clusterName: 'legacy', kubectlProvider });
});
