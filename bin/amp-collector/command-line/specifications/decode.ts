import { defineCommand } from '../option';
import { GROUP, OUT } from '../help-texts';

export const DECODE = defineCommand({
  group: GROUP.PREPARE,
  summary: 'decode base64 from the API',
  operands: '[FILE|-]',
  operandCount: [0, 1],
  callsAws: false,
  text: `The inverse of encode.`,
  options: { out: OUT },
  examples: [[
    'aws amp describe-scraper --scraper-id s-… --query scraper.scrapeConfiguration.configurationBlob --output text | amp-collector decode',
    'the configuration of a scraper',
  ]],
});
