import { Duration } from 'aws-cdk-lib';
import type { ITopicRef } from 'aws-cdk-lib/aws-sns';
import type { AlertInhibition } from '../alert-manager/alert-inhibition';
import { AlertIntegration } from '../alert-manager/alert-integration';
import { AlertManagerDefinition } from '../alert-manager/alert-manager-definition';
import { AlertMatcher } from '../alert-manager/alert-matcher';
import { AlertReceiver } from '../alert-manager/alert-receiver';
import type { RuleGroups } from '../rules/rule-groups';

const RECEIVER = 'topic';
const NOBODY = 'nobody';

/** An alert that states the same as a worse one is silent while the worse one fires. */
const INHIBITIONS: ReadonlyArray<readonly [source: string, target: string, equal: readonly string[]]> = [
  ['CollectorJobDown', 'CollectorTargetsDown', ['cluster', 'job']],
  ['ManyNodesNotReady', 'NodeNotReady', ['cluster']],
  ['NodeFilesystemAlmostFull', 'NodeFilesystemFilling', ['cluster', 'instance', 'mountpoint']],
  ['VolumeAlmostFull', 'VolumeFilling', ['cluster', 'namespace', 'persistentvolumeclaim']],
  ['ApiServerErrorBudgetBurnsFast', 'ApiServerErrorBudgetBurns', ['cluster']],
];

/**
 * Returns a definition that publishes critical alerts every hour and others every twelve hours to a topic, with their severity as an
 * attribute. Alerts with the severity `info` or `none` notify nobody. It has the inhibitions whose alerts are among the rules.
 */
export function standardRouting(topic: ITopicRef, rules: RuleGroups): AlertManagerDefinition {
  const text = rules.toYaml();
  const fires = (alert: string) => new RegExp(`\\balert"?: *["']?${alert}\\b`).test(text);
  const attributes = { severity: '{{ .CommonLabels.severity }}', alertname: '{{ .CommonLabels.alertname }}' };
  return new AlertManagerDefinition({
    receivers: [
      new AlertReceiver({ name: RECEIVER, integrations: [AlertIntegration.sns({ topic, attributes })] }),
      new AlertReceiver({ name: NOBODY }),
    ],
    route: {
      receiver: RECEIVER,
      groupBy: ['alertname', 'cluster', 'namespace', 'severity'],
      repeatInterval: Duration.hours(12),
      routes: [
        { matchers: [AlertMatcher.equal('severity', 'critical')], groupWait: Duration.seconds(10), repeatInterval: Duration.hours(1) },
        { matchers: [AlertMatcher.equal('severity', 'warning')] },
        { matchers: [AlertMatcher.matches('severity', 'info|none')], receiver: NOBODY },
      ],
    },
    inhibitions: INHIBITIONS.filter(([source, target]) => fires(source) && fires(target)).map(inhibition),
  });
}

function inhibition([source, target, equal]: (typeof INHIBITIONS)[number]): AlertInhibition {
  return {
    sourceMatchers: [AlertMatcher.equal('alertname', source)], targetMatchers: [AlertMatcher.equal('alertname', target)], equal: [...equal],
  };
}
