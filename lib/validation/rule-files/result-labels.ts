import type { Aggregation, BinaryExpression, Call, LabelMatcher, PromqlNode, VectorSelector } from '../../prometheus/promql/nodes';

/** The labels that the series of a result may have: only some, or all except some. */
export interface ResultLabels {
  readonly isOpen: boolean;
  /** The labels that the result may have; of an open one, those that it cannot have. */
  readonly labels: ReadonlySet<string>;
}

const ANY: ResultLabels = { isOpen: true, labels: new Set() };
const NONE: ResultLabels = { isOpen: false, labels: new Set() };

export function mayHave({ isOpen, labels }: ResultLabels, label: string): boolean {
  return labels.has(label) !== isOpen;
}

/** Returns the labels that an expression's result may have. */
export function resultLabels(node: PromqlNode): ResultLabels {
  switch (node.kind) {
    case 'aggregation': return aggregated(node);
    case 'binary': return combinedOnce(node);
    case 'call': return returned(node);
    case 'parentheses': case 'subquery': case 'unary': return resultLabels(node.expr);
    case 'number': case 'string': return NONE;
    case 'vector-selector': return selected(node);
    case 'matrix-selector': return selected(node.selector);
  }
}

/** A selected series may have any label but those that must be empty. */
function selected({ matchers }: VectorSelector): ResultLabels {
  const isMissing = ({ operator, value }: LabelMatcher) => operator === '=' && value === '';
  return matchers.some(isMissing) ? without(ANY, matchers.filter(isMissing).map(({ name }) => name)) : ANY;
}

function aggregated({ operator, grouping, parameter, expr }: Aggregation): ResultLabels {
  const inner = resultLabels(expr);
  if (operator === 'topk' || operator === 'bottomk' || operator === 'limitk' || operator === 'limit_ratio') return inner;
  const kept = grouping?.isWithout === true ? without(inner, grouping.labels) : only(inner, grouping?.labels ?? []);
  return operator === 'count_values' && parameter?.kind === 'string' ? added(kept, [parameter.value]) : kept;
}

/** Each operator of a chain asks for the labels of all operators to its left. */
const known = new WeakMap<BinaryExpression, ResultLabels>();

function combinedOnce(node: BinaryExpression): ResultLabels {
  const labels = known.get(node) ?? combined(node);
  known.set(node, labels);
  return labels;
}

function combined({ operator, left, right, matching }: BinaryExpression): ResultLabels {
  if (left.type === 'scalar' || right.type === 'scalar') return resultLabels(left.type === 'scalar' ? right : left);
  if (operator === 'and' || operator === 'unless') return resultLabels(left);
  if (operator === 'or') return either(resultLabels(left), resultLabels(right));
  if (matching?.many !== undefined) {
    const [many, one] = matching.many === 'left' ? [left, right] : [right, left];
    const from = resultLabels(one);
    const missing = without(resultLabels(many), matching.include.filter(label => !mayHave(from, label)));
    return added(missing, matching.include.filter(label => mayHave(from, label)));
  }
  if (matching === undefined) return resultLabels(left);
  return matching.isOn ? only(resultLabels(left), matching.labels) : without(resultLabels(left), matching.labels);
}

function returned({ name, args }: Call): ResultLabels {
  const [first] = args;
  if (name === 'absent' || name === 'absent_over_time') return ofAbsence(first);
  if (name === 'label_replace' || name === 'label_join') {
    const [vector, target] = args;
    const labels = vector === undefined ? ANY : resultLabels(vector);
    return target?.kind === 'string' ? added(labels, [target.value]) : ANY;
  }
  if (name === 'vector' || name === 'scalar' || name === 'time' || name === 'pi') return NONE;
  const input = args.find(({ type }) => type === 'instant vector' || type === 'range vector');
  if (name === 'info' || input === undefined) return ANY;
  return name === 'histogram_quantile' ? without(resultLabels(input), ['le']) : resultLabels(input);
}

/** An absent series has the labels that its selector requires. */
function ofAbsence(node: PromqlNode | undefined): ResultLabels {
  const selector = node?.kind === 'matrix-selector' ? node.selector : node;
  if (selector?.kind !== 'vector-selector') return NONE;
  const required = selector.matchers.filter(({ operator, value }) => operator === '=' && value !== '');
  return { isOpen: false, labels: new Set(required.map(({ name }) => name)) };
}

function only(inner: ResultLabels, labels: readonly string[]): ResultLabels {
  return { isOpen: false, labels: new Set(labels.filter(label => mayHave(inner, label))) };
}

function without({ isOpen, labels }: ResultLabels, removed: readonly string[]): ResultLabels {
  return { isOpen, labels: isOpen ? new Set([...labels, ...removed]) : difference(labels, removed) };
}

function added({ isOpen, labels }: ResultLabels, more: readonly string[]): ResultLabels {
  return { isOpen, labels: isOpen ? difference(labels, more) : new Set([...labels, ...more]) };
}

function difference(labels: ReadonlySet<string>, removed: readonly string[]): ReadonlySet<string> {
  const result = new Set(labels);
  for (const label of removed) result.delete(label);
  return result;
}

function either(left: ResultLabels, right: ResultLabels): ResultLabels {
  if (!left.isOpen && !right.isOpen) return { isOpen: false, labels: new Set([...left.labels, ...right.labels]) };
  const open = left.isOpen ? left : right;
  const other = left.isOpen ? right : left;
  return { isOpen: true, labels: new Set([...open.labels].filter(label => !mayHave(other, label))) };
}
