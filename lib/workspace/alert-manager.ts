import { Duration } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import { accessProblems, allowAlertManager } from '../alert-manager/access/alert-manager-access';
import type { AlertManagerDefinition } from '../alert-manager/alert-manager-definition';
import { type AppModel, whenComplete } from '../private/app-model';
import { joinPaths, type PropertyProblem } from '../private/property-problem';
import { addTextWarnings } from '../private/text-warnings';
import { ProblemSeverity } from '../validation/problem';
import { definitionEnvironment } from './definition-environment';
import { routingWarnings } from './rule-warnings';
import type { IWorkspace } from './workspace-interface';
import { membersOf } from './workspace-members';

const PERIOD = Duration.minutes(5);

/** The property of the workspace that has the definition. */
const PROPERTY = 'alertManager';

/** The errors of a definition for a workspace in the scope. */
export function alertManagerProblems(scope: Construct, definition: AlertManagerDefinition | undefined): PropertyProblem[] {
  if (definition === undefined) return [];
  const errors = definition._problems(definitionEnvironment(scope)).filter(({ severity }) => severity === ProblemSeverity.ERROR);
  return [...errors.map(problem => ({ ...problem, path: joinPaths(PROPERTY, problem.path) })), ...accessProblems(scope, definition)];
}

/** Gives the alert manager its access, adds the warnings of its definition, and returns an alarm for notifications that fail. */
export function addAlertManager(workspace: IWorkspace & Construct, definition: AlertManagerDefinition): Alarm {
  const warnings = definition._problems(definitionEnvironment(workspace)).filter(({ severity }) => severity === ProblemSeverity.WARNING);
  addTextWarnings(workspace, warnings, { property: PROPERTY, file: definition._unchangedFile });
  whenComplete(workspace, (app) => {
    warnOfRouting(workspace, definition, app);
  });
  allowAlertManager({ construct: workspace, arn: workspace.workspaceArn }, definition);
  return new Alarm(workspace, 'NotificationsFailed', {
    alarmDescription: 'The alert manager cannot send notifications: somebody may not hear of an alert',
    metric: workspace.metricAlertManagerNotificationsFailed({ period: PERIOD }),
    threshold: 0,
    comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
    evaluationPeriods: 1,
    treatMissingData: TreatMissingData.NOT_BREACHING,
  });
}

/** Compares the definition with the rules of the workspace, once the app has created all of them. */
function warnOfRouting(workspace: IWorkspace, definition: AlertManagerDefinition, app: AppModel): void {
  const members = membersOf(workspace, app);
  const warnings = members === undefined ? [] : routingWarnings(members);
  addTextWarnings(workspace, warnings.map(warning => ({ ...warning, path: definition._pathOf(warning.path) })), { property: PROPERTY });
}
