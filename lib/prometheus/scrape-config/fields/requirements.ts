import type { Context } from '../../decode/context';
import type { StructValue } from '../../decode/value';
import type { PrometheusRule } from '../../rule-ids';

interface ExclusiveFields {
  readonly fields: readonly string[];
  readonly message: string;
}

/** At most one of the fields may be set; the problem is at the second. */
export function checkAtMostOne(value: StructValue, context: Context, rule: PrometheusRule, groups: readonly ExclusiveFields[]): void {
  for (const { fields, message } of groups) {
    const [, second] = fields.filter(name => value.isSet(name));
    if (second !== undefined) context.report(rule, value.placeOf(second), message);
  }
}
