import type { Options, Values } from './option';

/** The options that every command has. */
export const COMMON_OPTIONS = {
  'region': { type: 'string', value: 'REGION', says: 'the Region; else AWS_REGION or the profile\'s' },
  'profile': { type: 'string', value: 'NAME', says: 'the profile of the AWS configuration; else AWS_PROFILE' },
  'endpoint-url': { type: 'string', value: 'URL', says: 'another endpoint for AWS\'s APIs' },
  'timeout': { type: 'string', value: 'SECONDS', says: 'how long to wait for one answer of AWS; else 30' },
  'json': { type: 'boolean', says: 'the result as JSON' },
  'no-color': { type: 'boolean', says: 'no colours; they are only used on a terminal' },
  'quiet': { type: 'boolean', short: 'q', says: 'the result alone: no notes, no progress' },
  'help': { type: 'boolean', short: 'h', says: 'what a command does, with examples' },
} as const satisfies Options;

export type CommonValues = Values<typeof COMMON_OPTIONS>;
