/**
 * What tells that the monitoring itself works: the logs of the collector, the workspace and its slow queries, and alarms.
 *
 *     npm run build && npx cdk deploy --app "node dist/examples/logging-and-alarms.js"
 */
import { App, Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Cluster, DefaultCapacityType, KubernetesVersion } from 'aws-cdk-lib/aws-eks-v2';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EksCollector, RuleGroups, RuleGroupsNamespace, ScraperComponent, Workspace, WorkspaceAlarms } from 'cdk-managed-prometheus';
import type { Construct } from 'constructs';

export class LoggingAndAlarmsStack extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);

    const cluster = new Cluster(this, 'Cluster', {
      version: KubernetesVersion.V1_35,
      defaultCapacityType: DefaultCapacityType.NODEGROUP,
    });
    const workspace = new Workspace(this, 'Workspace', {
      alias: 'platform',
      retention: Duration.days(90),
      labelSetLimits: [{ labels: { namespace: 'experiments' }, maxSeries: 50_000 }],
      logging: {},
      queryLogging: { samplesThreshold: 1_000_000 },
    });
    new EksCollector(this, 'Collector', {
      cluster,
      workspace,
      logging: { components: [ScraperComponent.SERVICE_DISCOVERY, ScraperComponent.COLLECTOR] },
    });

    new WorkspaceAlarms(this, 'Alarms', { workspace, actions: [new SnsAction(new Topic(this, 'OnCall'))] });

    // No metric tells of a collector that stopped; a rule over what it scrapes does.
    new RuleGroupsNamespace(this, 'Rules', {
      workspace,
      ruleGroups: RuleGroups.fromObject({
        groups: [{
          name: 'collector',
          rules: [{ alert: 'NothingScraped', expr: 'absent(up{job="kubernetes-apiservers"})', for: '10m', labels: { severity: 'page' } }],
        }],
      }),
    });
  }
}

if (require.main === module) new LoggingAndAlarmsStack(new App(), 'LoggingAndAlarms');
