import { Token } from 'aws-cdk-lib';
import type { PromqlNode } from '../prometheus/promql/nodes';
import { LIMITS } from '../private/limits';
import type { PropertyProblem } from '../private/property-problem';
import { deferredProblems } from '../private/secret-references';
import { rulesLibrary } from '../validation/rules-library';

const OPERATORS = ['avg', 'count', 'group', 'max', 'min', 'quantile', 'stddev', 'stdvar', 'sum'];

/**
 * Checks the query of an anomaly detector: the root of the expression must be one aggregation without grouping.
 *
 * @see https://docs.aws.amazon.com/prometheus/latest/userguide/prometheus-anomaly-detection.html
 */
export function detectorQueryProblems(query: string): PropertyProblem[] {
  const deferred = deferredProblems('query', query);
  if (deferred !== undefined) return deferred;
  const { maxLength } = LIMITS.anomalyDetector.query;
  if (query.length > maxLength) return [{ path: 'query', message: `must have at most ${maxLength} characters, got ${query.length}` }];
  const { expr, problems, notValidated } = rulesLibrary().parsePromql(query);
  const [problem] = problems.filter(({ feature }) => feature === undefined);
  if (problem !== undefined) return [{ path: 'query', message: `is not valid PromQL: ${problem.message}, got '${excerpt(query)}'` }];
  if (expr === undefined || notValidated !== undefined) return [];
  const message = rootProblem(expr);
  return message === undefined ? [] : [{ path: 'query', message: `${message}, got '${excerpt(query)}'` }];
}

function rootProblem(root: PromqlNode): string | undefined {
  // The service may see through parentheses; what they contain has to be an aggregation in any case.
  if (root.kind === 'parentheses') return rootProblem(root.expr);
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

/** Checks the labels of the metrics that an anomaly detector writes. */
export function detectorLabelProblems(labels: { readonly [name: string]: string } = {}): PropertyProblem[] {
  const { max, name: pattern } = LIMITS.anomalyDetector.labels;
  const entries = Object.entries(labels);
  const problems: PropertyProblem[] = entries.length > max
    ? [{ path: 'labels', message: `specify at most ${max} labels, got ${entries.length}` }]
    : [];
  for (const [name, value] of entries) {
    if (!Token.isUnresolved(name) && !pattern.test(name)) {
      problems.push({
        path: 'labels', message: `must have names of letters, digits and '_' that begin with neither a digit nor '__', got '${name}'`,
      });
    }
    problems.push(...deferredProblems('labels', value) ?? []);
    if (value === '') problems.push({ path: 'labels', message: `must have values that are not empty, got '' for '${name}'` });
  }
  return problems;
}
