/**
 * Everything for one cluster: metrics, standard alerts on a topic, and dashboards in a Grafana that runs in the cluster.
 *
 *     npm run build && npx cdk deploy --app "node dist/examples/monitoring-and-grafana.js"
 */
import { KubectlV35Layer } from '@aws-cdk/lambda-layer-kubectl-v35';
import { App, Stack, type StackProps } from 'aws-cdk-lib';
import { CfnPodIdentityAssociation } from 'aws-cdk-lib/aws-eks';
import { Cluster, DefaultCapacityType, KubernetesVersion } from 'aws-cdk-lib/aws-eks-v2';
import { Role, ServicePrincipal, SessionTagsPrincipal } from 'aws-cdk-lib/aws-iam';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Dashboards, EksMonitoring, GrafanaDataSource } from 'cdk-managed-prometheus';
import type { Construct } from 'constructs';

const NAMESPACE = 'grafana';

export class MonitoringAndGrafanaStack extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);

    const cluster = new Cluster(this, 'Cluster', {
      version: KubernetesVersion.V1_35,
      defaultCapacityType: DefaultCapacityType.NODEGROUP,
      kubectlProviderOptions: { kubectlLayer: new KubectlV35Layer(this, 'Kubectl') },
    });

    const monitoring = new EksMonitoring(this, 'Monitoring', {
      cluster,
      alias: 'production',
      standardRules: {
        alerts: { NodeMemoryHigh: { threshold: 90 }, Watchdog: { enabled: false } },
        runbookUrlPrefix: 'https://wiki.example.com/runbooks/',
      },
    });
    monitoring.alertTopic?.addSubscription(new EmailSubscription('platform@example.com'));

    const role = new Role(this, 'Grafana', { assumedBy: new SessionTagsPrincipal(new ServicePrincipal('pods.eks.amazonaws.com')) });
    new CfnPodIdentityAssociation(this, 'GrafanaIdentity', {
      clusterName: cluster.clusterName, namespace: NAMESPACE, serviceAccount: 'grafana', roleArn: role.roleArn,
    });
    const dataSource = GrafanaDataSource.forWorkspace(monitoring.workspace, { isDefault: true });
    dataSource.grantRead(role, { alerts: true });

    const chart = cluster.addHelmChart('GrafanaChart', {
      repository: 'https://grafana.github.io/helm-charts',
      chart: 'grafana',
      release: 'grafana',
      namespace: NAMESPACE,
      createNamespace: true,
      values: { ...dataSource.toHelmValues(), sidecar: { dashboards: { enabled: true, label: 'grafana_dashboard' } } },
    });
    for (const { uid, json } of Dashboards.all()) {
      cluster.addManifest(`Dashboard-${uid}`, {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: uid, namespace: NAMESPACE, labels: { grafana_dashboard: '1' } },
        data: { [`${uid}.json`]: json },
      }).node.addDependency(chart);
    }
  }
}

if (require.main === module) new MonitoringAndGrafanaStack(new App(), 'MonitoringAndGrafana');
