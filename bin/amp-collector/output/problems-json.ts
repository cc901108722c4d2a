import { ProblemSeverity } from '../../../lib/validation/problem';
import type { ValidatedDocument } from './validated-document';

/** Problems as data, by configuration. */
export function problemsJson(judged: readonly ValidatedDocument[]): object {
  return {
    valid: judged.every(({ problems }) => problems.every(({ severity }) => severity !== ProblemSeverity.ERROR)),
    configurations: judged.map(({ source: { name, file, constructPath }, problems }) => ({ name, file, constructPath, problems })),
  };
}
