import { defineCommand } from '../option';
import { CONFIGURATION, GROUP } from '../help-texts';

export const COST = defineCommand({
  group: GROUP.PREPARE,
  summary: 'estimate samples and cost per month, or measure those of a workspace',
  operands: '[FILE|cdk.out] [FILE|cdk.out]',
  operandCount: [0, 2],
  callsAws: true,
  text: `Estimates the samples that each job writes in a month of 30 days, and their cost: targets × series per target × scrapes. Jobs of known
components have typical sizes, for the numbers of nodes and pods that you specify. Other jobs are not counted unless you specify their sizes;
the formula is shown. Rules of a cloud assembly are counted as well. If the assembly has Amazon Managed Grafana, the service account of
GrafanaProvisioning is counted, and the users that you specify. Two arguments: prints the difference. Nothing leaves this machine.

With --workspace, measures the jobs of a running workspace by the metrics that each scrape adds, over the last hour. With --workspace and a
file, estimates the file with the measured sizes. Required permissions: aps:DescribeWorkspace and aps:QueryMetrics.

Prices are those of us-east-1 at a date, without the free tier, and no quote. --prices reads others from a JSON file, with the properties of
WorkspacePrices.

${CONFIGURATION}

Exit codes: 0 done, 1 the configuration has problems, 2 usage error, 3 AWS could not be reached`,
  options: {
    'nodes': { type: 'string', value: 'NUMBER', description: 'the nodes of the cluster' },
    'pods': { type: 'string', value: 'NUMBER', description: 'the running pods of the cluster' },
    'size': { type: 'string', value: 'JOB=TARGETSxSERIES', multiple: true, description: 'the size of a job: its targets, and the series of each; can be repeated' },
    'grafana-editors': { type: 'string', value: 'NUMBER', description: 'the active editors and administrators of Amazon Managed Grafana' },
    'grafana-viewers': { type: 'string', value: 'NUMBER', description: 'the active viewers of Amazon Managed Grafana' },
    'prices': { type: 'string', value: 'FILE', description: 'prices as JSON (default: us-east-1)' },
    'workspace': { type: 'string', short: 'w', value: 'WORKSPACE', description: 'measure this workspace: id (ws-…) or ARN' },
  },
  examples: [
    ['amp-collector cost cdk.out --nodes 20 --pods 400', 'before a deployment'],
    ['amp-collector cost cdk.out --nodes 20 --pods 400 --size pods=150x300', 'with the size of a job that has no typical size'],
    ['amp-collector cost main/cdk.out cdk.out --nodes 20 --pods 400', 'what a change costs'],
    ['amp-collector cost --workspace ws-0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9', 'measure the samples of each job'],
  ],
});
