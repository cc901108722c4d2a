import { Token } from 'aws-cdk-lib';
import { LIMITS } from '../private/limits';
import type { PropertyProblem } from '../private/property-problem';

const OPERATORS = 'avg|count|group|max|min|quantile|stddev|stdvar|sum';

/** An aggregation at the start, after comments. PromQL's keywords are case-insensitive. */
const AGGREGATION = new RegExp(`^(?:\\s|#.*(?:\\n|$))*(?:${OPERATORS})\\s*\\(`, 'i');
const GROUPED_IN_FRONT = new RegExp(`^(?:\\s|#.*(?:\\n|$))*(?:${OPERATORS})\\s*(?:by|without)\\b`, 'i');
const GROUPED_BEHIND = /\)\s*(?:by|without)\s*\([^()#]*\)\s*$/i;

/** Parentheses around the whole expression, which the service may see through. */
const PARENTHESIZED = /^(?:\s|#.*(?:\n|$))*\(/;

/**
 * Checks the query of an anomaly detector: the root of the expression must be one aggregation without grouping.
 *
 * Reads only the beginning and the end of the text. An expression such as `sum(up) + 1` needs a parser and passes.
 *
 * @see https://docs.aws.amazon.com/prometheus/latest/userguide/prometheus-anomaly-detection.html
 */
export function detectorQueryProblems(query: string): PropertyProblem[] {
  if (Token.isUnresolved(query)) return [];
  const { maxLength } = LIMITS.anomalyDetector.query;
  const given = query.length > 60 ? `${query.slice(0, 60)}…` : query;
  const problems: PropertyProblem[] = [];
  if (query.length > maxLength) problems.push({ path: 'query', message: `must have at most ${maxLength} characters, got ${query.length}` });
  if (GROUPED_IN_FRONT.test(query) || (AGGREGATION.test(query) && GROUPED_BEHIND.test(query) && !query.includes('#'))) {
    problems.push({
      path: 'query',
      message: `must not group the outermost aggregation by 'by' or 'without'; create one detector for each group, or aggregate all of them, got '${given}'`,
    });
  } else if (!AGGREGATION.test(query) && !PARENTHESIZED.test(query)) {
    problems.push({ path: 'query', message: `must be one aggregation (${OPERATORS.replaceAll('|', ', ')}) of everything else, got '${given}'` });
  }
  return problems;
}

/** Checks the labels of the metrics that an anomaly detector writes. */
export function detectorLabelProblems(labels: { readonly [name: string]: string } = {}): PropertyProblem[] {
  const { max, name: pattern } = LIMITS.anomalyDetector.labels;
  const entries = Object.entries(labels);
  const problems: PropertyProblem[] = entries.length > max ? [{ path: 'labels', message: `specify at most ${max} labels, got ${entries.length}` }] : [];
  for (const [name, value] of entries) {
    if (!Token.isUnresolved(name) && !pattern.test(name)) {
      problems.push({
        path: 'labels', message: `must have names of letters, digits and '_' that begin with neither a digit nor '__', got '${name}'`,
      });
    }
    if (value === '') problems.push({ path: 'labels', message: `must have values that are not empty, got '' for '${name}'` });
  }
  return problems;
}
