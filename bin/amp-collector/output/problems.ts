import type { Problem } from '../../../lib/validation/problem';
import type { ConfigurationSource } from '../input/configuration-source';
import { githubAnnotations } from './problems-github';
import { problemsJson } from './problems-json';
import { problemsText } from './problems-text';
import { sarifLog } from './sarif';
import type { Paint } from './terminal';

/** A configuration with what is wrong with it. */
export interface JudgedSource {
  readonly source: ConfigurationSource;
  readonly problems: readonly Problem[];
}

/** The ways to tell about problems. */
export const PROBLEM_FORMATS: Readonly<Record<string, (judged: readonly JudgedSource[], paint: Paint) => string>> = {
  text: problemsText,
  json: judged => JSON.stringify(problemsJson(judged), undefined, 2),
  sarif: judged => JSON.stringify(sarifLog(judged), undefined, 2),
  github: githubAnnotations,
};
