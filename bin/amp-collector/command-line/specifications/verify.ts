import { defineCommand } from '../option';
import { GROUP, SCRAPER } from '../help-texts';

export const VERIFY = defineCommand({
  group: GROUP.OPERATE,
  summary: 'check that metrics of each job arrive and alerts reach their topics, and find the cause if not',
  operands: '',
  operandCount: [0, 0],
  callsAws: true,
  text: `Queries \`up\` from the workspace or CloudWatch, and reports for each job of the scraper's configuration whether its targets are up, down, or
were never discovered. If metrics are missing, reads the scraper, the cluster's access and network settings and the scraper's logs, and
names the layer of the cause: scraper, access, network, configuration or labels. If the cluster uses aws-auth, reads aws-auth, ClusterRoles
and ClusterRoleBindings from its API server with your credentials.

If the workspace has rules, checks the chain of its alerts too: the rule groups are valid, rules are evaluated, the alert manager has a
definition, and the policies of its SNS topics allow the workspace to publish. Names the link that is broken.

${SCRAPER} With --workspace, every scraper that writes to the workspace is checked.

Required permissions: aps:DescribeScraper, aps:DescribeScraperLoggingConfiguration, aps:DescribeWorkspace, aps:ListScrapers and
aps:QueryMetrics (for CloudWatch: cloudwatch:GetMetricData and cloudwatch:ListMetrics). Optional, to find causes: eks:DescribeCluster,
eks:DescribeAccessEntry, eks:ListAssociatedAccessPolicies, logs:FilterLogEvents; for alerts: aps:ListRuleGroupsNamespaces,
aps:DescribeRuleGroupsNamespace, aps:DescribeAlertManagerDefinition and sns:GetTopicAttributes; in the cluster, get on configmaps in kube-system and list
on clusterroles and clusterrolebindings. Resources that cannot be read are listed.

Exit codes: 0 metrics of every job arrive and no link of the alerts is broken, 1 otherwise, 2 usage error, 3 AWS could not be reached`,
  options: {
    scraper: { type: 'string', short: 's', value: 'SCRAPER', description: 'the scraper to check' },
    workspace: { type: 'string', short: 'w', value: 'WORKSPACE', description: 'check every scraper that writes to this workspace: id (ws-…) or ARN' },
  },
  examples: [
    ['amp-collector verify --scraper platform', 'after the first deployment'],
    ['amp-collector verify --workspace ws-0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9 --json', 'for a script'],
  ],
});
