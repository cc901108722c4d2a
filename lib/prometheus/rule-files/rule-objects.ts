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
  return node.kind === 'mapping' && valueOf(node, 'kind') !== undefined && valueOf(node, 'apiVersion') !== undefined;
}

/**
 * Returns the specifications of the PrometheusRule objects in a document, which is one of them or a list of Kubernetes objects. Objects of
 * other kinds are skipped. Returns `undefined` if the document is not a Kubernetes object.
 */
export function specificationsIn(root: YamlNode | undefined): Place[] | undefined {
  if (root === undefined || !isObject(root)) return undefined;
  const place = { node: root };
  const items = valueOf(root, 'items');
  const list = items?.kind === 'sequence' ? items.items.map((node, index) => under(under(place, 'items', items), index, node)) : [place];
  return list.flatMap(specificationOf);
}

function specificationOf(place: Place): Place[] {
  const { node } = place;
  if (node.kind !== 'mapping') return [];
  const kind = valueOf(node, 'kind');
  if (kind?.kind !== 'scalar' || kind.value !== KIND) return [];
  const spec = valueOf(node, 'spec');
  return spec === undefined || isNull(spec) ? [] : [under(place, 'spec', spec)];
}
