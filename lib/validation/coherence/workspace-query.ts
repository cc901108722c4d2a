import type { PromqlNode } from '../../prometheus/promql/nodes';
import type { MetricSource } from './metric-source';

/** An expression that reads from a workspace. */
export interface WorkspaceQuery {
  readonly expr: PromqlNode;
  readonly text: string;
  /** The reader in a message: `alert 'Down'`. */
  readonly title: string;
  /** The metric that a recording rule writes. */
  readonly record?: string;
  /** The name of an alerting rule. */
  readonly alert?: string;
  /** Returns a part of the expression for a message; the text itself unless it has variables. */
  readonly excerpt?: (start: number, end: number) => string;
}

/** The queries that read from a workspace, and the jobs that write to it. */
export interface WorkspaceTraffic<Query extends WorkspaceQuery = WorkspaceQuery> {
  readonly sources: readonly MetricSource[];
  readonly queries: readonly Query[];
  /** In seconds; nothing where it is not known. */
  readonly retention?: number;
  /** True if the workspace has rules that are not among the queries. */
  readonly hasOtherRules?: boolean;
}

export type CoherenceRuleId = 'query-without-series' | 'dropped-label' | 'range-too-short' | 'window-beyond-retention';

/** A problem of a query, at a part of its expression. */
export interface CoherenceProblem<Query> {
  readonly ruleId: CoherenceRuleId;
  readonly query: Query;
  readonly start: number;
  readonly end: number;
  /** The part of the expression that a message shows, if it is more than the place. */
  readonly shown?: { readonly start: number; readonly end: number };
  /** The problem and the fix. Selectors with the same problem have the same message. */
  readonly message: string;
}
