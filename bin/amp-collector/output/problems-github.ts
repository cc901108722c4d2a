import { formatProblem } from '../../../lib/private/property-problem';
import { ProblemSeverity, type Problem } from '../../../lib/validation/problem';
import { escapeControls } from './escape';
import { problemPlace } from './problem-place';
import { repositoryPath } from './repository-path';
import type { ValidatedDocument } from './validated-document';

/**
 * Annotations for a GitHub workflow. Files are relative to the repository, so that annotations appear in the pull request. A problem of a
 * template has no file there, and names the construct.
 *
 * @see https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands
 */
export function githubAnnotations(documents: readonly ValidatedDocument[]): string {
  return documents.flatMap(({ source, problems }) => problems.map((problem) => {
    const place = problemPlace(source, problem);
    const file = place === undefined ? undefined : repositoryPath(place.file);
    const { line, column: col } = file === undefined ? {} : place ?? {};
    const properties = { file, line, col, title: problem.ruleId };
    const command = problem.severity === ProblemSeverity.ERROR ? 'error' : 'warning';
    const text = file === undefined ? `${source.name}: ${formatProblem(problem)}` : formatProblem(withoutPlace(problem));
    return `::${command} ${Object.entries(properties).flatMap(([name, value]) => value === undefined ? [] : [`${name}=${property(String(value))}`]).join(',')}::${data(text)}`;
  })).join('\n');
}

function withoutPlace({ path, jobName, message }: Problem): Pick<Problem, 'path' | 'jobName' | 'message'> {
  return { path, jobName, message };
}

/** Escapes the characters that end a message, and those that a log shows in a special way. */
function data(text: string): string {
  return escapeControls(text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A'));
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
