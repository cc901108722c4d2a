import { ProblemSeverity, type ScrapeConfigurationProblem } from '../../lib/scrape-configuration/problem';
import { judgePrometheus } from '../../lib/scrape-configuration/prometheus/judge';
import { readYaml } from '../../lib/scrape-configuration/yaml/read';

/** The reasons for which the library says that Prometheus refuses the text. */
export function judgeText(text: string): ScrapeConfigurationProblem[] {
  return judgePrometheus(readYaml(text)).problems.filter(({ severity }) => severity === ProblemSeverity.ERROR);
}
