import { Budget } from '../budget';
import { problemAt, type PrometheusProblem } from '../problem';
import type { PrometheusRule } from '../rule-ids';
import type { YamlNode } from '../yaml/node';
import type { Place } from './place';

/** Collects what is found on the way. */
export class Context {
  private readonly found = new Map<string, PrometheusProblem>();
  private readonly refused = new Set<YamlNode>();

  public constructor(public readonly budget = new Budget()) {}

  /** Throws `TooManyProblems` once there are. */
  public report(rule: PrometheusRule, place: Place, message: string): void {
    this.add(rule, 'error', place, message);
    this.refused.add(place.node);
  }

  public warn(rule: PrometheusRule, place: Place, message: string): void {
    this.add(rule, 'warning', place, message);
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
