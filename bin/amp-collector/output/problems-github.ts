import { formatProblem } from '../../../lib/private/property-problem';
import { ProblemSeverity } from '../../../lib/validation/problem';
import type { ValidatedDocument } from './validated-document';

/**
 * Annotations for the log of a GitHub workflow. Those of a template stand at its file alone: the lines are those of
 * the configuration in it.
 *
 * @see https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands
 */
export function githubAnnotations(judged: readonly ValidatedDocument[]): string {
  return judged.flatMap(({ source, problems }) => problems.map((problem) => {
    const isText = source.constructPath === undefined;
    const properties = {
      file: source.file,
      line: isText ? problem.line : undefined,
      col: isText ? problem.column : undefined,
      title: problem.ruleId,
    };
    const command = problem.severity === ProblemSeverity.ERROR ? 'error' : 'warning';
    const { path, message } = problem;
    const text = formatProblem(isText ? { path, message } : { ...problem, message: `${message} (${source.name})` });
    return `::${command} ${Object.entries(properties).flatMap(([name, value]) => value === undefined ? [] : [`${name}=${property(String(value))}`]).join(',')}::${data(text)}`;
  })).join('\n');
}

function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
