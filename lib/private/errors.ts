import type { IConstruct } from 'constructs';
import { formatProblem, type PropertyProblem } from './property-problem';

/**
 * A user's mistakes, all of them in one message.
 *
 * The stack ends at the user's own line: what lies below it in this library, aws-cdk-lib and Node.js helps nobody.
 */
class InvalidInputError extends Error {
  constructor(subject: string, problems: readonly PropertyProblem[]) {
    const limit = Error.stackTraceLimit;
    // The user's line may lie below any number of the CDK's.
    Error.stackTraceLimit = Infinity;
    super(`${subject} ${problems.length === 1 ? 'has a problem' : `has ${problems.length} problems`}:\n${
      problems.map(problem => `  - ${formatProblem(problem)}`).join('\n')}`);
    Error.stackTraceLimit = limit;
    this.name = 'InvalidInputError';
    const callers = (this.stack ?? '').split('\n').filter(line => /^\s+at /.test(line));
    const own = callers.find(line => !/node_modules|node:internal/.test(line) && !line.includes(LIBRARY_ROOT));
    this.stack = [`${this.name}: ${this.message}`, own].filter(Boolean).join('\n');
  }
}

/** The folder that holds all of this library's own frames. */
const LIBRARY_ROOT = __dirname.replace(/private$/, '');

/** Throws one error that lists all problems of a construct; does nothing where there is none. */
export function throwProblems(scope: IConstruct, id: string, problems: readonly PropertyProblem[]): void {
  if (problems.length === 0) return;
  throw new InvalidInputError([scope.node.path, id].filter(Boolean).join('/'), problems);
}

/** The same for a value, which has no place in the construct tree. */
export function throwValueProblems(subject: string, problems: readonly PropertyProblem[]): void {
  if (problems.length > 0) throw new InvalidInputError(subject, problems);
}

/** Throws for a value with one problem that keeps it from being used at all. */
export function throwUnusable(subject: string, problem: PropertyProblem): never {
  throw new InvalidInputError(subject, [problem]);
}
