import { suggestion } from '../private/suggestion';
import { RELABEL_ACTIONS } from '../prometheus/relabel/relabel';
import { KUBERNETES_ROLES } from '../prometheus/scrape-config/fields/kubernetes';
import type { Problem } from './problem';

/** Messages about a value that is not one of a few, with those that exist. */
const CHOICES: ReadonlyArray<readonly [message: RegExp, values: readonly string[]]> = [
  [/^unknown Kubernetes SD role "(?<value>[^"]*)"$/, KUBERNETES_ROLES],
  [/^unknown relabel action "(?<value>[^"]*)"$/, RELABEL_ACTIONS],
];

/** Returns a problem with the most similar value that exists, if it is about one that does not. */
export function withSuggestion(problem: Problem): Problem {
  for (const [message, values] of CHOICES) {
    const value = message.exec(problem.message)?.groups?.value;
    if (value !== undefined) return { ...problem, message: `${problem.message}${suggestion(value, values)}` };
  }
  return problem;
}
