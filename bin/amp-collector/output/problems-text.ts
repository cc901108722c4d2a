import { describePath } from '../../../lib/private/property-problem';
import { ProblemSeverity, type Problem } from '../../../lib/validation/problem';
import { count } from '../count';
import { escapeTexts } from './escape';
import { placeText } from './problem-place';
import type { Paint } from './terminal';
import type { ValidatedDocument } from './validated-document';

/** One line for each problem, beginning with its place, and a summary for each document. */
export function problemsText(documents: readonly ValidatedDocument[], paint: Paint): string {
  return [
    ...documents.flatMap(({ source, problems }) => problems.map(problem =>
      problemLine(escapeTexts(placeText(source, problem)), escapeTexts(problem), paint))),
    ...documents.map(({ source, problems }) => summaryLine(escapeTexts(source.name), problems, source.unread === undefined, paint)),
  ].join('\n');
}

function problemLine(place: string, problem: Problem, paint: Paint): string {
  const { severity, message, ruleId } = problem;
  const path = describePath(problem);
  const label = severity === ProblemSeverity.ERROR ? paint.bad('error') : paint.doubtful('warning');
  return `${paint.strong(place)}: ${label}: ${path === '' ? '' : `${path}: `}${message} ${paint.faint(`[${ruleId}]`)}`;
}

function summaryLine(name: string, problems: readonly Problem[], wasRead: boolean, paint: Paint): string {
  const errors = problems.filter(({ severity }) => severity === ProblemSeverity.ERROR).length;
  const parts = [
    ...errors > 0 ? [count(errors, 'error')] : [],
    ...problems.length > errors ? [count(problems.length - errors, 'warning')] : [],
  ];
  if (!wasRead) return `${name}: not validated`;
  return parts.length === 0 ? paint.good(`${name}: no problems`) : `${name}: ${parts.join(', ')}`;
}
