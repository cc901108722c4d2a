import { byPosition } from '../by-position';
import { loadAlertmanager } from '../../prometheus/alertmanager/load';
import type { AlertmanagerConfiguration } from '../../prometheus/alertmanager/configuration';
import { fromPrometheus } from '../from-prometheus';
import { withHints } from '../hints';
import { withDefinitionHints, withoutConsequences } from './definition-hints';
import type { Problem } from '../problem';
import { problemsByRules } from '../rule';
import { secretReferenceRule } from '../text/rules';
import type { DefinitionEnvironment } from './definition-context';
import { readDefinition, type DefinitionText } from './definition-text';
import { DEFINITION_TEXT_RULES, isNotIndented } from './text-rules';
import { DEFINITION_LIMIT_RULES } from './service-limits/rules';
import { DEFINITION_WARNING_RULES } from './warnings/rules';

export { hasIntegration } from '../../prometheus/alertmanager/configuration';
export { drawRoutes } from '../../prometheus/alertmanager/draw-routes';
export { notificationsFor } from '../../prometheus/alertmanager/notifying';
export { routePath } from '../../prometheus/alertmanager/routing';
export { formatMatcher, parseMatchers } from '../../prometheus/alertmanager/matcher';
export { routingProblems, routingProblemsOf } from './coherence/coherence';
export { readDefinition } from './definition-text';

const SECRET_RULES = [secretReferenceRule('alert-manager-definition')];

/** The problems of an alert manager definition, and the configuration in it. */
export interface DefinitionValidation {
  readonly problems: readonly Problem[];
  /** Absent if the text has none. */
  readonly configuration?: AlertmanagerConfiguration;
}

/**
 * Validates an alert manager definition, or a plain configuration of Alertmanager: first as Alertmanager loads it, then as the service
 * does, with warnings about what is legal and does not work.
 */
export function validateDefinition(text: string, environment: DefinitionEnvironment = {}): DefinitionValidation {
  const definition = readDefinition(text);
  const source = { text, definition, environment };
  const problems = [...problemsByRules(DEFINITION_TEXT_RULES, source), ...problemsByRules(SECRET_RULES, source)];
  if (definition.configuration === undefined || isNotIndented(definition)) return { problems };

  const { configuration, problems: loading } = loadAlertmanager(definition.configuration);
  const context = configuration && {
    configuration, environment, templateFiles: definition.templateFiles, year: new Date().getUTCFullYear(),
  };
  const further = context === undefined
    ? []
    : [...problemsByRules(DEFINITION_LIMIT_RULES, context), ...problemsByRules(DEFINITION_WARNING_RULES, context)];
  const hinted = withHints(loading.map(fromPrometheus), definition.configurationText ?? text);
  const loaded = withDefinitionHints(hinted, configuration);
  const inside = withoutConsequences([...loaded, ...further]).map(problem => located(problem, definition));
  return { configuration, problems: [...problems, ...inside].sort(byPosition) };
}

/** Rules about template files look at the outer document already. */
function located(problem: Problem, { locate }: DefinitionText): Problem {
  const { line, column, path } = problem;
  return line === undefined || column === undefined || path.startsWith('template_files') ? problem : { ...problem, ...locate({ line, column }) };
}
