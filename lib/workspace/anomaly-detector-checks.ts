import { Token } from 'aws-cdk-lib';
import { LIMITS } from '../private/limits';
import type { PropertyProblem } from '../private/property-problem';
import { deferredProblems } from '../private/secret-references';
import { rulesLibrary } from '../validation/rules-library';

/** Checks the query of an anomaly detector: the root of the expression must be one aggregation without grouping. */
export function detectorQueryProblems(query: string): PropertyProblem[] {
  const deferred = deferredProblems('query', query);
  if (deferred !== undefined) return deferred;
  const message = rulesLibrary().detectorQueryMessage(query);
  return message === undefined ? [] : [{ path: 'query', message }];
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
