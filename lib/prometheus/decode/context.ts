import { Budget } from '../budget';
import { problemAt, type PrometheusProblem } from '../problem';
import type { PrometheusRule } from '../rule-ids';
import type { YamlNode } from '../yaml/node';
import { pathOf, type Place } from './place';

/** Collects what is found on the way. */
export class Context {
  private readonly found = new Map<string, PrometheusProblem>();
  private readonly refused = new Set<YamlNode>();

  public constructor(public readonly budget = new Budget()) {}

  /** Throws `TooManyProblems` once there are. */
  public report(rule: PrometheusRule, place: Place, message: string, plainMessage?: string): void {
    const problem = problemAt(rule, 'error', place, message);
    this.add(plainMessage === undefined ? problem : { ...problem, plainMessage });
    this.refused.add(place.node);
  }

  /** Reports a field of a type that is not among its fields. */
  public reportUnknownField(place: Place, field: string, type: string, knownFields: Iterable<string>): void {
    const problem = problemAt('unknown-field', 'error', place, `field ${field} not found in type ${type}`);
    this.add({ ...problem, unknownField: { name: field, section: place.parent === undefined ? '' : pathOf(place.parent), known: [...knownFields] } });
    this.refused.add(place.node);
  }

  public warn(rule: PrometheusRule, place: Place, message: string): void {
    this.add(problemAt(rule, 'warning', place, message));
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
  private add(problem: PrometheusProblem): void {
    const { line, column, message, severity } = problem;
    const key = `${line}:${column}:${message}`;
    if (this.found.has(key)) return;
    this.found.set(key, problem);
    if (severity === 'error') this.budget.spendProblem(message);
  }
}
