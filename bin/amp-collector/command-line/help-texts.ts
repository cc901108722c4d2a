/* Texts and options that several commands have. */

/** The headings in the list of commands. */
export const GROUP = {
  PREPARE: 'Prepare a scrape configuration',
  ALERT: 'Rules and alerts',
  OPERATE: 'Operate collectors',
  SHELL: 'Shell',
} as const;

export const SCRAPER = 'SCRAPER is an id (s-…), an ARN, or an alias that only one scraper has.';

export const CONFIGURATION = `FILE is a Prometheus configuration; '-' is standard input. cdk.out is the folder of a cloud assembly: every scraper in it is read, with
placeholders for values that are known only at deployment.`;

export const OUT = { type: 'string', short: 'o', value: 'FILE', description: 'write to a file' } as const;

export const CONFIGURATION_OPERAND = 'a file, \'-\' for standard input, or a cloud assembly folder';
