import { formatProblem } from '../private/property-problem';
import { COHERENCE_RULES } from '../validation/coherence/rules';
import { type IncoherentResource, incoherentResources, reportsCoherence } from '../workspace/workspace-coherence';
import type { AppProblem, AppRule, ValidatedApp } from './app-rules';

/** Queries of resources that are written with L1s; a construct of this library warns by itself. */
export const APP_COHERENCE_RULES: readonly AppRule[] = COHERENCE_RULES.map(rule => ({ ...rule, check: app => problemsOf(app, rule.id) }));

/** Each rule asks about the same app. */
const unreportedByApp = new WeakMap<ValidatedApp, readonly IncoherentResource[]>();

function unreportedResources(app: ValidatedApp): readonly IncoherentResource[] {
  const found = unreportedByApp.get(app)
    ?? incoherentResources(app.root, app.workspaces).filter(({ resource }) => !reportsCoherence(resource));
  unreportedByApp.set(app, found);
  return found;
}

function problemsOf(app: ValidatedApp, id: string): AppProblem[] {
  return unreportedResources(app).flatMap(({ resource, property, problems }) => problems.filter(({ ruleId }) => ruleId === id)
    .map(problem => ({ resources: [resource], property, message: formatProblem(problem) })));
}
