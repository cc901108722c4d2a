import type { ValueType } from './nodes';

/** A function of PromQL. */
export interface PromqlFunction {
  readonly args: readonly ValueType[];
  /** The number of times that the last argument may be left out or repeated; -1 without an end. */
  readonly variadic: number;
  readonly returns: ValueType;
  /** True if Prometheus has it only behind the feature flag `promql-experimental-functions`. */
  readonly isExperimental: boolean;
}

const TYPES: Readonly<Record<string, ValueType>> = { v: 'instant vector', m: 'range vector', s: 'scalar', t: 'string' };
const UNLIMITED = -1;

/** @param args the types of the arguments by their letters */
function define(names: string, args: string, variadic = 0, { returns = 'v', isExperimental = false } = {}): Array<[string, PromqlFunction]> {
  const typeOf = (letter: string) => TYPES[letter] ?? 'instant vector';
  const definition = { args: Array.from(args, typeOf), variadic, returns: typeOf(returns), isExperimental };
  return names.trim().split(/\s+/).map(name => [name, definition]);
}

/** Functions of Prometheus 2 that version 3 has under another name. */
export const RENAMED_FUNCTIONS: ReadonlyMap<string, string> = new Map([['holt_winters', 'double_exponential_smoothing']]);

const EXPERIMENTAL = { isExperimental: true };

/**
 * The functions of Prometheus 3.16, by name.
 *
 * @see https://github.com/prometheus/prometheus/blob/v3.16.0/promql/parser/functions.go
 */
export const PROMQL_FUNCTIONS: ReadonlyMap<string, PromqlFunction> = new Map([
  ...define(`abs absent acos acosh asin asinh atan atanh ceil cos cosh deg exp floor histogram_avg histogram_count histogram_sum histogram_stddev
    histogram_stdvar ln log10 log2 rad sgn sin sinh sort sort_desc sqrt tan tanh timestamp`, 'v'),
  ...define(`absent_over_time avg_over_time changes count_over_time delta deriv first_over_time idelta increase irate last_over_time
    max_over_time min_over_time present_over_time rate resets stddev_over_time stdvar_over_time sum_over_time`, 'm'),
  ...define('days_in_month day_of_month day_of_week day_of_year hour minute month year', 'v', 1),
  ...define('clamp', 'vss'),
  ...define('clamp_max clamp_min', 'vs'),
  ...define('histogram_fraction', 'ssv'),
  ...define('histogram_quantile', 'sv'),
  ...define('label_replace', 'vtttt'),
  ...define('label_join', 'vttt', UNLIMITED),
  ...define('pi time', '', 0, { returns: 's' }),
  ...define('predict_linear', 'ms'),
  ...define('quantile_over_time', 'sm'),
  ...define('round', 'vs', 1),
  ...define('scalar', 'v', 0, { returns: 's' }),
  ...define('vector', 's'),
  ...define('end range start step', '', 0, { returns: 's', isExperimental: true }),
  ...define('max_of min_of', 'ss', 0, { returns: 's', isExperimental: true }),
  ...define('double_exponential_smoothing', 'mss', 0, EXPERIMENTAL),
  ...define('histogram_quantiles', 'vtss', 9, EXPERIMENTAL),
  ...define('info', 'vv', 1, EXPERIMENTAL),
  ...define('integral', 'ms', 1, EXPERIMENTAL),
  ...define('mad_over_time ts_of_first_over_time ts_of_last_over_time ts_of_max_over_time ts_of_min_over_time', 'm', 0, EXPERIMENTAL),
  ...define('sort_by_label sort_by_label_desc', 'vt', UNLIMITED, EXPERIMENTAL),
  ...define('start_timestamp', 'v', 0, EXPERIMENTAL),
]);
