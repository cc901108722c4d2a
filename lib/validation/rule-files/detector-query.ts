import { LIMITS } from '../../private/limits';
import { containsToken } from '../../private/tokens';
import type { PromqlNode } from '../../prometheus/promql/nodes';
import { parsePromql } from '../../prometheus/promql/parse-promql';
import { formatDuration } from '../../prometheus/values/duration';
import { MAX_DAYS, windowsIn } from './groups';

const OPERATORS = ['avg', 'count', 'group', 'max', 'min', 'quantile', 'stddev', 'stdvar', 'sum'];

/**
 * Returns the message about the query of an anomaly detector that the service refuses; nothing for a valid one. The root of the
 * expression must be one aggregation without grouping.
 *
 * @see https://docs.aws.amazon.com/prometheus/latest/userguide/prometheus-anomaly-detection.html
 */
export function detectorQueryMessage(query: string): string | undefined {
  if (containsToken(query)) return undefined;
  const { maxLength } = LIMITS.anomalyDetector.query;
  if (query.length > maxLength) return `must have at most ${maxLength} characters, got ${query.length}`;
  const { expr, problems, notValidated } = parsePromql(query);
  const [problem] = problems.filter(({ feature }) => feature === undefined);
  if (problem !== undefined) return `is not valid PromQL: ${problem.message}, got '${excerpt(query)}'`;
  if (expr === undefined || notValidated !== undefined) return undefined;
  const message = rootMessage(expr);
  return message === undefined ? undefined : `${message}, got '${excerpt(query)}'`;
}

/** Returns the messages about the query of an anomaly detector that the service may refuse, or cannot evaluate. */
export function detectorQueryWarnings(query: string): string[] {
  if (containsToken(query) || detectorQueryMessage(query) !== undefined) return [];
  const { expr, features: [feature] } = parsePromql(query);
  const seconds = expr === undefined ? 0 : Math.max(0, ...windowsIn(expr).values());
  return [
    ...feature === undefined ? [] : [`uses ${feature.name}, ${feature.availability}; it is not validated`],
    ...seconds <= MAX_DAYS * 86_400 ? [] : [`reaches back ${formatDuration(seconds * 1000)}, and a query may reach back ${MAX_DAYS} days at most`],
  ];
}

function rootMessage(root: PromqlNode): string | undefined {
  // The service may see through parentheses; what they contain has to be an aggregation in any case.
  if (root.kind === 'parentheses') return rootMessage(root.expr);
  if (root.kind !== 'aggregation' || !OPERATORS.includes(root.operator)) {
    return `must be one aggregation (${OPERATORS.join(', ')}) of everything else`;
  }
  return root.grouping === undefined
    ? undefined
    : `must not group the outermost aggregation by '${root.grouping.isWithout ? 'without' : 'by'}'; create one detector for each group, or aggregate all`;
}

function excerpt(query: string): string {
  return query.length > 60 ? `${query.slice(0, 60)}…` : query;
}
