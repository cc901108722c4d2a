import type { Problem } from '../../../lib/validation/problem';
import { readableTokens } from '../input/readable-tokens';
import { problemTextWithPath } from './problem-text';
import type { Paint } from './terminal';

/** Lays out an alert manager definition: its problems and its routing tree. */
export function definitionText(name: string, routes: readonly string[], problems: readonly Problem[], paint: Paint): string {
  return [
    `${paint.strong(name)}: alert manager definition`,
    ...problems.map(problem => `  ${problemTextWithPath(problem, paint)}`),
    ...routes.length === 0 ? [] : ['', 'Routes', ...routes.map(route => `  ${readableTokens(route)}`)],
  ].join('\n');
}
