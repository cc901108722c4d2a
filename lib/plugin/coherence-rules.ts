import type { AppModel } from '../private/app-model';
import { formatProblem } from '../private/property-problem';
import { COHERENCE_RULES } from '../validation/coherence/rules';
import { incoherentResources, reportsCoherence } from '../workspace/workspace-coherence';
import type { AppProblem, AppRule } from './app-rules';

/** Queries of resources that are written with L1s; a construct of this library warns by itself. */
export const APP_COHERENCE_RULES: readonly AppRule[] = COHERENCE_RULES.map(rule => ({ ...rule, check: app => problemsOf(app, rule.id) }));

function problemsOf(app: AppModel, id: string): AppProblem[] {
  return incoherentResources(app).filter(({ resource }) => !reportsCoherence(resource))
    .flatMap(({ resource, property, problems }) => problems.filter(({ ruleId }) => ruleId === id)
      .map(problem => ({ resources: [resource], property, message: formatProblem(problem) })));
}
