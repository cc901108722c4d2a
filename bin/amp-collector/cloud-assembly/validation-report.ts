import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { isObject, type JsonObject } from '../../../lib/private/json';
import { formatProblem } from '../../../lib/private/property-problem';
import type { Problem } from '../../../lib/validation/problem';
import { readJsonObject } from './json';

const PLUGIN = 'cdk-managed-prometheus';

/** Returns whether the app acknowledges the problem of a construct. */
export type IsSuppressed = (constructPath: string, problem: Problem) => boolean;

/**
 * Reads which violations of the validation plugin the app acknowledges, in whichever scope. Acknowledgements of an app or a stage are
 * recorded nowhere else.
 */
export function readSuppressed(folder: string): IsSuppressed {
  const file = join(folder, 'validation-report.json');
  const reports = existsSync(file) ? objects(readJsonObject(file).pluginReports) : [];
  const suppressed = new Set(reports.filter(({ pluginName }) => pluginName === PLUGIN)
    .flatMap(({ suppressedViolations }) => objects(suppressedViolations))
    .flatMap(({ ruleName, description, violatingConstructs }) =>
      objects(violatingConstructs).map(({ constructPath }) => JSON.stringify([constructPath, ruleName, description]))));
  return (constructPath, problem) => suppressed.has(JSON.stringify([constructPath, problem.ruleId, formatProblem(problem)]));
}

function objects(value: unknown): JsonObject[] {
  return Array.isArray(value) ? (value as unknown[]).filter(isObject) : [];
}
