import type { Problem } from '../../../lib/validation/problem';
import { problemText } from './problem-text';
import type { Paint } from './terminal';

/** Lays out an alert manager definition: its problems and its routing tree. */
export function definitionText(name: string, routes: readonly string[], problems: readonly Problem[], paint: Paint): string {
  return [
    `${paint.strong(name)}: alert manager definition`,
    ...problems.map(problem => `  ${problemText(problem, paint)}`),
    ...routes.length === 0 ? [] : ['', 'Routes', ...routes.map(route => `  ${route}`)],
  ].join('\n');
}
