import type { PromqlNode } from './nodes';

/** Functions that are called at the nodes of a tree, by kind. */
export type PromqlVisitor = { readonly [Kind in PromqlNode['kind']]?: (node: Extract<PromqlNode, { kind: Kind }>, path: readonly PromqlNode[]) => void };

const NO_CHILDREN: readonly PromqlNode[] = [];

/** The nodes right below a node, in the order of the text. */
export function childrenOf(node: PromqlNode): readonly PromqlNode[] {
  switch (node.kind) {
    case 'aggregation': return node.parameter === undefined ? [node.expr] : [node.parameter, node.expr];
    case 'binary': return [node.left, node.right];
    case 'call': return node.args;
    case 'matrix-selector': return [node.selector];
    case 'parentheses': case 'subquery': case 'unary': return [node.expr];
    case 'number': case 'string': case 'vector-selector': return NO_CHILDREN;
  }
}

/**
 * Visits every node of a tree, each before what is below it. Each visit gets the nodes above, the root first. Trees may be deep: a chain of
 * operators is one level for each.
 */
export function visit(root: PromqlNode, visitor: PromqlVisitor): void {
  const path: PromqlNode[] = [];
  const pending: Array<{ readonly node: PromqlNode; readonly depth: number }> = [{ node: root, depth: 0 }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { node, depth } = next;
    path.length = depth;
    (visitor[node.kind] as ((each: PromqlNode, above: readonly PromqlNode[]) => void) | undefined)?.(node, path);
    path.push(node);
    const children = childrenOf(node);
    for (let index = children.length - 1; index >= 0; index--) pending.push({ node: children[index] as PromqlNode, depth: depth + 1 });
  }
}

/** Returns whether a node of a tree fulfills a condition. */
export function someNode(root: PromqlNode, fulfills: (node: PromqlNode) => boolean): boolean {
  const pending: PromqlNode[] = [root];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (fulfills(node)) return true;
    const children = childrenOf(node);
    for (let index = children.length - 1; index >= 0; index--) pending.push(children[index] as PromqlNode);
  }
  return false;
}

/** The expression without the parentheses around it. */
export function withoutParentheses(node: PromqlNode): PromqlNode {
  let inner = node;
  while (inner.kind === 'parentheses') inner = inner.expr;
  return inner;
}
