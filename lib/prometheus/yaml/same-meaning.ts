import type { YamlNode, YamlScalar } from './node';
import { resolveScalar } from './resolve';

/** Returns whether Go's reader makes the same values of two nodes, however they are written. Aliases are the same by name. */
export function haveSameMeaning(left: YamlNode, right: YamlNode): boolean {
  // An explicit stack, so that deep nesting cannot exhaust that of the engine.
  const pairs: Array<readonly [YamlNode, YamlNode]> = [[left, right]];
  for (let pair = pairs.pop(); pair !== undefined; pair = pairs.pop()) {
    const inner = innerPairs(...pair);
    if (inner === undefined) return false;
    for (const next of inner) pairs.push(next);
  }
  return true;
}

/** Returns whether Go's reader makes the same values of the nodes of two lists. */
export function haveAllSameMeaning(left: readonly YamlNode[], right: readonly YamlNode[]): boolean {
  return left.length === right.length && left.every((node, index) => haveSameMeaning(node, right[index] as YamlNode));
}

/** The nodes inside that must be the same; nothing if the nodes themselves differ. */
function innerPairs(left: YamlNode, right: YamlNode): ReadonlyArray<readonly [YamlNode, YamlNode]> | undefined {
  if (left.kind === 'scalar') return right.kind === 'scalar' && isSameScalar(left, right) ? [] : undefined;
  if (left.kind === 'alias') return right.kind === 'alias' && left.name === right.name ? [] : undefined;
  if (left.kind === 'sequence') return right.kind === 'sequence' ? zip(left.items, right.items) : undefined;
  if (right.kind !== 'mapping') return undefined;
  return zip(left.entries.flatMap(({ key, value }) => [key, value]), right.entries.flatMap(({ key, value }) => [key, value]));
}

function zip(left: readonly YamlNode[], right: readonly YamlNode[]): ReadonlyArray<readonly [YamlNode, YamlNode]> | undefined {
  return left.length === right.length ? left.map((node, index) => [node, right[index] as YamlNode]) : undefined;
}

function isSameScalar(left: YamlScalar, right: YamlScalar): boolean {
  if (left.value !== right.value || left.tag !== right.tag) return false;
  return left.isImplicit === right.isImplicit || resolvedTag(left) === resolvedTag(right);
}

/** A quoted text is a string; a plain one may be a number, a boolean or null. */
function resolvedTag({ value, isImplicit }: YamlScalar): string {
  return isImplicit ? resolveScalar(value).tag : '!!str';
}
