import { ProblemSeverity, type Problem } from '../../lib/validation/problem';
import { judgePrometheus } from '../../lib/prometheus/scrape-config/validate';
import { readYaml } from '../../lib/prometheus/yaml/read';

/** The reasons for which the library says that Prometheus refuses the text. */
export function judgeText(text: string): Problem[] {
  return judgePrometheus(readYaml(text)).problems.filter(({ severity }) => severity === ProblemSeverity.ERROR);
}
