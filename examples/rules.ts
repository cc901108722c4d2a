/**
 * Recording and alerting rules with types, in addition to an existing rule file.
 *
 *     npm run build && npx cdk deploy --app "node dist/examples/rules.js"
 */
import { App, Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { Cluster, DefaultCapacityType, KubernetesVersion } from 'aws-cdk-lib/aws-eks-v2';
import { EksCollector, Rule, RuleGroups, RuleGroupsNamespace, Workspace } from 'cdk-managed-prometheus';
import type { Construct } from 'constructs';

export class RulesStack extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);

    const workspace = new Workspace(this, 'Workspace', { alias: 'rules' });

    new EksCollector(this, 'Collector', {
      cluster: new Cluster(this, 'Cluster', { version: KubernetesVersion.V1_35, defaultCapacityType: DefaultCapacityType.NODEGROUP }),
      workspace,
    });

    new RuleGroupsNamespace(this, 'Payments', {
      workspace,
      ruleGroups: new RuleGroups([{
        name: 'payments',
        interval: Duration.seconds(30),
        rules: [
          Rule.recording({
            record: 'job:http_requests:rate5m',
            expr: 'sum by (job) (rate(http_requests_total{namespace="payments"}[5m]))',
          }),
          Rule.alerting({
            alert: 'PaymentsDown',
            expr: 'up{namespace="payments"} == 0',
            for: Duration.minutes(5),
            labels: { severity: 'critical' },
            annotations: { summary: '{{ $labels.pod }} is down' },
          }),
        ],
      }]),
    });

    // Rules as they are in a rule file or in PrometheusRule objects: RuleGroups.fromFile('rules.yml') reads them from a file.
    new RuleGroupsNamespace(this, 'Nodes', {
      workspace,
      ruleGroups: RuleGroups.fromYaml(`groups:
- name: nodes
  rules:
  - alert: NodeNotReady
    expr: kube_node_status_condition{condition="Ready", status="true"} == 0
    for: 15m
    labels:
      severity: warning
    annotations:
      summary: "{{ $labels.node }} is not ready"
`),
    });
  }
}

if (require.main === module) new RulesStack(new App(), 'Rules');
