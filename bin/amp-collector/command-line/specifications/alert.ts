import { defineCommand } from '../option';
import { GROUP } from '../help-texts';

export const ALERT = defineCommand({
  group: GROUP.ALERT,
  summary: 'send a test alert to the alert manager of a workspace',
  operands: 'test',
  missing: 'test',
  operandCount: [1, 1],
  callsAws: true,
  text: `\`amp-collector alert test\` sends one alert to the alert manager of a workspace, which groups, routes and notifies it like the alerts of rules. It
notifies real receivers. The alert resolves by itself.

Prints the receivers that the definition of the workspace leads to. Notifications are sent after the group_wait of the route. If none
arrives, read the workspace's log and the metric AlertManagerNotificationsFailed.

Required permissions: aps:DescribeWorkspace, aps:CreateAlertManagerAlerts, aps:DescribeAlertManagerDefinition

Exit codes: 0 sent, 1 the workspace has no alert manager definition or nobody is notified, 2 usage error, 3 AWS could not be reached`,
  options: {
    workspace: { type: 'string', short: 'w', value: 'WORKSPACE', description: 'the workspace: id (ws-…) or ARN' },
    label: { type: 'string', short: 'l', value: 'NAME=VALUE', multiple: true, description: 'a label of the alert; can be repeated (default: alertname=AmpCollectorTest)' },
    annotation: { type: 'string', value: 'NAME=VALUE', multiple: true, description: 'an annotation of the alert; can be repeated' },
    minutes: { type: 'string', value: 'MINUTES', description: 'the time until the alert resolves (default: 5)' },
  },
  examples: [['amp-collector alert test --workspace ws-0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9 --label severity=critical', 'does the page arrive?']],
});
