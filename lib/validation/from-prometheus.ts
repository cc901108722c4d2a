import { suggestion } from '../private/suggestion';
import type { PrometheusProblem, UnknownField } from '../prometheus/problem';
import { ProblemSeverity, type Problem } from './problem';

/** Returns a problem of Prometheus or Alertmanager as one of validation. Some of its messages would name types of Go. */
export function fromPrometheus({ severity, unknownField, message, plainMessage, ...problem }: PrometheusProblem): Problem {
  return {
    ...problem,
    message: unknownField === undefined ? plainMessage ?? message : unknownFieldMessage(unknownField),
    severity: severity === 'error' ? ProblemSeverity.ERROR : ProblemSeverity.WARNING,
  };
}

function unknownFieldMessage({ name, section, known }: UnknownField): string {
  return `unknown field '${name}'${section === '' ? '' : ` in ${section}`}${suggestion(name, known)}`;
}
