import { ProblemSeverity } from '../../../lib/validation/problem';
import type { ValidatedDocument } from './validated-document';

/** Problems as data, by document. */
export function problemsJson(documents: readonly ValidatedDocument[]): object {
  return {
    valid: documents.every(({ problems }) => problems.every(({ severity }) => severity !== ProblemSeverity.ERROR)),
    configurations: documents.map(({ source: { name, file, sourceFile, constructPath, unread }, problems }) => ({
      name, file, sourceFile, constructPath, validated: unread === undefined, problems,
    })),
  };
}
