import { ProblemSeverity, type ScrapeConfigurationProblem } from '../problem';
import { problemAt } from '../problem-at';
import type { EffectiveConfiguration } from '../../prometheus/scrape-config/effective';
import { ADVICE_RULES } from './rules';

/** What a configuration probably does not mean, though Prometheus accepts it. */
export function adviceProblems(configuration: EffectiveConfiguration): ScrapeConfigurationProblem[] {
  return ADVICE_RULES.flatMap(({ ruleId, check }) =>
    check(configuration).map(({ place, message }) => problemAt(ruleId, ProblemSeverity.WARNING, place, message)));
}
