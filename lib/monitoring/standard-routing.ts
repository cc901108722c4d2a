import { Duration } from 'aws-cdk-lib';
import type { ITopicRef } from 'aws-cdk-lib/aws-sns';
import type { AlertInhibition } from '../alert-manager/alert-inhibition';
import { AlertIntegration } from '../alert-manager/alert-integration';
import { AlertManagerDefinition } from '../alert-manager/alert-manager-definition';
import { AlertMatcher } from '../alert-manager/alert-matcher';
import { AlertReceiver } from '../alert-manager/alert-receiver';

const RECEIVER = 'topic';
const ALWAYS = 'always';

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
 * attribute. Alerts with the severity `info` or `none` notify nobody.
 */
export function standardRouting(topic: ITopicRef): AlertManagerDefinition {
  const attributes = { severity: '{{ .CommonLabels.severity }}', alertname: '{{ .CommonLabels.alertname }}' };
  return new AlertManagerDefinition({
    receivers: [new AlertReceiver({ name: RECEIVER, integrations: [AlertIntegration.sns({ topic, attributes })] })],
    route: {
      receiver: RECEIVER,
      groupBy: ['alertname', 'cluster', 'namespace', 'severity'],
      repeatInterval: Duration.hours(12),
      routes: [
        { matchers: [AlertMatcher.equal('severity', 'critical')], groupWait: Duration.seconds(10), repeatInterval: Duration.hours(1) },
        { matchers: [AlertMatcher.equal('severity', 'warning')] },
        { matchers: [AlertMatcher.matches('severity', 'info|none')], muteTimeIntervals: [ALWAYS] },
      ],
    },
    inhibitions: INHIBITIONS.map(inhibition),
    timeIntervals: [{ name: ALWAYS, times: [{ weekdays: ['sunday:saturday'] }] }],
  });
}

function inhibition([source, target, equal]: (typeof INHIBITIONS)[number]): AlertInhibition {
  return {
    sourceMatchers: [AlertMatcher.equal('alertname', source)], targetMatchers: [AlertMatcher.equal('alertname', target)], equal: [...equal],
  };
}
