import type { Problem } from '../../../lib/validation/problem';
import type { Document } from '../input/document';

/** The place of a problem in a file. */
export interface ProblemPlace {
  readonly file: string;
  /** Absent if the lines of the text are not those of the file. */
  readonly line?: number;
  readonly column?: number;
}

/** Returns the place of a problem in the file that people edit; nothing if it is known only in a generated template. */
export function problemPlace({ file, sourceFile, constructPath }: Document, { line, column }: Problem): ProblemPlace | undefined {
  if (sourceFile !== undefined) return { file: sourceFile, line, column };
  return constructPath === undefined ? { file, line, column } : undefined;
}

/** `file:line:column`, which terminals and editors open on a click; in a template, the construct with line and column of its text. */
export function placeText(document: Document, problem: Problem): string {
  const { file = document.name, line = problem.line, column = problem.column } = problemPlace(document, problem) ?? {};
  return [file, line, column].filter(part => part !== undefined).join(':');
}
