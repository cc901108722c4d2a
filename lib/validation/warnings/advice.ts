import { ProblemSeverity, type Problem } from '../problem';
import { problemAt } from '../problem-at';
import type { EffectiveConfiguration } from '../../prometheus/scrape-config/effective';
import { ADVICE_RULES } from './rules';

/** What a configuration probably does not mean, though Prometheus accepts it. */
export function adviceProblems(configuration: EffectiveConfiguration): Problem[] {
  return ADVICE_RULES.flatMap(({ ruleId, check }) =>
    check(configuration).map(({ place, message }) => problemAt(ruleId, ProblemSeverity.WARNING, place, message)));
}
