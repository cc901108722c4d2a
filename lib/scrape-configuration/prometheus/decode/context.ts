import { ProblemSeverity, type ScrapeConfigurationProblem } from '../../problem';
import type { PrometheusRule } from '../rules';
import { pathOf, type Place } from './place';

/** The version that most servers have had for long; what it does not know is worth a warning. */
export const OLDER_VERSION = '2.53';

/** Collects what is found on the way. */
export class Context {
  private readonly found = new Map<string, ScrapeConfigurationProblem>();

  public report(rule: PrometheusRule, place: Place, message: string): void {
    this.add(rule, ProblemSeverity.ERROR, place, message);
  }

  /** Something that Prometheus accepts only from some version on. */
  public reportNewer(place: Place, what: string, since: string): void {
    const message = `${what} needs Prometheus ${since} or newer; ${OLDER_VERSION} refuses the configuration`;
    this.add('advice/newer-prometheus', ProblemSeverity.WARNING, place, message);
  }

  /** All problems in the order of the text. */
  public problems(): ScrapeConfigurationProblem[] {
    return [...this.found.values()].sort((left, right) => (left.line ?? 0) - (right.line ?? 0) || (left.column ?? 0) - (right.column ?? 0));
  }

  /** A node that is reached through several aliases is wrong once. */
  private add(ruleId: PrometheusRule, severity: ProblemSeverity, place: Place, message: string): void {
    const { line, column } = place.node;
    const key = `${line}:${column}:${message}`;
    if (!this.found.has(key)) this.found.set(key, { ruleId, severity, path: pathOf(place), message, line, column });
  }
}
