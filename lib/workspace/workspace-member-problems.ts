import type { AppModel } from '../private/app-model';
import { addTextWarnings } from '../private/text-warnings';
import { ruleCountWarnings } from './rule-warnings';
import type { IWorkspace } from './workspace-interface';
import { membersOf, repeatedNamespaces, reporterOf } from './workspace-members';

/**
 * Validates everything that an app creates in a workspace: returns the errors, and adds the warnings to the construct. If several
 * constructs represent the workspace, the first of them reports the problems.
 */
export function workspaceMemberProblems(workspace: IWorkspace, app: AppModel): string[] {
  const members = membersOf(workspace, app);
  if (members === undefined || reporterOf(members) !== workspace) return [];
  addTextWarnings(workspace, ruleCountWarnings(members));
  return repeatedNamespaces(members).map(({ message }) => message);
}
