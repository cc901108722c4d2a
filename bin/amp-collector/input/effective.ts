import { ProblemSeverity, type ScrapeConfigurationProblem } from '../../../lib/scrape-configuration/problem';
import type { EffectiveConfiguration } from '../../../lib/scrape-configuration/prometheus/effective';
import { judgePrometheus } from '../../../lib/scrape-configuration/prometheus/judge';
import { readYaml } from '../../../lib/scrape-configuration/yaml/read';

/** What Prometheus makes of a text: as much as can be told of it, and its errors. */
export interface Reading {
  readonly configuration?: EffectiveConfiguration;
  readonly errors: readonly ScrapeConfigurationProblem[];
}

export function readEffective(text: string): Reading {
  const { configuration, problems } = judgePrometheus(readYaml(text));
  return { configuration, errors: problems.filter(({ severity }) => severity === ProblemSeverity.ERROR) };
}
