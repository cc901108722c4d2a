import { ProblemSeverity } from '../../../lib/validation/problem';
import type { JudgedSource } from './problems';

/** Problems as data, by configuration. */
export function problemsJson(judged: readonly JudgedSource[]): object {
  return {
    valid: judged.every(({ problems }) => problems.every(({ severity }) => severity !== ProblemSeverity.ERROR)),
    configurations: judged.map(({ source: { name, file, constructPath }, problems }) => ({ name, file, constructPath, problems })),
  };
}
