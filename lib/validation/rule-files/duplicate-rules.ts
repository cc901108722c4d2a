import { containsToken } from '../../private/tokens';
import { pathOf } from '../../prometheus/decode/place';
import type { PromqlNode } from '../../prometheus/promql/nodes';
import { visit } from '../../prometheus/promql/visit';
import type { LocatedMessage } from '../located-message';
import { mayHave, resultLabels } from './result-labels';
import type { RuleFileContext, RuleInGroup } from './rule-file-context';

/** Rules with the same name are compared with so many others, so that a file of nothing else is quick to read. */
const MOST_COMPARED = 20;

/** Rules of one kind, name and labels that may yield the same series. */
export function duplicateRules({ rules, target }: RuleFileContext): LocatedMessage[] {
  const known = new Map<string, RuleInGroup[]>();
  const matchers = new Map<PromqlNode, Matchers>();
  const matchersOf = (tree: PromqlNode): Matchers => {
    const found = matchers.get(tree) ?? findMatchers(tree);
    matchers.set(tree, found);
    return found;
  };
  return rules.flatMap((each) => {
    const { record, alert } = each.rule;
    const name = record ?? alert;
    if (name === undefined || name.value === '') return [];
    const id = identity(each);
    if (containsToken(id)) return [];
    const others = known.get(id);
    const first = others?.find(other => !selectDifferentSeries(other.tree, each.tree, matchersOf));
    if (others === undefined) known.set(id, [each]);
    else if (others.length < MOST_COMPARED) others.push(each);
    if (first === undefined) return [];
    const { place } = first.rule;
    const where = target.isWritten === true ? `in ${pathOf(place)}` : `on line ${place.node.line}`;
    const effect = record === undefined ? 'both can raise the same alert' : 'both can write the same series';
    return [{ place: name.place, message: `'${name.value}' is defined twice with the same labels, first ${where}: ${effect}` }];
  });
}

/** The kind, the name and the labels of a rule, with those of its group. */
function identity({ group, rule: { record, alert, labels } }: RuleInGroup): string {
  const kind = record === undefined ? 'alert' : 'record';
  const name = (record ?? alert)?.value ?? '';
  if (group.labels.size + labels.size === 0) return `${kind} ${name}`;
  const all = new Map([...group.labels, ...labels].map(([key, { value }]) => [key, value]));
  return `${kind} ${name}\n${JSON.stringify([...all].sort())}`;
}

/** The matchers of an expression by label, each as one text. */
type Matchers = ReadonlyMap<string, string>;

/** Returns whether the selectors of two expressions require different values of a label that both results have. */
function selectDifferentSeries(
  left: PromqlNode | undefined, right: PromqlNode | undefined, matchersOf: (tree: PromqlNode) => Matchers,
): boolean {
  if (left === undefined || right === undefined || left === right) return false;
  const [leftMatchers, rightMatchers] = [matchersOf(left), matchersOf(right)];
  const [leftLabels, rightLabels] = [resultLabels(left), resultLabels(right)];
  return [...leftMatchers].some(([label, matchers]) => {
    const others = rightMatchers.get(label);
    const differ = others !== undefined && (others !== matchers || containsToken(matchers));
    return differ && mayHave(leftLabels, label) && mayHave(rightLabels, label);
  });
}

function findMatchers(tree: PromqlNode): Matchers {
  const found = new Map<string, Set<string>>();
  visit(tree, {
    'vector-selector': ({ matchers }) => {
      for (const { name, operator, value } of matchers) found.set(name, (found.get(name) ?? new Set()).add(`${operator}${value}`));
    },
  });
  return new Map([...found].map(([label, matchers]) => [label, [...matchers].sort().join('\n')]));
}
