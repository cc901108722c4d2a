import type { AggregationOperator } from './token';

/*
 * The tree of an expression. Places are counted in characters of the expression, from 0; durations in seconds.
 */

/** The type of an expression's value, in the words of Prometheus's documentation. */
export type ValueType = 'instant vector' | 'range vector' | 'scalar' | 'string';

interface NodeBase {
  readonly start: number;
  readonly end: number;
  readonly type: ValueType;
}

/** A duration. One that is computed (`5m * 2`) has no number of seconds. */
export interface PromqlDuration {
  readonly seconds?: number;
  readonly start: number;
  readonly end: number;
}

/** Modifiers that shift a selector or a subquery in time. */
export interface TimeModifiers {
  readonly offset?: PromqlDuration;
  /** A timestamp in seconds, or an end of the query's range. */
  readonly at?: number | 'start' | 'end';
}

export interface LabelMatcher {
  /** `__name__` for a metric name in quotes. */
  readonly name: string;
  readonly operator: '=' | '!=' | '=~' | '!~';
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

/** `up{job="a"}` */
export interface VectorSelector extends NodeBase, TimeModifiers {
  readonly kind: 'vector-selector';
  /** The metric name before the braces. */
  readonly name?: string;
  /** The matchers in the braces. */
  readonly matchers: readonly LabelMatcher[];
  /** The extrapolation of the ends of a range. */
  readonly extrapolation?: 'anchored' | 'smoothed';
}

/** `up[5m]` */
export interface MatrixSelector extends NodeBase {
  readonly kind: 'matrix-selector';
  readonly selector: VectorSelector;
  readonly range: PromqlDuration;
}

/** `rate(up[5m])[1h:1m]` */
export interface Subquery extends NodeBase, TimeModifiers {
  readonly kind: 'subquery';
  readonly expr: PromqlNode;
  readonly range: PromqlDuration;
  readonly step?: PromqlDuration;
}

/** The labels of `by` or `without`. */
export interface Grouping {
  readonly labels: readonly string[];
  readonly isWithout: boolean;
}

/** `sum by (job) (up)` */
export interface Aggregation extends NodeBase {
  readonly kind: 'aggregation';
  readonly operator: AggregationOperator;
  readonly grouping?: Grouping;
  readonly parameter?: PromqlNode;
  readonly expr: PromqlNode;
}

/** `on (job) group_left (name)` */
export interface VectorMatching {
  /** The labels that two series have in common, or that do not count. */
  readonly labels: readonly string[];
  readonly isOn: boolean;
  /** The side that may have several series for one of the other. */
  readonly many?: 'left' | 'right';
  /** The labels that are taken from the other side. */
  readonly include: readonly string[];
}

export type BinaryOperator
  = '+' | '-' | '*' | '/' | '%' | '^' | 'atan2' | '==' | '!=' | '<=' | '<' | '>=' | '>' | '</' | '>/' | 'and' | 'or' | 'unless';

/** `a / on (job) b` */
export interface BinaryExpression extends NodeBase {
  readonly kind: 'binary';
  readonly operator: BinaryOperator;
  readonly left: PromqlNode;
  readonly right: PromqlNode;
  readonly isBool: boolean;
  /** The labels of `on` or `ignoring`. */
  readonly matching?: VectorMatching;
}

/** `rate(up[5m])` */
export interface Call extends NodeBase {
  readonly kind: 'call';
  readonly name: string;
  readonly args: readonly PromqlNode[];
}

/** `-up` */
export interface UnaryExpression extends NodeBase {
  readonly kind: 'unary';
  readonly operator: '+' | '-';
  readonly expr: PromqlNode;
}

/** `(up)` */
export interface Parentheses extends NodeBase {
  readonly kind: 'parentheses';
  readonly expr: PromqlNode;
}

export interface NumberLiteral extends NodeBase {
  readonly kind: 'number';
  readonly value: number;
}

export interface StringLiteral extends NodeBase {
  readonly kind: 'string';
  readonly value: string;
}

export type PromqlNode = Aggregation | BinaryExpression | Call | MatrixSelector | NumberLiteral | Parentheses | StringLiteral | Subquery
  | UnaryExpression | VectorSelector;
