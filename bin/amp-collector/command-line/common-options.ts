import { UsageError } from '../command-error';
import type { Options, Values } from './option';

/** The options of every command. */
export const COMMON_OPTIONS = {
  'json': { type: 'boolean', description: 'print the result as JSON' },
  'no-color': { type: 'boolean', description: 'do not use colors; they are used on terminals only' },
  'quiet': { type: 'boolean', short: 'q', description: 'print the result only: no notes, no progress' },
  'help': { type: 'boolean', short: 'h', description: 'show help with examples' },
} as const satisfies Options;

/** The options of commands that call AWS. */
export const AWS_OPTIONS = {
  'region': { type: 'string', value: 'REGION', description: 'the Region (default: AWS_REGION, AWS_DEFAULT_REGION, then the profile\'s)' },
  'profile': { type: 'string', value: 'NAME', description: 'the profile of the AWS configuration (default: AWS_PROFILE)' },
  'endpoint-url': { type: 'string', value: 'URL', description: 'another endpoint for AWS APIs' },
  'timeout': { type: 'string', value: 'SECONDS', description: 'how long to wait for an answer of AWS (default: 30)' },
} as const satisfies Options;

/** Refuses the options for AWS where a command does not call it. */
export function refuseAwsOptions(options: AwsValues, withoutCall: string): void {
  const given = (Object.keys(AWS_OPTIONS) as Array<keyof AwsValues>).find(name => options[name] !== undefined);
  if (given !== undefined) throw new UsageError(`${withoutCall} does not call AWS and takes no --${given}`);
}

export type AwsValues = Values<typeof AWS_OPTIONS>;
export type CommonValues = Values<typeof COMMON_OPTIONS> & AwsValues;
