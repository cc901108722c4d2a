import type { ProblemSeverity, Problem } from './problem';
import { pathOf, type Place } from '../prometheus/decode/place';

/** A finding at a value of the configuration. */
export function problemAt(ruleId: string, severity: ProblemSeverity, place: Place, message: string): Problem {
  return { ruleId, severity, path: pathOf(place), message, line: place.node.line, column: place.node.column };
}
