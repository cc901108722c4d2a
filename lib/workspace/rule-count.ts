import { whenComplete } from '../private/app-model';
import { addTextWarnings } from '../private/text-warnings';
import { ruleCountWarnings } from './rule-warnings';
import type { IWorkspace } from './workspace-interface';
import { membersOf, reporterOf } from './workspace-members';

/**
 * Warns of too many rules, once the app has created all of them. If several constructs represent the workspace, the first of them warns.
 */
export function warnOfRuleCount(workspace: IWorkspace): void {
  whenComplete(workspace, (app) => {
    const members = membersOf(workspace, app);
    if (members !== undefined && reporterOf(members) === workspace) addTextWarnings(workspace, ruleCountWarnings(members));
  });
}
