import { containsToken } from '../../private/tokens';
import type { Aggregation, BinaryExpression, Call, LabelMatcher, PromqlNode, VectorSelector } from '../../prometheus/promql/nodes';

/** The labels of every target. */
const TARGET_LABELS: ReadonlySet<string> = new Set(['instance', 'job']);

/** Functions whose result has other labels than their argument. */
const CHANGING: ReadonlySet<string> = new Set(['absent', 'absent_over_time', 'label_replace', 'label_join', 'info', 'vector', 'scalar', 'time', 'pi']);

/** So many matchers of a selector are read; people write fewer. */
const MOST_MATCHERS = 20;

const NONE: ReadonlySet<string> = new Set();

/** The selector whose series are those of a result, and which of their labels the result has unchanged. */
interface Origin {
  readonly selector: VectorSelector;
  /** Absent if all labels are kept that are not removed. */
  readonly kept?: ReadonlySet<string>;
  readonly removed: ReadonlySet<string>;
}

/** Finds the labels that every series of a result certainly has. Each node is read once. */
export class CertainLabels {
  private readonly origins = new Map<PromqlNode, Origin | undefined>();

  /** @param isRecorded returns whether rules write a metric, which may have none of the labels of a target */
  public constructor(private readonly isRecorded: (metric: string) => boolean) {}

  /** Returns whether every series has a label: one that a matcher requires, or one of every target. */
  public has(node: PromqlNode, label: string): boolean {
    const origin = this.origin(node);
    if (origin === undefined || !keeps(origin, label)) return false;
    const matchers = matchersOf(origin.selector).filter(({ name }) => name === label);
    const { name } = origin.selector;
    const isOfTarget = name !== undefined && !this.isRecorded(name) && matchers.length === 0;
    return matchers.some(requiresText) || (isOfTarget && TARGET_LABELS.has(label));
  }

  /** Returns the matchers that every series fulfills. */
  public matchers(node: PromqlNode): readonly LabelMatcher[] {
    const origin = this.origin(node);
    const matchers = origin === undefined ? [] : matchersOf(origin.selector);
    return origin === undefined || matchers.length === 0 ? matchers : matchers.filter(({ name }) => keeps(origin, name));
  }

  private origin(node: PromqlNode): Origin | undefined {
    if (node.kind === 'vector-selector' || !this.origins.has(node)) {
      const found = this.find(node);
      if (node.kind !== 'vector-selector') this.origins.set(node, found);
      return found;
    }
    return this.origins.get(node);
  }

  private find(node: PromqlNode): Origin | undefined {
    switch (node.kind) {
      case 'vector-selector': return { selector: node, removed: NONE };
      case 'matrix-selector': return this.origin(node.selector);
      case 'parentheses': case 'subquery': case 'unary': return this.origin(node.expr);
      case 'aggregation': return this.aggregated(node);
      case 'call': return this.returned(node);
      case 'binary': return this.combined(node);
      case 'number': case 'string': return undefined;
    }
  }

  private aggregated({ operator, grouping, expr }: Aggregation): Origin | undefined {
    const inner = this.origin(expr);
    if (operator === 'topk' || operator === 'bottomk' || operator === 'limitk' || operator === 'limit_ratio') return inner;
    if (inner === undefined || operator === 'count_values' || grouping === undefined) return undefined;
    return grouping.isWithout ? without(inner, grouping.labels) : only(inner, grouping.labels);
  }

  private returned({ name, args }: Call): Origin | undefined {
    if (CHANGING.has(name)) return undefined;
    const vector = args.find(({ type }) => type === 'instant vector' || type === 'range vector');
    const inner = vector && this.origin(vector);
    return name === 'histogram_quantile' ? inner && without(inner, ['le']) : inner;
  }

  private combined({ operator, left, right, matching }: BinaryExpression): Origin | undefined {
    if (left.type === 'scalar' || right.type === 'scalar') return this.origin(left.type === 'scalar' ? right : left);
    if (operator === 'and' || operator === 'unless') return this.origin(left);
    if (operator === 'or') return undefined;
    const inner = this.origin(matching?.many === 'right' ? right : left);
    if (inner === undefined || matching === undefined) return inner;
    if (matching.many !== undefined) return without(inner, matching.include);
    return matching.isOn ? only(inner, matching.labels) : without(inner, matching.labels);
  }
}

function keeps({ kept, removed }: Origin, label: string): boolean {
  return !removed.has(label) && (kept === undefined || kept.has(label));
}

function only(origin: Origin, labels: readonly string[]): Origin {
  return { ...origin, kept: new Set(labels.filter(label => keeps(origin, label))) };
}

function without(origin: Origin, labels: readonly string[]): Origin {
  return labels.every(label => origin.removed.has(label)) ? origin : { ...origin, removed: new Set([...origin.removed, ...labels]) };
}

function matchersOf({ matchers }: VectorSelector): readonly LabelMatcher[] {
  return matchers.length === 0 ? matchers : matchers.slice(0, MOST_MATCHERS).filter(({ value }) => !containsToken(value));
}

function requiresText({ operator, value }: LabelMatcher): boolean {
  return operator === '=' ? value !== '' : operator === '!=' ? value === '' : operator === '=~' && value === '.+';
}
