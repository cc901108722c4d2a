import { defineCommand } from '../option';
import { CONFIGURATION_OPERAND, GROUP } from '../help-texts';

export const ROUTE = defineCommand({
  group: GROUP.ALERT,
  summary: 'simulate an alert: which receivers are notified, and why',
  operands: 'FILE|-|cdk.out',
  missing: CONFIGURATION_OPERAND,
  operandCount: [1, 1],
  callsAws: false,
  text: `Finds the routes of an alert as Alertmanager does: routes, time intervals at a moment, and inhibitions by other alerts that fire. Silences are not
part of a definition.

FILE is an alert manager definition or a configuration of Alertmanager; '-' is standard input. cdk.out is the folder of a cloud assembly.
\`amp-collector show\` draws all routes.

Exit codes: 0 done, 1 the definition has errors, 2 usage error`,
  options: {
    label: { type: 'string', short: 'l', value: 'NAME=VALUE', multiple: true, description: 'a label of the alert; can be repeated' },
    at: { type: 'string', value: 'TIME', description: 'the moment, such as 2026-11-29T03:00:00Z (default: now)' },
    firing: { type: 'string', value: 'LABELS', multiple: true, description: 'another alert that fires: alertname=ClusterDown,cluster=prod; can be repeated' },
    set: { type: 'string', value: 'NAME=VALUE', multiple: true, description: 'for a cloud assembly: a value that is known only at deployment; can be repeated' },
    workspace: { type: 'string', short: 'w', value: 'PATH', description: 'for a cloud assembly: the workspace\'s construct path; required if there are several' },
  },
  examples: [
    ['amp-collector route cdk.out --label alertname=PaymentsDown --label severity=critical', 'who is notified?'],
    ['amp-collector route alertmanager.yml -l severity=warning -l cluster=prod --at 2026-11-29T03:00:00Z --firing alertname=ClusterDown,cluster=prod', 'at night, while the cluster is down'],
  ],
});
