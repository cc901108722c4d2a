import { ProblemSeverity, type Problem } from '../../../lib/validation/problem';
import type { ValidatedDocument } from './validated-document';
import { count } from './table';
import type { Paint } from './terminal';

/** One line per problem, which editors and terminals can follow to its place, and a summary. */
export function problemsText(judged: readonly ValidatedDocument[], paint: Paint): string {
  return [
    ...judged.flatMap(({ source, problems }) => problems.map(problem => problemLine(source.name, problem, paint))),
    ...judged.map(({ source, problems }) => summaryLine(source.name, problems, paint)),
  ].join('\n');
}

function problemLine(name: string, { severity, line, column, path, message, ruleId }: Problem, paint: Paint): string {
  const place = [name, line, column].filter(part => part !== undefined).join(':');
  const weight = severity === ProblemSeverity.ERROR ? paint.bad('error') : paint.doubtful('warning');
  return `${paint.strong(place)}: ${weight}: ${path === '' ? '' : `${path}: `}${message} ${paint.faint(`[${ruleId}]`)}`;
}

function summaryLine(name: string, problems: readonly Problem[], paint: Paint): string {
  const errors = problems.filter(({ severity }) => severity === ProblemSeverity.ERROR).length;
  const parts = [
    ...errors > 0 ? [count(errors, 'error')] : [],
    ...problems.length > errors ? [count(problems.length - errors, 'warning')] : [],
  ];
  return parts.length === 0 ? paint.good(`${name}: no problems`) : `${name}: ${parts.join(', ')}`;
}
