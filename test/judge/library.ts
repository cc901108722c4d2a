import type { PrometheusProblem } from '../../lib/prometheus/problem';
import { validateScrapeConfig } from '../../lib/prometheus/scrape-config/validate';
import { readYaml } from '../../lib/prometheus/yaml/read';

/** The reasons for which the library says that Prometheus refuses the text. */
export function judgeText(text: string): PrometheusProblem[] {
  return validateScrapeConfig(readYaml(text)).problems.filter(({ severity }) => severity === 'error');
}
