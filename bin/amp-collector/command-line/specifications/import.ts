import { defineCommand } from '../option';
import { GROUP, SCRAPER } from '../help-texts';

export const IMPORT = defineCommand({
  group: GROUP.OPERATE,
  summary: 'generate CDK code for an existing scraper or workspace, for cdk import',
  operands: 'SCRAPER|WORKSPACE',
  missing: 'a scraper (id, ARN or alias) or a workspace (id or ARN)',
  operandCount: [1, 1],
  callsAws: true,
  text: `Generates a CDK app that describes the resource as it is, and the resource mapping for \`cdk import\`: of a scraper with its configuration as a
file; or of a workspace with its rule groups and its alert manager definition as files. Nothing is changed in AWS.

${SCRAPER} WORKSPACE is an id (ws-…) or an ARN.

Required permissions: for a scraper aps:DescribeScraper, aps:DescribeScraperLoggingConfiguration and aps:ListScrapers; for a workspace
aps:DescribeWorkspace, aps:DescribeWorkspaceConfiguration, aps:DescribeLoggingConfiguration, aps:DescribeQueryLoggingConfiguration,
aps:DescribeAlertManagerDefinition, aps:ListRuleGroupsNamespaces, aps:DescribeRuleGroupsNamespace and aps:ListScrapers.

Exit codes: 0; 1 if the scraper cannot be written as code; 2 usage error; 3 AWS could not be reached`,
  options: {
    out: { type: 'string', short: 'o', value: 'FOLDER', description: 'the folder to write (default: a new one named after the resource)' },
    force: { type: 'boolean', description: 'overwrite existing files' },
  },
  examples: [
    ['amp-collector import platform --out collector', 'app.ts, prometheus.yml and import.json'],
    ['amp-collector import ws-0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9', 'a workspace with its rule groups and its alert manager'],
  ],
});
