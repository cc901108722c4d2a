#!/usr/bin/env node
/**
 * The example that `cdk.json` runs: a VPC, an EKS cluster, and its monitoring, from metrics to alerts.
 *
 *     npx cdk deploy
 */
import { App, Aws, CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { Cluster, DefaultCapacityType, KubernetesVersion } from 'aws-cdk-lib/aws-eks-v2';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { EksMonitoring } from 'cdk-managed-prometheus';
import type { Construct } from 'constructs';

class MonitoredCluster extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);

    const cluster = new Cluster(this, 'Cluster', {
      vpc: new Vpc(this, 'Vpc', { maxAzs: 2, natGateways: 1 }),
      version: KubernetesVersion.V1_35,
      defaultCapacityType: DefaultCapacityType.NODEGROUP,
    });
    const { collector, workspace, alertTopic } = new EksMonitoring(this, 'Monitoring', { cluster, alias: 'monitored-cluster' });
    alertTopic?.addSubscription(new EmailSubscription('platform@example.com'));

    new CfnOutput(this, 'ScraperId', { value: collector.scraperId });
    new CfnOutput(this, 'QueryUrl', { value: workspace.queryUrl });
    new CfnOutput(this, 'CheckCommand', {
      description: 'Lists what is scraped; needs awscurl and aps:QueryMetrics',
      value: `awscurl --service aps --region ${Aws.REGION} "${workspace.queryUrl}?query=up"`,
    });
  }
}

const app = new App();
new MonitoredCluster(app, 'MonitoredCluster');
