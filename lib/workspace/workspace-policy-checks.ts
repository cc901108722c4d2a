import type { PropertyProblem } from '../private/property-problem';
import { containsToken } from '../private/tokens';
import { isRefusedInPolicy } from './workspace-actions';

/** A statement of a policy as JSON. */
export interface StatementJson {
  readonly Principal?: unknown;
  readonly NotPrincipal?: unknown;
  readonly Action?: unknown;
  readonly NotAction?: unknown;
  readonly Resource?: unknown;
  readonly NotResource?: unknown;
}

const SUPPORTED = 'aps:RemoteWrite, aps:QueryMetrics, aps:GetSeries, aps:GetLabels and aps:GetMetricMetadata';

/**
 * Checks a statement for what the service refuses in the policy of a workspace. Tokens are not checked.
 *
 * @param workspaceArn the ARN of the workspace, which may be a token
 * @see https://docs.aws.amazon.com/prometheus/latest/APIReference/API_PutResourcePolicy.html
 */
export function statementProblems(path: string, statement: StatementJson, workspaceArn: unknown): PropertyProblem[] {
  return [
    ...isAbsent(statement.Principal) && isAbsent(statement.NotPrincipal)
      ? [{ path: `${path}.principals`, message: 'must have a principal, such as new AccountPrincipal(\'444455556666\')' }]
      : [],
    ...actionProblems(path, statement),
    ...resourceProblems(path, statement, workspaceArn),
  ];
}

function actionProblems(path: string, { Action, NotAction }: StatementJson): PropertyProblem[] {
  if (!isAbsent(NotAction)) return [{ path: `${path}.notActions`, message: `must be left out; specify actions, such as ${SUPPORTED}` }];
  if (isAbsent(Action)) return [{ path: `${path}.actions`, message: `must have an action; the service supports ${SUPPORTED}` }];
  return knownTexts(Action).filter(isRefusedInPolicy).map(action => ({
    path: `${path}.actions`,
    message: `must be actions of the Prometheus-compatible API without wildcards, such as ${SUPPORTED}, got '${action}'`,
  }));
}

function resourceProblems(path: string, { Resource, NotResource }: StatementJson, workspaceArn: unknown): PropertyProblem[] {
  if (!isAbsent(NotResource)) return [{ path: `${path}.notResources`, message: 'must be left out; the policy is about its workspace only' }];
  return knownTexts(Resource).filter(resource => resource !== workspaceArn)
    .map(resource => ({ path: `${path}.resources`, message: `must be the ARN of the workspace, or left out, got '${resource}'` }));
}

function isAbsent(value: unknown): boolean {
  return value === undefined || (Array.isArray(value) && value.length === 0);
}

/** Returns the strings in a value or a list that contain no token. */
function knownTexts(value: unknown): string[] {
  return (Array.isArray(value) ? value as unknown[] : [value])
    .filter((text): text is string => typeof text === 'string' && !containsToken(text));
}
