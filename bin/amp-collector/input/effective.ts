import { judge } from '../../../lib/scrape-configuration/judge';
import { ProblemSeverity, type ScrapeConfigurationProblem } from '../../../lib/scrape-configuration/problem';
import type { EffectiveConfiguration } from '../../../lib/scrape-configuration/prometheus/effective';

/** What Prometheus makes of a text: as much as can be told of it, and its errors. What only a collector refuses is none. */
export interface Reading {
  readonly configuration?: EffectiveConfiguration;
  readonly errors: readonly ScrapeConfigurationProblem[];
}

export function readEffective(text: Uint8Array | string): Reading {
  const { configuration, problems } = judge(text);
  const errors = problems.filter(({ severity, ruleId }) =>
    severity === ProblemSeverity.ERROR && (configuration === undefined || ruleId.startsWith('prometheus/')));
  return { configuration, errors };
}
