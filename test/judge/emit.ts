/** A document as a tree; its leaves are YAML already, written as they are. */
export type Tree = string | readonly Tree[] | { readonly [key: string]: Tree };

const PLAIN = /^[A-Za-z_/][\w./-]*$/;
const RESERVED = /^(?:y|yes|n|no|on|off|true|false|null)$/i;

/** A string as YAML: plain where that is safe. */
export function quoted(text: string): string {
  return PLAIN.test(text) && !RESERVED.test(text) ? text : JSON.stringify(text);
}

/** The tree as YAML, in block style; lists of leaves in flow style. */
export function emit(tree: Tree, indent = ''): string {
  if (typeof tree === 'string') return `${indent}${tree}\n`;
  const nested = `${indent}  `;
  if (isList(tree)) return tree.map(item => `${indent}- ${emitInline(item) ?? emit(item, nested).trimStart()}`).join('');
  return Object.entries(tree).map(([key, value]) => `${indent}${key}:${spaced(emitInline(value)) ?? `\n${emit(value, nested)}`}`).join('');
}

function isList(tree: Tree): tree is readonly Tree[] {
  return Array.isArray(tree);
}

function spaced(text: string | undefined): string | undefined {
  return text === undefined ? undefined : ` ${text}`;
}

/** The values that fit on the line of a key: a leaf, an empty collection, a list of leaves. */
function emitInline(tree: Tree): string | undefined {
  if (typeof tree === 'string') return `${tree}\n`;
  if (!isList(tree)) return Object.keys(tree).length === 0 ? '{}\n' : undefined;
  return tree.every(item => typeof item === 'string') ? `[${tree.join(', ')}]\n` : undefined;
}
