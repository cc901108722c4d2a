/**
 * Alerts that reach somebody: rules, a topic for the team, and PagerDuty for what is critical outside of maintenance.
 *
 *     npm run build && npx cdk deploy --app "node dist/examples/alerts.js"
 *
 * Then store the integration key of PagerDuty in the secret: {"routing_key": "…"}.
 */
import { App, Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Cluster, DefaultCapacityType, KubernetesVersion } from 'aws-cdk-lib/aws-eks-v2';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import {
  AlertIntegration, AlertManagerDefinition, AlertMatcher, AlertReceiver, EksCollector, RuleGroups, RuleGroupsNamespace, Workspace,
} from 'cdk-managed-prometheus';
import type { Construct } from 'constructs';

export class AlertsStack extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);

    const key = new Key(this, 'Key', { enableKeyRotation: true });
    const topic = new Topic(this, 'Alerts', { masterKey: key });
    topic.addSubscription(new EmailSubscription('platform@example.com'));
    const secret = new Secret(this, 'PagerDuty', { encryptionKey: key });

    const workspace = new Workspace(this, 'Workspace', {
      alias: 'platform',
      alertManager: new AlertManagerDefinition({
        receivers: [
          new AlertReceiver({ name: 'team', integrations: [AlertIntegration.sns({ topic })] }),
          new AlertReceiver({ name: 'on-call', integrations: [AlertIntegration.pagerDuty({ secret, secretKey: 'routing_key' })] }),
        ],
        route: {
          receiver: 'team',
          groupBy: ['alertname', 'namespace'],
          routes: [{
            matchers: [AlertMatcher.equal('severity', 'critical')],
            receiver: 'on-call',
            groupWait: Duration.seconds(10),
            muteTimeIntervals: ['maintenance'],
          }],
        },
        inhibitions: [{
          sourceMatchers: [AlertMatcher.equal('severity', 'critical')],
          targetMatchers: [AlertMatcher.equal('severity', 'warning')],
          equal: ['namespace'],
        }],
        timeIntervals: [{
          name: 'maintenance',
          times: [{ weekdays: ['sunday'], timesOfDay: [{ start: '02:00', end: '04:00' }], location: 'Europe/Paris' }],
        }],
      }),
    });
    workspace.notificationsFailedAlarm?.addAlarmAction(new SnsAction(topic));
    // A topic with a policy of its own no longer has the default policy, which lets alarms of the account publish.
    const alarms = new ServicePrincipal('cloudwatch.amazonaws.com');
    topic.grantPublish(alarms);
    key.grantEncryptDecrypt(alarms);

    new RuleGroupsNamespace(this, 'Rules', {
      workspace,
      ruleGroups: RuleGroups.fromObject({
        groups: [{
          name: 'pods',
          rules: [
            { alert: 'TargetsDown', expr: 'sum by (job) (up == bool 0) > 0', for: '10m', labels: { severity: 'warning' } },
            { alert: 'NothingScraped', expr: 'absent(up{job="kubernetes-apiservers"})', for: '10m', labels: { severity: 'critical' } },
          ],
        }],
      }),
    });

    new EksCollector(this, 'Collector', {
      cluster: new Cluster(this, 'Cluster', { version: KubernetesVersion.V1_35, defaultCapacityType: DefaultCapacityType.NODEGROUP }),
      workspace,
    });
  }
}

if (require.main === module) new AlertsStack(new App(), 'Alerts');
