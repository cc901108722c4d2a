/**
 * Keep the cost of metrics known: an estimate, an allowlist computed from rules and dashboards, and a budget that fails synthesis.
 *
 *     npm run build && npx cdk deploy --app "node dist/examples/cost.js"
 */
import { App, Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Cluster, DefaultCapacityType, KubernetesVersion } from 'aws-cdk-lib/aws-eks-v2';
import { Topic } from 'aws-cdk-lib/aws-sns';
import {
  Allowlist, EksCollector, Rule, RuleGroups, RuleGroupsNamespace, ScrapeConfiguration, ScrapeJob, Workspace, WorkspaceBudget,
  WorkspacePrices,
} from 'cdk-managed-prometheus';
import type { Construct } from 'constructs';

/** A dashboard as Grafana exports it. An app would read it from a file. */
const DASHBOARD = JSON.stringify({
  title: 'Workloads',
  panels: [{ title: 'Memory', targets: [{ expr: 'sum by (pod) (container_memory_working_set_bytes{namespace="$namespace"})' }] }],
});

export class CostStack extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);

    const cluster = new Cluster(this, 'Cluster', {
      version: KubernetesVersion.V1_35,
      defaultCapacityType: DefaultCapacityType.NODEGROUP,
    });
    const workspace = new Workspace(this, 'Workspace', { alias: 'platform' });
    const ruleGroups = new RuleGroups([{
      name: 'workloads',
      rules: [
        Rule.recording({ record: 'namespace:cpu:rate5m', expr: 'sum by (namespace) (rate(container_cpu_usage_seconds_total[5m]))' }),
        Rule.alerting({ alert: 'PodNotReady', expr: 'kube_pod_status_ready{condition="false"} == 1', for: Duration.minutes(15) }),
      ],
    }]);
    new RuleGroupsNamespace(this, 'Rules', { workspace, ruleGroups });

    const allowlist = new Allowlist({ ruleGroups: [ruleGroups], dashboards: [DASHBOARD], splitCostAllocation: true });
    new EksCollector(this, 'Collector', {
      cluster,
      workspace,
      scrapeConfiguration: new ScrapeConfiguration({
        scrapeInterval: Duration.seconds(60),
        externalLabels: { cluster: cluster.clusterName },
        jobs: [ScrapeJob.cadvisor(), ScrapeJob.kubeStateMetrics()],
      }).withAllowlist(allowlist.metricNames),
    });

    // 20 nodes and 400 pods write about 210 million samples of these metrics a month.
    new WorkspaceBudget(this, 'Budget', {
      workspace,
      clusterSize: { nodes: 20, pods: 400 },
      maxSamplesPerMonth: 300_000_000,
      maxMonthlyCost: 60,
      prices: WorkspacePrices.usEast1(),
      actions: [new SnsAction(new Topic(this, 'Owners'))],
    });
  }
}

if (require.main === module) new CostStack(new App(), 'Cost');
