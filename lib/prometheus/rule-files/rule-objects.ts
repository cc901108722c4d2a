import type { Place } from '../decode/place';
import { under } from '../decode/place';
import { isNull, type YamlMapping, type YamlNode } from '../yaml/node';

const KIND = 'PrometheusRule';

/** Returns the value of a key, with its alias resolved. */
function valueOf(mapping: YamlMapping, name: string): YamlNode | undefined {
  const value = mapping.entries.find(({ key }) => key.kind === 'scalar' && key.value === name)?.value;
  return value?.kind === 'alias' ? value.target : value;
}

function isObject(node: YamlNode): node is YamlMapping {
  return isRuleObject(node) || (node.kind === 'mapping' && valueOf(node, 'kind') !== undefined && valueOf(node, 'apiVersion') !== undefined);
}

function isRuleObject(node: YamlNode): boolean {
  return kindOf(node) === KIND;
}

function kindOf(node: YamlNode): string | undefined {
  const kind = node.kind === 'mapping' ? valueOf(node, 'kind') : undefined;
  return kind?.kind === 'scalar' ? kind.value : undefined;
}

/**
 * Returns the PrometheusRule objects in a document, which is one of them or a list of Kubernetes objects. Objects of other kinds are
 * skipped. Returns `undefined` if the document is not a Kubernetes object.
 */
export function ruleObjectsIn(root: YamlNode | undefined): Place[] | undefined {
  if (root === undefined || !isObject(root)) return undefined;
  const place = { node: root };
  const items = valueOf(root, 'items');
  const list = items?.kind === 'sequence' ? items.items.map((node, index) => under(under(place, 'items', items), index, node)) : [place];
  // The items of a list of one kind may be without it.
  const isList = kindOf(root) === `${KIND}List`;
  return list.filter(({ node }) => isRuleObject(node) || (isList && kindOf(node) === undefined));
}

/** Returns the specification of a PrometheusRule object; nothing if it has none. */
export function specificationOf(place: Place): Place | undefined {
  const { node } = place;
  const spec = node.kind === 'mapping' ? valueOf(node, 'spec') : undefined;
  return spec === undefined || isNull(spec) ? undefined : under(place, 'spec', spec);
}
