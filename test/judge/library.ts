import type { PrometheusProblem } from '../../lib/prometheus/problem';
import { UNVALIDATED_DISCOVERIES, UNVALIDATED_SECTIONS } from '../../lib/prometheus/scrape-config/fields/unvalidated';
import { validateScrapeConfig } from '../../lib/prometheus/scrape-config/validate';
import { readYaml } from '../../lib/prometheus/yaml/read';
import type { Problem } from '../../lib/validation/problem';
import { problemsByRules } from '../../lib/validation/rule';
import { SERVICE_LIMIT_RULES } from '../../lib/validation/service-limits/rules';
import { ValidationContext } from '../../lib/validation/validation-context';

const UNVALIDATED = new Set([...UNVALIDATED_SECTIONS, ...UNVALIDATED_DISCOVERIES]);

/** The problems at fields that a collector refuses by name, whose contents the library does not validate. */
export function refusalsOf(text: string): Problem[] {
  const { configuration } = validateScrapeConfig(readYaml(text));
  const problems = configuration === undefined ? [] : problemsByRules(SERVICE_LIMIT_RULES, new ValidationContext(configuration));
  return problems.filter(({ path }) => UNVALIDATED.has(path.replace(/^.*\./, '')));
}

/** The reasons for which the library says that Prometheus refuses the text. */
export function validateText(text: string): PrometheusProblem[] {
  return validateScrapeConfig(readYaml(text)).problems.filter(({ severity }) => severity === 'error');
}
