import { formatProblem } from '../private/property-problem';
import { COHERENCE_RULES } from '../validation/coherence/rules';
import { incoherentResources, reportsCoherence } from '../workspace/workspace-coherence';
import type { AppProblem, AppRule, ValidatedApp } from './app-rules';

/** Queries of resources that are written with L1s; a construct of this library warns by itself. */
export const APP_COHERENCE_RULES: readonly AppRule[] = COHERENCE_RULES.map(rule => ({ ...rule, check: app => problemsOf(app, rule.id) }));

function problemsOf({ root, workspaces }: ValidatedApp, id: string): AppProblem[] {
  const unreported = incoherentResources(root, workspaces).filter(({ resource }) => !reportsCoherence(resource));
  return unreported.flatMap(({ resource, property, problems }) => problems.filter(({ ruleId }) => ruleId === id)
    .map(problem => ({ resources: [resource], property, message: formatProblem(problem) })));
}
