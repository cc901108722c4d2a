import type { Context } from '../../decode/context';
import { list, map, string, struct } from '../../decode/types';
import type { StructValue } from '../../decode/value';
import { isValidLabelName } from '../../relabel/label-name';
import { quote } from '../../values/quote';
import { parseMatchers } from '../matcher';
import { matchRegex } from './scalars';

// https://github.com/prometheus/alertmanager/blob/v0.35.0/config/common/inhibitrule.go

export const matchers = list(string);
export const matchRegexps = { ...map(matchRegex, 'common.MatchRegexps'), inner: 'common.plain' };

export const inhibitRule = struct('common.InhibitRule', 'common.plain', {
  name: string,
  source_match: map(string),
  source_match_re: matchRegexps,
  source_matchers: matchers,
  target_match: map(string),
  target_match_re: matchRegexps,
  target_matchers: matchers,
  equal: list(string),
}, (value, context) => {
  for (const side of ['source', 'target']) checkMatchers(value, { match: `${side}_match`, matchRe: `${side}_match_re`, matchers: `${side}_matchers` }, context);
  for (const { value: label, place } of value.items('equal')) {
    if (typeof label === 'string' && !isValidLabelName(label, 'utf8')) {
      context.report('invalid-label-name', place, `invalid label name ${quote(label)} in equal list`);
    }
  }
});

/** The fields for the three forms of matchers. */
export interface MatcherFields {
  readonly match: string;
  readonly matchRe: string;
  readonly matchers: string;
}

/** An item of `matchers` may hold several; `match` and `match_re` take only the names of old, and no null. */
export function checkMatchers(value: StructValue, { match, matchRe, matchers }: MatcherFields, context: Context): void {
  for (const { value: text, place } of value.items(matchers)) {
    const error = typeof text === 'string' ? parseMatchers(text).error : undefined;
    if (error !== undefined) context.report('invalid-matcher', place, error);
  }
  for (const field of [match, matchRe]) {
    for (const [name, { value: text, place }] of value.entries(field)) {
      if (!isValidLabelName(name, 'legacy')) context.report('invalid-label-name', place, `invalid label name ${quote(name)}`);
      else if (field === matchRe && text === null) context.report('invalid-regex', place, `invalid regexp value for ${quote(name)}`);
    }
  }
}
