import type { IConstruct } from 'constructs';
import { formatProblem, type PropertyProblem } from './property-problem';

/**
 * Invalid input of a user: all problems in one message.
 *
 * Below the message, the stack starts with the frame in the user's own code; the other frames follow in their order.
 */
class InvalidInputError extends Error {
  constructor(subject: string, problems: readonly PropertyProblem[]) {
    const limit = Error.stackTraceLimit;
    // Any number of frames of the CDK may lie between the error and the user's frame.
    Error.stackTraceLimit = Infinity;
    super(`${subject} ${problems.length === 1 ? 'has a problem' : `has ${problems.length} problems`}:\n${
      problems.map(problem => `  - ${formatProblem(problem)}`).join('\n')}`);
    Error.stackTraceLimit = limit;
    this.name = 'InvalidInputError';
    const frames = (this.stack ?? '').split('\n').filter(line => /^\s+at /.test(line));
    const own = frames.find(line => !/node_modules|node:internal/.test(line) && !line.includes(LIBRARY_ROOT));
    const others = frames.filter(line => line !== own).slice(0, limit);
    this.stack = [`${this.name}: ${this.message}`, ...own === undefined ? [] : [own], ...others].join('\n');
  }
}

/** The folder that contains all of this library's own frames. */
const LIBRARY_ROOT = __dirname.replace(/private$/, '');

/** Throws one error that lists all problems of a construct; does nothing where there is none. */
export function throwProblems(scope: IConstruct, id: string, problems: readonly PropertyProblem[]): void {
  if (problems.length === 0) return;
  throw new InvalidInputError([scope.node.path, id].filter(Boolean).join('/'), problems);
}

/** Throws one error that lists all problems of a value outside the construct tree; does nothing where there is none. */
export function throwValueProblems(subject: string, problems: readonly PropertyProblem[]): void {
  if (problems.length > 0) throw new InvalidInputError(subject, problems);
}

/** Throws an error with one problem of a value. */
export function throwUnusable(subject: string, problem: PropertyProblem): never {
  throw new InvalidInputError(subject, [problem]);
}
