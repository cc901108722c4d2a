/** What the process ends with. */
export const EXIT = {
  OK: 0,
  /** The answer is: not in order. */
  PROBLEMS: 1,
  USAGE_ERROR: 2,
  /** There is no answer: no credentials, no permission, no network, an error of the service. */
  AWS_UNREACHABLE: 3,
  /** Ctrl-C, as shells have it. */
  INTERRUPTED: 130,
} as const;

/** A failure that a person can do something about: one message, no stack. */
export class CommandError extends Error {
  constructor(message: string, readonly exitCode: number = EXIT.AWS_UNREACHABLE) {
    super(message);
  }
}

/** What was typed cannot be meant. */
export class UsageError extends CommandError {
  /** @param command whose help tells more */
  constructor(message: string, readonly command?: string) {
    super(message, EXIT.USAGE_ERROR);
  }
}
