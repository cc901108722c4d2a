/** The parts of a regular expression that its outcome depends on. */
export type RegexNode
  = { readonly kind: 'literal'; readonly text: string }
    /** One character of several, as written in the expression: `[a-z]`, `\d`. */
    | { readonly kind: 'class'; readonly text: string }
    | { readonly kind: 'any' }
    | { readonly kind: 'begin' }
    | { readonly kind: 'end' }
    /** A word boundary. */
    | { readonly kind: 'boundary' }
    | { readonly kind: 'group'; readonly isCapturing: boolean; readonly name?: string; readonly hasFlags: boolean; readonly node: RegexNode }
    | { readonly kind: 'sequence'; readonly nodes: readonly RegexNode[] }
    | { readonly kind: 'alternatives'; readonly nodes: readonly RegexNode[] }
    | { readonly kind: 'repeat'; readonly least: number; readonly most: number; readonly node: RegexNode };

/** Expressions that people write are shorter and flatter. */
const LONGEST = 2000;
const DEEPEST = 50;

/** Reads tokens from the left; each expression is anchored, so that it cannot look back. */
const TOKEN = new RegExp([
  String.raw`\\Q[^]*?(?:\\E|$)`, String.raw`\\[pP](?:\{[^}]*\}|[A-Za-z])`, String.raw`\\x(?:\{[^}]*\}|[0-9A-Fa-f]{2})`, String.raw`\\[^]`,
  String.raw`\[\^?\]?(?:\\[^]|\[:\^?\w+:\]|[^\]\\])*\]`,
  String.raw`\(\?P?<(?<name>\w+)>`, String.raw`\(\?(?<flags>[a-zA-Z-]*)(?<close>[:)])`, String.raw`\(`, String.raw`\)`, String.raw`\|`,
  String.raw`(?:[*+?]|\{(?<least>\d+)(?<comma>,(?<most>\d*))?\})\??`, String.raw`[^]`,
].join('|'), 'uy');

const CLASS_ESCAPE = /^\\[dDwWsSpPC]/;

/** Parses an RE2 expression that Prometheus accepts, or returns nothing for one that is too long or too deep. */
export function parseRegex(regex: string): RegexNode | undefined {
  if (regex.length > LONGEST) return undefined;
  const parser = { regex, position: 0, depth: 0 };
  const node = alternatives(parser);
  return parser.position === regex.length ? node : undefined;
}

interface Parser {
  readonly regex: string;
  position: number;
  depth: number;
}

function next(parser: Parser): RegExpExecArray | null {
  TOKEN.lastIndex = parser.position;
  return TOKEN.exec(parser.regex);
}

/** Up to the parenthesis that closes, or the end. */
function alternatives(parser: Parser): RegexNode | undefined {
  const all: RegexNode[] = [];
  let current: RegexNode[] = [];
  for (let token = next(parser); token !== null && token[0] !== ')'; token = next(parser)) {
    parser.position += token[0].length;
    if (token[0] === '|') {
      all.push(sequence(current));
      current = [];
    } else if (!append(current, token, parser)) {
      return undefined;
    }
  }
  all.push(sequence(current));
  return all.length === 1 ? all[0] : { kind: 'alternatives', nodes: all };
}

function sequence(nodes: readonly RegexNode[]): RegexNode {
  const [only] = nodes;
  return nodes.length === 1 && only !== undefined ? only : { kind: 'sequence', nodes };
}

/** Returns whether the token could be read. */
function append(nodes: RegexNode[], token: RegExpExecArray, parser: Parser): boolean {
  const repeated = repetition(token);
  const last = nodes.at(-1);
  if (repeated !== undefined && last !== undefined) {
    nodes[nodes.length - 1] = { kind: 'repeat', ...repeated, node: last };
    return true;
  }
  const node = token[0].startsWith('(') ? group(token, parser) : leaf(token[0]);
  if (node === undefined) return false;
  nodes.push(node);
  return true;
}

function repetition({ 0: token, groups = {} }: RegExpExecArray): { readonly least: number; readonly most: number } | undefined {
  if (groups.least !== undefined) {
    const least = Number(groups.least);
    return { least, most: groups.comma === undefined ? least : Number(groups.most === '' ? Infinity : groups.most) };
  }
  switch (token.length <= 2 ? token[0] : undefined) {
    case '*': return { least: 0, most: Infinity };
    case '+': return { least: 1, most: Infinity };
    case '?': return { least: 0, most: 1 };
    default: return undefined;
  }
}

function group({ groups = {} }: RegExpExecArray, parser: Parser): RegexNode | undefined {
  const { name, flags, close } = groups;
  // Flags for the rest of the surrounding group, as in (?i), may change what everything else means.
  if (close === ')' || ++parser.depth > DEEPEST) return undefined;
  const node = alternatives(parser);
  if (node === undefined || parser.regex[parser.position] !== ')') return undefined;
  parser.position++;
  parser.depth--;
  return { kind: 'group', isCapturing: flags === undefined, name, hasFlags: flags !== undefined && flags !== '', node };
}

function leaf(token: string): RegexNode {
  if (token === '.') return { kind: 'any' };
  if (token === '^' || token === '\\A') return { kind: 'begin' };
  if (token === '$' || token === '\\z') return { kind: 'end' };
  if (token === '\\b' || token === '\\B') return { kind: 'boundary' };
  if (token.startsWith('\\Q')) return { kind: 'literal', text: token.slice(2).replace(/\\E$/, '') };
  if ((token.startsWith('[') && token.length > 1) || CLASS_ESCAPE.test(token) || /^\\x/.test(token)) return { kind: 'class', text: token };
  return { kind: 'literal', text: token.startsWith('\\') ? unescaped(token[1] ?? '') : token };
}

function unescaped(character: string): string {
  return ({ n: '\n', t: '\t', r: '\r', f: '\f', v: '\v', a: '\u0007' } as Readonly<Record<string, string>>)[character] ?? character;
}

/** The nodes inside a node, itself first. */
export function descendants(node: RegexNode): RegexNode[] {
  if ('nodes' in node) return [node, ...node.nodes.flatMap(descendants)];
  return 'node' in node ? [node, ...descendants(node.node)] : [node];
}

/** The capturing groups of an expression: their number and their names. */
export function groupsOf(node: RegexNode): { readonly count: number; readonly names: ReadonlySet<string> } {
  const groups = descendants(node).filter(part => part.kind === 'group' && part.isCapturing);
  return { count: groups.length, names: new Set(groups.flatMap(part => part.kind === 'group' && part.name !== undefined ? [part.name] : [])) };
}

/** The shortest text that a node can match, in characters. */
export function shortestMatch(node: RegexNode): number {
  switch (node.kind) {
    case 'literal': return node.text.length;
    case 'class':
    case 'any': return 1;
    case 'begin':
    case 'end':
    case 'boundary': return 0;
    case 'group': return shortestMatch(node.node);
    case 'repeat': return node.least * shortestMatch(node.node);
    case 'sequence': return node.nodes.reduce((sum, part) => sum + shortestMatch(part), 0);
    case 'alternatives': return node.nodes.reduce((least, part) => Math.min(least, shortestMatch(part)), Infinity);
  }
}
