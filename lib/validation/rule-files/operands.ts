import type { BinaryExpression, LabelMatcher, PromqlNode, VectorSelector } from '../../prometheus/promql/nodes';
import { childrenOf, withoutParentheses } from '../../prometheus/promql/visit';
import type { LocatedMessage } from '../located-message';
import { CertainLabels } from './certain-labels';
import { excludes } from './expressions';
import { mayHave, resultLabels, type ResultLabels } from './result-labels';
import type { RuleFileContext } from './rule-file-context';

/** Operators whose sides have different labels, or different values of one, so that no series has a partner. */
export function unmatchedOperands(context: RuleFileContext): LocatedMessage[] {
  const recorded = new Set(context.rules.map(({ rule }) => rule.record?.value));
  const certain = new CertainLabels(metric => metric.includes(':') || metric.startsWith('ALERTS') || recorded.has(metric));
  // The operands first, so that the labels of a chain of operators are found without recursion.
  const withMatchers = new Set(context.rules.flatMap(({ expr }) => expr?.value.includes('{') === true ? expr : []));
  const empty = new Set<PromqlNode>();
  return context.nodes('binary').toReversed().flatMap(({ node, expr }) => {
    if (!needsPartners(node)) return [];
    // An operand that is empty is reported, and what is made of it is empty, too.
    const isKnown = empty.has(withoutParentheses(node.left)) || empty.has(withoutParentheses(node.right));
    const missing = isKnown ? undefined : missingLabel(node, certain);
    const message = missing ?? (!isKnown && withMatchers.has(expr) ? differentValues(node, certain) : undefined);
    if (isKnown || message !== undefined) empty.add(node);
    return message === undefined ? [] : [{ place: expr.placeAt(node.start), message }];
  });
}

function needsPartners({ operator, left, right }: BinaryExpression): boolean {
  return operator !== 'or' && operator !== 'unless' && left.type === 'instant vector' && right.type === 'instant vector';
}

/** Labels count where `on` names them, or `ignoring` does not. */
function counts({ matching }: BinaryExpression, label: string): boolean {
  if (label === '__name__') return false;
  return matching === undefined || matching.isOn === matching.labels.includes(label);
}

function missingLabel(node: BinaryExpression, certain: CertainLabels): string | undefined {
  const { operator, left, right, matching } = node;
  const [leftLabels, rightLabels] = [resultLabels(left), resultLabels(right)];
  if (leftLabels.isOpen && rightLabels.isOpen) return undefined;
  if (!leftLabels.isOpen && !rightLabels.isOpen && leftLabels.labels.size + rightLabels.labels.size === 0) return undefined;
  const has = (side: PromqlNode, labels: ResultLabels, label: string) => labels.isOpen ? certain.has(side, label) : mayHave(labels, label);
  const closed = [leftLabels, rightLabels].flatMap(({ isOpen, labels }) => isOpen ? [] : [...labels]);
  const label = (matching?.isOn === true ? matching.labels : [...closed, 'instance', 'job']).find(each => counts(node, each)
    && ((has(left, leftLabels, each) && !mayHave(rightLabels, each)) || (has(right, rightLabels, each) && !mayHave(leftLabels, each))));
  if (label === undefined) return undefined;
  return `only one side of '${operator}' has the label '${label}', so no series of one side matches one of the other and the result is empty; `
    + 'aggregate both sides by the same labels, or name those in common with on()';
}

function differentValues(node: BinaryExpression, certain: CertainLabels): string | undefined {
  const left = certain.matchers(node.left);
  const right = left.length === 0 ? left : certain.matchers(node.right);
  if (right.length === 0) return undefined;
  for (const [matchers, others] of [[left, right], [right, left]] as const) {
    for (const { name, operator, value } of matchers) {
      const refusing = operator === '=' && counts(node, name) ? others.find(other => other.name === name && excludes(other, value)) : undefined;
      if (refusing === undefined) continue;
      return `one side of '${node.operator}' requires the label '${name}' to be "${value}" and the other ${name}${refusing.operator}"${refusing.value}", so no series of one side `
        + `matches one of the other and the result is empty; aggregate the label away, or add ignoring(${name})`;
    }
  }
  return undefined;
}

/** Divisions of series by themselves: the selectors of the sides differ in matchers for labels that count. */
export function ratiosOfThemselves(context: RuleFileContext): LocatedMessage[] {
  return context.nodes('binary').flatMap(({ node, expr }) => {
    const { operator, left, right, matching, start } = node;
    if (operator !== '/' || matching !== undefined || !needsPartners(node)) return [];
    const added = addedMatchers(left, right) ?? addedMatchers(right, left);
    const [first] = added ?? [];
    const areKept = added?.every(({ name }) => name !== '__name__' && mayHave(resultLabels(left), name) && mayHave(resultLabels(right), name));
    if (first === undefined || areKept !== true) return [];
    return [{
      place: expr.placeAt(start),
      message: `each series is divided by itself, since both sides have the label '${first.name}', and the result is 1; aggregate both sides without it, as in 'sum(…) / sum(…)'`,
    }];
  });
}

/** Returns the matchers that an expression has in addition to those of one that is equal otherwise; nothing for another one. */
function addedMatchers(left: PromqlNode, right: PromqlNode): LabelMatcher[] | undefined {
  const [more, less] = [withoutParentheses(left), withoutParentheses(right)];
  if (more.kind === 'vector-selector' && less.kind === 'vector-selector') return addedToSelector(more, less);
  const [leftChildren, rightChildren] = [childrenOf(more), childrenOf(less)];
  if (!doTheSame(more, less) || leftChildren.length !== rightChildren.length) return undefined;
  const added: LabelMatcher[] = [];
  for (const [index, child] of leftChildren.entries()) {
    const found = addedMatchers(child, rightChildren[index] as PromqlNode);
    if (found === undefined) return undefined;
    added.push(...found);
  }
  return added;
}

function addedToSelector(more: VectorSelector, less: VectorSelector): LabelMatcher[] | undefined {
  if (more.name !== less.name || more.offset?.seconds !== less.offset?.seconds || more.at !== less.at) return undefined;
  const text = ({ name, operator, value }: LabelMatcher) => `${name}${operator}${value}`;
  const [known, given] = [new Set(less.matchers.map(text)), new Set(more.matchers.map(text))];
  return [...known].every(matcher => given.has(matcher)) ? more.matchers.filter(matcher => !known.has(text(matcher))) : undefined;
}

/** Returns whether two nodes are the same but for their operands. */
function doTheSame(left: PromqlNode, right: PromqlNode): boolean {
  if (left.kind === 'call') return right.kind === 'call' && left.name === right.name;
  if (left.kind === 'matrix-selector') return right.kind === 'matrix-selector' && left.range.seconds === right.range.seconds;
  if (left.kind === 'number') return right.kind === 'number' && left.value === right.value;
  if (left.kind !== 'aggregation' || right.kind !== 'aggregation') return false;
  return left.operator === right.operator && left.grouping?.isWithout === right.grouping?.isWithout
    && left.grouping?.labels.join() === right.grouping?.labels.join();
}
