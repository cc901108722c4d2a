import type { Context } from '../../decode/context';
import { bool, list, map, pointer, string, struct, type ListType, type StructType } from '../../decode/types';
import type { StructValue } from '../../decode/value';
import { isValidLabelName } from '../../relabel/label-name';
import { quote } from '../../values/quote';
import { duration, labelSet } from '../../scrape-config/fields/scalars';
import { checkMatchers, matchers, matchRegexps, type MatcherFields } from './inhibition';

// https://github.com/prometheus/alertmanager/blob/v0.35.0/config/config.go

export const ROUTE_MATCHERS: MatcherFields = { match: 'match', matchRe: 'match_re', matchers: 'matchers' };

/** Stands for all labels. */
export const ALL_LABELS = '...';

/** Routes have routes, which are looked up when they are needed. */
const routes: ListType = {
  kind: 'list', name: '[]*config.Route', zero: null,
  get of() {
    return pointer(route);
  },
};

export const route: StructType = struct('config.Route', 'config.plain', {
  receiver: string,
  group_by: list(string),
  match: map(string),
  match_re: matchRegexps,
  matchers,
  mute_time_intervals: list(string),
  active_time_intervals: list(string),
  continue: bool,
  routes,
  group_wait: pointer(duration),
  group_interval: pointer(duration),
  repeat_interval: pointer(duration),
  labels: labelSet,
}, checkRoute);

function checkRoute(value: StructValue, context: Context): void {
  checkMatchers(value, ROUTE_MATCHERS, context);
  checkGroupBy(value, context);
  for (const name of ['group_interval', 'repeat_interval']) {
    if (value.number(name) === 0) context.report('invalid-value', value.placeOf(name), `${name} cannot be zero`);
  }
  for (const { value: child, place } of value.items('routes')) {
    // Alertmanager does not look, and ends in a panic.
    if (child === null) context.report('empty-section', place, 'empty or null route');
  }
}

function checkGroupBy(value: StructValue, context: Context): void {
  const labels = value.items('group_by');
  const seen = new Set<string>();
  for (const { value: label, place } of labels) {
    if (typeof label !== 'string' || label === ALL_LABELS) continue;
    if (!isValidLabelName(label, 'utf8')) context.report('invalid-label-name', place, `invalid label name ${quote(label)} in group_by list`);
    else if (seen.has(label)) context.report('invalid-value', place, `duplicated label ${quote(label)} in group_by`);
    seen.add(label);
  }
  const all = labels.find(item => item.value === ALL_LABELS);
  if (all !== undefined && seen.size > 0) {
    context.report('exclusive-fields', all.place, 'cannot have wildcard group_by (`...`) and other labels at the same time');
  }
}
