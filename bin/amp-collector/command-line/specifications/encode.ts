import { defineCommand } from '../option';
import { GROUP, OUT } from '../help-texts';

export const ENCODE = defineCommand({
  group: GROUP.PREPARE,
  summary: 'encode a file in base64, for the API',
  operands: '[FILE|-]',
  operandCount: [0, 1],
  callsAws: false,
  text: `The API and the AWS CLI take configurations in base64. CloudFormation and the CDK take plain YAML: do not encode for them.`,
  options: { out: OUT },
  examples: [['aws amp create-scraper --scrape-configuration configurationBlob=$(amp-collector encode prometheus.yml) …', 'for the AWS CLI']],
});
