import type { EffectiveConfiguration } from '../../../lib/prometheus/scrape-config/effective';
import { isPrometheusRule } from '../../../lib/prometheus/rule-ids';
import { ProblemSeverity, type Problem } from '../../../lib/validation/problem';
import { validateConfiguration } from '../../../lib/validation/validate';

/** A configuration as Prometheus runs it, and the errors that Prometheus reports: those of a collector only are left out. */
export interface ReadConfiguration {
  readonly configuration?: EffectiveConfiguration;
  readonly errors: readonly Problem[];
}

export function readConfiguration(text: Uint8Array | string): ReadConfiguration {
  const { configuration, problems } = validateConfiguration(text);
  const isError = ({ severity, ruleId }: Problem) =>
    severity === ProblemSeverity.ERROR && (configuration === undefined || isPrometheusRule(ruleId));
  return { configuration, errors: problems.filter(isError) };
}
