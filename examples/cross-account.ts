/**
 * A cluster in one account and a workspace in another, of one app. The roles know each other by name, so the two stacks do
 * not wait for each other; the workspace's ARN is known when its stack is there:
 *
 *     npm run build
 *     export CLUSTER_ACCOUNT=… MONITORING_ACCOUNT=… CDK_REGION=…
 *     npx cdk deploy --app "node dist/examples/cross-account.js" Monitoring
 *     export WORKSPACE_ARN=…   # the output of this deployment
 *     npx cdk deploy --app "node dist/examples/cross-account.js" Cluster
 */
import { App, CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import { Cluster, DefaultCapacityType, KubernetesVersion } from 'aws-cdk-lib/aws-eks-v2';
import { CrossAccountRoles, EksCollector, ScraperDestination, Workspace } from 'cdk-managed-prometheus';
import type { Construct } from 'constructs';

const REGION = process.env.CDK_REGION ?? 'us-east-1';
const WORKSPACE_ARN = process.env.WORKSPACE_ARN
  ?? `arn:aws:aps:${REGION}:${account('MONITORING_ACCOUNT')}:workspace/ws-0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9`;

function account(variable: string): string {
  return process.env[variable] ?? '111122223333';
}

const roles = new CrossAccountRoles({
  name: `shop-${REGION}`,
  sourceAccount: account('CLUSTER_ACCOUNT'),
  targetAccount: account('MONITORING_ACCOUNT'),
  region: REGION,
});

export class MonitoringStack extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);

    const workspace = new Workspace(this, 'Workspace', { alias: 'all-clusters' });
    roles.createTargetRole(this, 'ScraperTarget', ScraperDestination.workspace(workspace));
    new CfnOutput(this, 'WorkspaceArn', { value: workspace.workspaceArn });
  }
}

export class ClusterStack extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);

    const cluster = new Cluster(this, 'Cluster', {
      version: KubernetesVersion.V1_35,
      defaultCapacityType: DefaultCapacityType.NODEGROUP,
    });
    new EksCollector(this, 'Collector', {
      cluster,
      workspace: Workspace.fromWorkspaceArn(this, 'Workspace', WORKSPACE_ARN),
      roleConfiguration: roles.createSourceRole(this, 'ScraperSource'),
    });
  }
}

if (require.main === module) {
  const app = new App();
  new MonitoringStack(app, 'Monitoring', { env: { account: account('MONITORING_ACCOUNT'), region: REGION } });
  new ClusterStack(app, 'Cluster', { env: { account: account('CLUSTER_ACCOUNT'), region: REGION } });
}
