import { adviceProblems } from '../../../lib/validation/warnings/advice';
import type { Problem } from '../../../lib/validation/problem';
import { validateScrapeConfig } from '../../../lib/prometheus/scrape-config/validate';
import { readYaml } from '../../../lib/prometheus/yaml/read';

/** What a rule, or every rule, finds in a configuration. */
export function advise(text: string, ruleId?: string): Problem[] {
  const { configuration } = validateScrapeConfig(readYaml(text));
  const problems = configuration === undefined ? [] : adviceProblems(configuration);
  return problems.filter(problem => ruleId === undefined || problem.ruleId === ruleId);
}

/** The paths of a rule's findings. */
export function paths(text: string, ruleId: string): string[] {
  return advise(text, ruleId).map(({ path }) => path);
}

/** A job for pods, with fields in flow style. */
export function podJob(fields: string, name = 'a'): string {
  return `scrape_configs: [{ job_name: ${name}, kubernetes_sd_configs: [{ role: pod }], ${fields} }]`;
}

/** A job of every role, with its rules. */
export function jobOf(role: string, rules: string): string {
  return `scrape_configs: [{ job_name: a, kubernetes_sd_configs: [{ role: ${role} }], relabel_configs: [${rules}] }]`;
}
