import { pathOf, type Place } from './decode/place';
import type { PrometheusRule } from './rule-ids';

/** A problem that Prometheus reports about a document, or that keeps part of the document from being validated. */
export interface PrometheusProblem {
  readonly ruleId: PrometheusRule;
  /** Prometheus refuses a document with an error. */
  readonly severity: 'error' | 'warning';
  /** The place in Prometheus's field names: `scrape_configs[0].job_name`. Empty for the whole document. */
  readonly path: string;
  /** The message, in Prometheus's wording where it has one. */
  readonly message: string;
  /** The message without the names of Go's types, where Prometheus's has some. */
  readonly plainMessage?: string;
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number;
  readonly unknownField?: UnknownField;
}

/** A field that does not exist at its place. */
export interface UnknownField {
  readonly name: string;
  /** The path of the section; empty for the document. */
  readonly section: string;
  /** The fields that exist there. */
  readonly known: readonly string[];
}

/** Returns a problem at a place of the document. */
export function problemAt(ruleId: PrometheusRule, severity: PrometheusProblem['severity'], place: Place, message: string): PrometheusProblem {
  return { ruleId, severity, path: pathOf(place), message, line: place.node.line, column: place.node.column };
}
