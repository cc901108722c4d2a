import { compileAnchored } from '../../../prometheus/relabel/regex';
import type { RelabelRule } from '../../../prometheus/relabel/relabel';
import { quote } from '../../../prometheus/values/quote';
import { parseRegex, shortestMatch, type RegexNode } from '../regex/regex-tree';

/** `$NODE_NAME` and `${NODE_NAME}`. */
const VARIABLE = /\$(?:\{\w+\}|[A-Za-z_]\w*)/;

/** Returns why a relabeling's regex matches no value at all, if so: `, since …`. */
export function impossibleReason({ regex, sourceLabels, separator }: RelabelRule): string | undefined {
  if (!regex.includes('$') && !regex.includes('^') && sourceLabels.length < 2) return undefined;
  const tree = parseRegex(regex);
  if (tree === undefined) return undefined;
  if (isImpossible(tree)) {
    const [variable] = VARIABLE.exec(regex) ?? [];
    return variable === undefined
      ? ', since it requires text before the beginning or after the end of the value'
      : ', since nothing follows the end of a value, for which $ stands; '
        + `${variable} is a variable of another program's environment: write the value itself, `
        + 'or remove the relabeling, since a managed collector scrapes the targets of all nodes';
  }
  if (sourceLabels.length < 2 || separator === '' || canContain(tree, separator)) return undefined;
  return `, since the values of ${sourceLabels.length} labels are joined by ${quote(separator)}, which the regex never matches: `
    + `write a part for each label, such as a${separator}b`;
}

/** Returns true if every match would have text before its start or after its end. */
function isImpossible(node: RegexNode): boolean {
  switch (node.kind) {
    case 'group': return !node.hasFlags && isImpossible(node.node);
    case 'repeat': return node.least > 0 && isImpossible(node.node);
    case 'alternatives': return node.nodes.every(isImpossible);
    case 'sequence': return node.nodes.some(isImpossible) || node.nodes.some((part, index) =>
      (requires(part, 'end') && hasText(node.nodes.slice(index + 1))) || (requires(part, 'begin') && hasText(node.nodes.slice(0, index))));
    default: return false;
  }
}

function hasText(nodes: readonly RegexNode[]): boolean {
  return nodes.some(node => shortestMatch(node) > 0);
}

/** Returns true if every match of the node passes the anchor. */
function requires(node: RegexNode, anchor: 'begin' | 'end'): boolean {
  switch (node.kind) {
    case anchor: return true;
    case 'group': return !node.hasFlags && requires(node.node, anchor);
    case 'repeat': return node.least > 0 && requires(node.node, anchor);
    case 'alternatives': return node.nodes.every(part => requires(part, anchor));
    case 'sequence': return node.nodes.some(part => requires(part, anchor));
    default: return false;
  }
}

/** Returns true if a match may contain the first character of a text. */
function canContain(node: RegexNode, [character = '']: string): boolean {
  switch (node.kind) {
    case 'literal': return node.text.includes(character);
    case 'class': return compileAnchored(node.text).regex?.matches(character) !== false;
    case 'any': return true;
    case 'begin':
    case 'end':
    case 'boundary': return false;
    case 'group': return node.hasFlags || canContain(node.node, character);
    case 'repeat': return node.most > 0 && canContain(node.node, character);
    case 'sequence':
    // Classes need the engine, which takes long to load.
    case 'alternatives': return [...node.nodes].sort(literalsFirst).some(part => canContain(part, character));
  }
}

function literalsFirst(left: RegexNode, right: RegexNode): number {
  return Number(right.kind === 'literal') - Number(left.kind === 'literal');
}
