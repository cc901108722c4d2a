import type { PromqlNode } from '../../prometheus/promql/nodes';
import { childrenOf } from '../../prometheus/promql/visit';
import { formatDuration } from '../../prometheus/values/duration';
import { EMPTY_CONTENT, isNull } from '../../prometheus/yaml/node';
import type { LocatedMessage } from '../located-message';
import type { RuleFileContext } from './rule-file-context';

const MIN_INTERVAL = 30_000;
const MAX_NAME_BYTES = 721;
const MAX_NAMESPACE_NAME = 64;

/** Quotas that can be raised. */
const QUOTAS = { bytes: 1_000_000, rules: 2000 } as const;

const DAY = 86_400;

/** A query may reach back so far. */
export const MAX_DAYS = 95;

/** Groups that are evaluated more often than the service does. */
export function shortIntervals({ file }: RuleFileContext): LocatedMessage[] {
  return file.groups.flatMap(({ interval }) => interval === undefined || interval.value === 0 || interval.value >= MIN_INTERVAL
    ? []
    : [{ place: interval.place, message: `interval must be at least 30s, got ${formatDuration(interval.value)}` }]);
}

/** Groups whose name is too long together with that of the namespace. */
export function longNames({ file, target: { namespaceName } }: RuleFileContext): LocatedMessage[] {
  const others = namespaceName === undefined ? 1 : Buffer.byteLength(namespaceName);
  return file.groups.flatMap(({ name }) => {
    const bytes = Buffer.byteLength(name?.value ?? '');
    if (name === undefined || bytes + others <= MAX_NAME_BYTES) return [];
    const limit = namespaceName === undefined ? `at most ${MAX_NAME_BYTES - MAX_NAMESPACE_NAME}, to fit any namespace` : `at most ${MAX_NAME_BYTES - others}`;
    return [{ place: name.place, message: `the names of namespace and group must have at most ${MAX_NAME_BYTES} bytes together, and the group's has ${bytes}: shorten it to ${limit}` }];
  });
}

export function tooManyBytes({ text, target }: RuleFileContext): LocatedMessage[] {
  // A UTF-16 unit has three bytes of UTF-8 at most.
  const bytes = target.bytes ?? (text.length * 3 <= QUOTAS.bytes ? 0 : Buffer.byteLength(text));
  if (bytes <= QUOTAS.bytes) return [];
  return [{ place: { node: EMPTY_CONTENT }, message: `the file has ${bytes} bytes, more than the default quota "Rule group namespace definition file size" of ${QUOTAS.bytes} bytes` }];
}

export function tooManyRules({ rules }: RuleFileContext): LocatedMessage[] {
  if (rules.length <= QUOTAS.rules) return [];
  return [{ place: { node: EMPTY_CONTENT }, message: `the file has ${rules.length} rules, more than the default quota "Rules per workspace" of ${QUOTAS.rules}` }];
}

/** Groups without rules, which do nothing. */
export function emptyGroups({ file }: RuleFileContext): LocatedMessage[] {
  return file.groups.flatMap(({ name, place, rules }) => {
    const given = place.node.kind === 'mapping' ? place.node.entries.find(({ key }) => key.kind === 'scalar' && key.value === 'rules')?.value : undefined;
    const isEmpty = given === undefined || isNull(given) || (given.kind === 'sequence' && given.items.length === 0);
    if (rules.length > 0 || !isEmpty || name === undefined || name.value === '') return [];
    return [{ place: name.place, message: 'the group has no rules, and the service may refuse it; add rules, or remove the group' }];
  });
}

/** Selectors and subqueries that reach back further than a query of the service may: each range and offset around a selector counts. */
export function longWindows(context: RuleFileContext): LocatedMessage[] {
  if (longestWindow(context) / DAY <= MAX_DAYS) return [];
  const { rules } = context;
  const seen = new Set<PromqlNode>();
  return rules.flatMap(({ expr, tree }) => {
    // An expression that several aliases refer to is one.
    if (expr === undefined || tree === undefined || seen.has(tree)) return [];
    seen.add(tree);
    return [...windowsIn(tree)].filter(([, seconds]) => seconds / DAY > MAX_DAYS).map(([start, seconds]) => {
      const duration = formatDuration(seconds * 1000);
      return { place: expr.placeAt(start), message: `the expression reaches back ${duration}, and a query may reach back ${MAX_DAYS} days at most` };
    });
  });
}

/** Returns how many seconds an expression reaches back at most, if all subqueries are in each other: most files need no closer look. */
function longestWindow(context: RuleFileContext): number {
  const seconds = (kind: 'matrix-selector' | 'subquery' | 'vector-selector', combine: (...numbers: number[]) => number) =>
    context.nodes(kind).reduce((result, { node }) => combine(result, Math.max(ownSeconds(node), 0)), 0);
  return seconds('subquery', (left = 0, right = 0) => left + right) + seconds('matrix-selector', Math.max) + seconds('vector-selector', Math.max);
}

/** Returns how many seconds an expression reaches back, by the start of each outermost range or selector. */
export function windowsIn(tree: PromqlNode): ReadonlyMap<number, number> {
  const windows = new Map<number, number>();
  const pending: Array<{ readonly node: PromqlNode; readonly seconds: number; readonly start?: number }> = [{ node: tree, seconds: 0 }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { node } = next;
    const seconds = next.seconds + ownSeconds(node);
    const isRange = node.kind === 'matrix-selector' || node.kind === 'subquery' || node.kind === 'vector-selector';
    const start = next.start ?? (isRange ? node.start : undefined);
    if (start !== undefined && seconds > 0) windows.set(start, Math.max(windows.get(start) ?? 0, seconds));
    for (const child of childrenOf(node)) pending.push({ node: child, seconds, start });
  }
  return windows;
}

function ownSeconds(node: PromqlNode): number {
  const range = node.kind === 'matrix-selector' || node.kind === 'subquery' ? node.range.seconds ?? 0 : 0;
  return range + (node.kind === 'subquery' || node.kind === 'vector-selector' ? node.offset?.seconds ?? 0 : 0);
}

/** Features that only some versions have. */
export function youngFeatures({ file }: RuleFileContext): LocatedMessage[] {
  return file.groups.flatMap(({ rules }) => rules.flatMap(({ expr }) => {
    const [feature] = expr?.parsed.features ?? [];
    if (expr === undefined || feature === undefined) return [];
    return [{ place: expr.placeAt(feature.start), message: `the expression uses ${feature.name}, ${feature.availability}; it is not validated` }];
  }));
}
