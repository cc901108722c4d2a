import type { EffectiveRelabeling } from '../../../prometheus/scrape-config/effective';
import type { LocatedMessage } from '../../located-message';
import { parseRegex, type RegexNode } from '../regex/regex-tree';

/** Letters that follow a backslash in a class of characters, such as `\d`. */
const CLASS_LETTERS: ReadonlySet<string> = new Set(['d', 'w', 's', 'D', 'W', 'S']);

const LOST = /(^|[^\w\\])([dwsDWS])(?=[+*{])/g;

/** Finds `(d+)` where `(\d+)` was meant: template literals and shells remove a backslash. */
export function lostEscape({ value }: EffectiveRelabeling): LocatedMessage | undefined {
  const regex = value.text('regex');
  if (regex === undefined || !/[dwsDWS][+*{]/.test(regex)) return undefined;
  const tree = parseRegex(regex);
  const [lost] = tree === undefined ? [] : repeatedLetters(tree);
  if (lost === undefined) return undefined;
  const right = regex.replaceAll(LOST, '$1\\$2');
  const message = `the regex repeats the letter ${lost} where \\${lost} was probably meant: a JavaScript template literal or a shell removed the backslash; `
    + `write ${right}, in a template literal ${right.replaceAll('\\', '\\\\')}, or use String.raw or fromFile`;
  return { place: value.placeOf('regex'), message };
}

/** The letters that are repeated and belong to no word. */
function repeatedLetters(node: RegexNode, before?: RegexNode): string[] {
  switch (node.kind) {
    case 'sequence': return node.nodes.flatMap((part, index) => repeatedLetters(part, node.nodes[index - 1]));
    case 'alternatives': return node.nodes.flatMap(part => repeatedLetters(part));
    case 'group': return repeatedLetters(node.node);
    case 'repeat': {
      if (node.node.kind !== 'literal') return repeatedLetters(node.node);
      const isPartOfWord = before?.kind === 'literal' && /[\w\\]$/.test(before.text);
      return node.most > 1 && CLASS_LETTERS.has(node.node.text) && !isPartOfWord ? [node.node.text] : [];
    }
    default: return [];
  }
}
