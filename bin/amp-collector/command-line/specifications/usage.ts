import { defineCommand } from '../option';
import { GROUP } from '../help-texts';

export const USAGE = defineCommand({
  group: GROUP.PREPARE,
  summary: 'list metrics that are collected and never used, and used and never collected',
  operands: 'FILE|cdk.out ...',
  missing: 'a scrape configuration, a rule file, or a cloud assembly folder',
  operandCount: [1, Infinity],
  callsAws: true,
  text: `Compares the metrics that jobs collect with those that rules, anomaly detectors and dashboards use. Specify scrape configurations and rule
files, or a cloud assembly, which has both; and Grafana dashboards as JSON files with --dashboard. The metrics of jobs without
a typical size are unknown: these jobs are listed.

With --workspace, compares with the metrics that a running workspace has. Required permissions: aps:DescribeWorkspace and aps:QueryMetrics.

Exit codes: 0 done, 1 the configuration has problems, 2 usage error, 3 AWS could not be reached`,
  options: {
    dashboard: { type: 'string', value: 'FILE', multiple: true, description: 'a Grafana dashboard; can be repeated' },
    nodes: { type: 'string', value: 'NUMBER', description: 'the nodes of the cluster (default: 1)' },
    pods: { type: 'string', value: 'NUMBER', description: 'the running pods of the cluster (default: 1)' },
    size: { type: 'string', value: 'JOB=TARGETSxSERIES', multiple: true, description: 'the size of a job; can be repeated' },
    workspace: { type: 'string', short: 'w', value: 'WORKSPACE', description: 'compare with this workspace: id (ws-…) or ARN' },
  },
  examples: [
    ['amp-collector usage cdk.out --dashboard shop.json --nodes 20 --pods 400', 'what an allowlist would drop'],
    ['amp-collector usage rules.yml --dashboard shop.json --workspace ws-0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9', 'compare with a running workspace'],
  ],
});
