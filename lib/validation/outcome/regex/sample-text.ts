import { compileAnchored } from '../../../prometheus/relabel/regex';
import { parseRegex, type RegexNode } from './regex-tree';

/** The characters that labels usually have, in the order in which a class is tried on them. */
const USUAL_CHARACTERS = Array.from('a1x0-_./:;,A@ ');

/** Nobody needs longer repetitions than these. */
const MOST_REPETITIONS = 64;

/** Returns a text that a regular expression matches as a whole, or nothing where none was found. */
export function sampleText(regex: string): string | undefined {
  const node = parseRegex(regex);
  const text = node && sampleOf(node);
  return text !== undefined && compileAnchored(regex).regex?.matches(text) === true ? text : undefined;
}

function sampleOf(node: RegexNode): string | undefined {
  switch (node.kind) {
    case 'literal': return node.text;
    case 'class': return sampleOfClass(node.text);
    case 'any': return 'a';
    case 'begin':
    case 'end':
    case 'boundary': return '';
    case 'group': return sampleOf(node.node);
    case 'alternatives': return node.nodes.map(sampleOf).find(text => text !== undefined);
    case 'repeat': return sampleOf(node.node)?.repeat(Math.min(Math.max(node.least, Math.min(node.most, 1)), MOST_REPETITIONS));
    case 'sequence': {
      const texts = node.nodes.map(sampleOf);
      return texts.includes(undefined) ? undefined : texts.join('');
    }
  }
}

function sampleOfClass(text: string): string | undefined {
  const { regex } = compileAnchored(text);
  return regex && USUAL_CHARACTERS.find(character => regex.matches(character));
}
