/** The exit codes of the process. */
export const EXIT = {
  OK: 0,
  /** Problems were found. */
  PROBLEMS: 1,
  USAGE_ERROR: 2,
  /** No credentials, no permission, no network, or an error of the service. */
  AWS_UNREACHABLE: 3,
  /** The tool itself failed. */
  INTERNAL_ERROR: 70,
  /** Ctrl-C, as shells report it. */
  INTERRUPTED: 130,
} as const;

/** An error that the user can correct: reported as one message, without a stack. */
export class CommandError extends Error {
  constructor(message: string, readonly exitCode: number = EXIT.AWS_UNREACHABLE) {
    super(message);
  }
}

/** Arguments that cannot be right. */
export class UsageError extends CommandError {
  constructor(message: string) {
    super(message, EXIT.USAGE_ERROR);
  }
}
