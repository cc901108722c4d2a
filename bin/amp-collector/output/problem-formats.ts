import type { ValidatedDocument } from './validated-document';
import { githubAnnotations } from './problems-github';
import { problemsJson } from './problems-json';
import { problemsText } from './problems-text';
import { sarifLog } from './problems-sarif';
import type { Paint } from './terminal';

/** The ways to tell about problems. */
export const PROBLEM_FORMATS: Readonly<Record<string, (judged: readonly ValidatedDocument[], paint: Paint) => string>> = {
  text: problemsText,
  json: judged => JSON.stringify(problemsJson(judged), undefined, 2),
  sarif: judged => JSON.stringify(sarifLog(judged), undefined, 2),
  github: githubAnnotations,
};
