import type { LocatedMessage } from './located-message';
import type { ProblemSeverity, Problem } from './problem';
import { pathOf, type Place } from '../prometheus/decode/place';

/** A rule of validation as documentation and tools show it. */
export interface RuleDescription {
  /** Unique over all rules, in kebab-case. Users see it and acknowledge warnings by it: it stays. */
  readonly id: string;
  /** The severity of its problems; a single problem may be less certain than the rule, and then only warns. */
  readonly severity: ProblemSeverity;
  /** The problem in one sentence, without the full stop. */
  readonly summary: string;
  /** Why the problem matters, in whole sentences. */
  readonly why: string;
  /** The way to fix it, in whole sentences. */
  readonly fix: string;
  /** The page of AWS, Prometheus or Kubernetes that the rule rests on. */
  readonly helpUrl: string;
}

/**
 * A rule of validation.
 *
 * @typeParam T what it looks at: usually a whole configuration with the collector that it is for
 */
export interface ValidationRule<T> extends RuleDescription {
  /** Finds each place that breaks the rule. An unknown value never breaks a rule. */
  readonly check: (subject: T) => readonly LocatedMessage[];
}

/** Applies rules in the order of their table. */
export function problemsByRules<T>(rules: ReadonlyArray<ValidationRule<T>>, subject: T): Problem[] {
  return rules.flatMap(({ id, severity, check }) =>
    check(subject).map(found => problemOfRule(id, found.severity ?? severity, found.place, found.message)));
}

/** A problem at a place of the configuration. */
export function problemOfRule(ruleId: string, severity: ProblemSeverity, place: Place, message: string): Problem {
  return { ruleId, severity, path: pathOf(place), message, line: place.node.line, column: place.node.column };
}
