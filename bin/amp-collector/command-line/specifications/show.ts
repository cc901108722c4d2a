import { defineCommand } from '../option';
import { CONFIGURATION, CONFIGURATION_OPERAND, GROUP } from '../help-texts';

export const SHOW = defineCommand({
  group: GROUP.PREPARE,
  summary: 'describe what a configuration scrapes; also rules and alert routes',
  operands: 'FILE|-|cdk.out',
  missing: CONFIGURATION_OPERAND,
  operandCount: [1, 1],
  callsAws: false,
  text: `For each job: how targets are discovered, which are kept, where and how often they are scraped, which labels they get, which samples are
dropped. Problems are shown with the job that has them, errors that only a managed collector reports included. For rule files, shows the
rules; for alert manager definitions, the routes. For a cloud assembly, all of them.

${CONFIGURATION}

Exit codes: 0 valid, 1 problems found, 2 usage error`,
  options: {},
  examples: [['amp-collector show prometheus.yml', 'a table, and a paragraph for each job']],
});
