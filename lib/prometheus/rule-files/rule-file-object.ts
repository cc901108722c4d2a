import { formatDuration } from '../values/duration';
import type { FileGroup, FileRule, Placed, RuleFile } from './rule-file';

/** A rule file as an object with Prometheus's field names, without the fields that the file does not have. */
export function ruleFileObject({ groups }: RuleFile): { readonly groups: ReadonlyArray<Record<string, unknown>> } {
  return { groups: groups.map(groupObject) };
}

function groupObject({ name, interval, queryOffset, limit, labels, rules, deferred }: FileGroup): Record<string, unknown> {
  return present({
    name: name?.value,
    interval: durationText(interval) ?? deferred.get('interval'),
    query_offset: durationText(queryOffset) ?? deferred.get('query_offset'),
    limit: limit === undefined ? undefined : Number(limit.value),
    labels: textObject(labels),
    rules: rules.map(ruleObject),
  });
}

function ruleObject({ record, alert, expr, for: wait, keepFiringFor, labels, annotations, deferred }: FileRule): Record<string, unknown> {
  return present({
    record: record?.value,
    alert: alert?.value,
    expr: expr?.value,
    for: durationText(wait) ?? deferred.get('for'),
    keep_firing_for: durationText(keepFiringFor) ?? deferred.get('keep_firing_for'),
    labels: textObject(labels),
    annotations: textObject(annotations),
  });
}

function durationText(duration: Placed<number> | undefined): string | undefined {
  return duration && formatDuration(duration.value);
}

function textObject(texts: ReadonlyMap<string, { readonly value: string }>): Record<string, string> | undefined {
  return texts.size === 0 ? undefined : Object.fromEntries([...texts].map(([name, { value }]) => [name, value]));
}

function present(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
