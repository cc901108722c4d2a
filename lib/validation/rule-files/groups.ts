import type { FileRule } from '../../prometheus/rule-files/rule-file';
import { formatDuration } from '../../prometheus/values/duration';
import { visit } from '../../prometheus/promql/visit';
import { EMPTY_CONTENT } from '../../prometheus/yaml/node';
import type { LocatedMessage } from '../located-message';
import type { RuleFileContext } from './rule-file-context';

const MIN_INTERVAL = 30_000;
const MAX_NAME_BYTES = 721;
const MAX_NAMESPACE_NAME = 64;

/** Quotas that can be raised. */
const QUOTAS = { bytes: 1_000_000, rules: 2000 } as const;

const DAY = 86_400;
const MAX_DAYS = 95;

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

export function tooManyBytes({ text }: RuleFileContext): LocatedMessage[] {
  const bytes = Buffer.byteLength(text);
  if (bytes <= QUOTAS.bytes) return [];
  return [{ place: { node: EMPTY_CONTENT }, message: `the file has ${bytes} bytes, more than the default quota "Rule group namespace definition file size" of ${QUOTAS.bytes} bytes` }];
}

export function tooManyRules({ rules }: RuleFileContext): LocatedMessage[] {
  if (rules.length <= QUOTAS.rules) return [];
  return [{ place: { node: EMPTY_CONTENT }, message: `the file has ${rules.length} rules, more than the default quota "Rules per workspace" of ${QUOTAS.rules}` }];
}

/** Selectors and subqueries that reach back further than a query of the service may. */
export function longWindows({ rules }: RuleFileContext): LocatedMessage[] {
  return rules.flatMap(({ expr, tree }) => {
    if (expr === undefined || tree === undefined) return [];
    const found: LocatedMessage[] = [];
    visit(tree, {
      'matrix-selector': ({ start, range, selector }) => { check(start, range.seconds, selector.offset?.seconds); },
      'subquery': ({ start, range, offset }) => { check(start, range.seconds, offset?.seconds); },
      'vector-selector': ({ start, offset }, path) => {
        if (path.at(-1)?.kind !== 'matrix-selector') check(start, 0, offset?.seconds);
      },
    });
    return found;

    function check(start: number, range = 0, offset = 0): void {
      const days = (range + offset) / DAY;
      if (days <= MAX_DAYS) return;
      found.push({ place: expr?.placeAt(start) ?? { node: EMPTY_CONTENT }, message: `the expression reaches back ${formatDuration((range + offset) * 1000)}, and a query may reach back ${MAX_DAYS} days at most` });
    }
  });
}

/** Rules of one kind, name and labels: the second one writes the same series. */
export function duplicateRules({ rules }: RuleFileContext): LocatedMessage[] {
  const seen = new Map<string, FileRule>();
  return rules.flatMap(({ rule }) => {
    const name = rule.record ?? rule.alert;
    if (name === undefined || name.value === '') return [];
    const labels = [...rule.labels].map(([key, { value }]) => [key, value]).sort();
    const id = JSON.stringify([rule.record === undefined, name.value, labels]);
    const first = seen.get(id);
    if (first === undefined) {
      seen.set(id, rule);
      return [];
    }
    return [{ place: name.place, message: `'${name.value}' is there twice with the same labels, first on line ${first.place.node.line}: both write the same series` }];
  });
}

/** Features that no version has had for a year. */
export function youngFeatures({ file }: RuleFileContext): LocatedMessage[] {
  return file.groups.flatMap(({ rules }) => rules.flatMap(({ expr }) => {
    const [feature] = expr?.parsed.features ?? [];
    if (expr === undefined || feature === undefined) return [];
    return [{ place: expr.placeAt(feature.start), message: `the expression uses ${feature.name}, which recent versions of Prometheus have, some of them only behind a feature flag; it is not validated` }];
  }));
}
