import { defineCommand } from '../option';
import { GROUP, SCRAPER } from '../help-texts';

export const STATUS = defineCommand({
  group: GROUP.OPERATE,
  summary: 'describe a scraper, or list all of a Region; wait until it is ACTIVE',
  operands: '[SCRAPER]',
  operandCount: [0, 1],
  callsAws: true,
  text: `${SCRAPER}

A scraper takes about 20 minutes to become ACTIVE. --wait shows progress until it is ACTIVE or has failed.

Exit codes: 0; 1 if the scraper failed, or with --wait is not ACTIVE in time; 2 usage error; 3 AWS could not be reached`,
  options: {
    wait: { type: 'boolean', short: 'w', description: 'wait until it is ACTIVE or has failed' },
    within: { type: 'string', value: 'MINUTES', description: 'with --wait: how long to wait (default: 40)' },
    every: { type: 'string', value: 'SECONDS', description: 'with --wait: time between requests (default: 15)' },
  },
  examples: [
    ['amp-collector status', 'all scrapers of the Region'],
    ['amp-collector status platform --wait', 'after a deployment'],
  ],
});
