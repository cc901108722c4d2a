import { problemsByRules } from '../../../lib/validation/rule';
import type { Problem } from '../../../lib/validation/problem';
import { OUTCOME_RULES } from '../../../lib/validation/outcome/rules';
import { ValidationContext } from '../../../lib/validation/validation-context';
import type { ValidationTarget } from '../../../lib/validation/validation-target';
import { WARNING_RULES } from '../../../lib/validation/warnings/rules';
import { validateScrapeConfig } from '../../../lib/prometheus/scrape-config/validate';
import { readYaml } from '../../../lib/prometheus/yaml/read';

/** The warnings about a configuration, of one rule or of all. */
export function warningsOf(text: string, ruleId?: string, target: ValidationTarget = {}): Problem[] {
  const { configuration } = validateScrapeConfig(readYaml(text));
  const rules = [...OUTCOME_RULES, ...WARNING_RULES];
  const problems = configuration === undefined ? [] : problemsByRules(rules, new ValidationContext(configuration, target));
  return problems.filter(problem => ruleId === undefined || problem.ruleId === ruleId);
}

/** The paths at which a rule warns. */
export function paths(text: string, ruleId: string): string[] {
  return warningsOf(text, ruleId).map(({ path }) => path);
}

/** A job for pods, with fields in flow style. */
export function podJob(fields: string, name = 'a'): string {
  return `scrape_configs: [{ job_name: ${name}, kubernetes_sd_configs: [{ role: pod }], ${fields} }]`;
}

/** A job of every role, with its relabelings. */
export function jobOf(role: string, rules: string): string {
  return `scrape_configs: [{ job_name: a, kubernetes_sd_configs: [{ role: ${role} }], relabel_configs: [${rules}] }]`;
}
