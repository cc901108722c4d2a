import { Budget } from '../budget';
import { problemAt, type PrometheusProblem } from '../problem';
import type { PrometheusRule } from '../rule-ids';
import type { YamlNode } from '../yaml/node';
import type { Place } from './place';

/** The version that most servers have had for long; what it does not know is worth a warning. */
export const OLDER_VERSION = '2.53';

/** Further warnings about versions are left out. */
const MOST_WARNINGS = 1000;

/** Whose versions a field's `since` speaks of. Alertmanager shares fields with Prometheus, and has versions of its own. */
export type Versions = 'prometheus' | 'none';

/** Collects what is found on the way. */
export class Context {
  private readonly found = new Map<string, PrometheusProblem>();
  private readonly refused = new Set<YamlNode>();

  public constructor(private readonly versions: Versions = 'prometheus', public readonly budget = new Budget()) {}

  /** Throws `TooManyProblems` once there are. */
  public report(rule: PrometheusRule, place: Place, message: string): void {
    this.add(rule, 'error', place, message);
    this.refused.add(place.node);
  }

  public warn(rule: PrometheusRule, place: Place, message: string): void {
    this.add(rule, 'warning', place, message);
  }

  /** Something that Prometheus accepts only from some version on. */
  public reportNewer(place: Place, what: string, since: string): void {
    if (this.versions === 'none' || this.found.size >= MOST_WARNINGS) return;
    const message = `${what} needs Prometheus ${since} or newer; ${OLDER_VERSION} refuses the configuration`;
    this.warn('newer-prometheus', place, message);
  }

  /** Returns whether an error was reported at the place. */
  public isRefused({ node }: Place): boolean {
    return this.refused.has(node);
  }

  /** All problems in the order of the text. */
  public problems(): PrometheusProblem[] {
    return [...this.found.values()].sort((left, right) => left.line - right.line || left.column - right.column);
  }

  /** A node that is reached through several aliases is wrong once. */
  private add(ruleId: PrometheusRule, severity: PrometheusProblem['severity'], place: Place, message: string): void {
    const { line, column } = place.node;
    const key = `${line}:${column}:${message}`;
    if (this.found.has(key)) return;
    this.found.set(key, problemAt(ruleId, severity, place, message));
    if (severity === 'error') this.budget.spendProblem(message);
  }
}
