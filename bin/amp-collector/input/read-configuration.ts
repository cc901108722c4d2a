import { isServiceLimit, validateConfiguration } from '../../../lib/validation/validate';
import { ProblemSeverity, type Problem } from '../../../lib/validation/problem';
import { isPrometheusRule } from '../../../lib/prometheus/rule-ids';
import type { EffectiveConfiguration } from '../../../lib/prometheus/scrape-config/effective';

/** What Prometheus makes of a text: as much as can be told of it, its errors, and what is probably not meant. */
export interface Reading {
  readonly configuration?: EffectiveConfiguration;
  /** What only a collector refuses is none. */
  readonly errors: readonly Problem[];
  readonly warnings: readonly Problem[];
}

export function readConfiguration(text: Uint8Array | string): Reading {
  const { configuration, problems } = validateConfiguration(text);
  const isError = ({ severity, ruleId }: Problem) =>
    severity === ProblemSeverity.ERROR && (configuration === undefined || isPrometheusRule(ruleId));
  const isWarning = ({ severity, ruleId }: Problem) => severity === ProblemSeverity.WARNING && !isServiceLimit(ruleId);
  return { configuration, errors: problems.filter(isError), warnings: problems.filter(isWarning) };
}
