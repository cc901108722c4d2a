import { compileAnchored } from '../../../prometheus/relabel/regex';
import type { RelabelRule } from '../../../prometheus/relabel/relabel';
import { quote } from '../../../prometheus/values/quote';
import { enumerate } from '../../located-message';
import { parseRegex, type RegexNode } from '../regex/regex-tree';
import type { LabelPresence } from './label-presence';

const DIGITS = '0123456789';
const LABEL = `abcdefghijklmnopqrstuvwxyz-${DIGITS}`;

/** The characters that the values of labels have, as Kubernetes validates them. */
const ALPHABETS: ReadonlyArray<readonly [name: RegExp, characters: string]> = [
  [/^(?:namespace|pod_container_name|(?:pod_container|service|endpoint|endpointslice)_port_name)$/, LABEL],
  [/^(?:pod|service|endpoints|endpointslice|ingress|node|pod_node|endpoint_node|endpointslice_endpoint_node)_name$/, `${LABEL}.`],
  [/^(?:pod_container|service)_port_number$|^endpointslice_port$/, DIGITS],
  [/^pod_(?:ip|host_ip)$/, `${DIGITS}abcdef.:`],
];

const PREFIX = '__meta_kubernetes_';

/** Returns why a regex matches no values of its source labels, if every match has a character that no value has: `, since …`. */
export function foreignCharacter({ regex, sourceLabels, separator }: RelabelRule, labels: LabelPresence): string | undefined {
  const alphabets = sourceLabels.map(name => name.startsWith(PREFIX) && labels.isAsDiscovered(name) ? alphabetOf(name) : undefined);
  if (alphabets.length === 0 || alphabets.includes(undefined)) return undefined;
  const tree = parseRegex(regex);
  const found = tree && requiredCharacter(tree, `${alphabets.join('')}${alphabets.length > 1 ? separator : ''}`);
  if (found === undefined) return undefined;
  const joined = sourceLabels.length > 1 ? `, joined by ${quote(separator)},` : '';
  const hint = /^[A-Z]$/.test(found) ? ': such names are in lower case' : '';
  return `, since no value of ${enumerate([...new Set(sourceLabels)])}${joined} has the character ${quote(found)}${hint}`;
}

function alphabetOf(name: string): string | undefined {
  return ALPHABETS.find(([pattern]) => pattern.test(name.slice(PREFIX.length)))?.[1];
}

/** A character outside of an alphabet that every match has. */
function requiredCharacter(node: RegexNode, alphabet: string): string | undefined {
  switch (node.kind) {
    case 'literal': return Array.from(node.text).find(character => !alphabet.includes(character));
    case 'class': return hasNoneOf(node.text, alphabet) ? node.text : undefined;
    case 'group': return node.hasFlags ? undefined : requiredCharacter(node.node, alphabet);
    case 'repeat': return node.least > 0 ? requiredCharacter(node.node, alphabet) : undefined;
    case 'sequence': return node.nodes.map(part => requiredCharacter(part, alphabet)).find(character => character !== undefined);
    case 'alternatives': {
      const characters = node.nodes.map(part => requiredCharacter(part, alphabet));
      return characters.includes(undefined) ? undefined : characters[0];
    }
    default: return undefined;
  }
}

function hasNoneOf(text: string, alphabet: string): boolean {
  const { regex } = compileAnchored(text);
  return regex !== undefined && !Array.from(alphabet).some(character => regex.matches(character));
}
