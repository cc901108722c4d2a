import { ProblemSeverity, type Problem } from '../../../lib/validation/problem';
import type { Paint } from './terminal';

/** `error: the message [rule]`, for a problem whose place is clear from the context. */
export function problemText({ severity, message, ruleId }: Pick<Problem, 'severity' | 'message' | 'ruleId'>, paint: Paint): string {
  return `${severityPaint(severity, paint)(severity === ProblemSeverity.ERROR ? 'error' : 'warning')}: ${message} ${paint.faint(`[${ruleId}]`)}`;
}

/** `error: groups[0].name: the message [rule]`, for a problem whose place its path names. */
export function problemTextWithPath(problem: Problem, paint: Paint): string {
  const { path, message } = problem;
  return problemText({ ...problem, message: path === '' ? message : `${path}: ${message}` }, paint);
}

export function severityPaint(severity: ProblemSeverity, paint: Paint): Paint[keyof Paint] {
  return severity === ProblemSeverity.ERROR ? paint.bad : paint.doubtful;
}
