import { byPosition } from './by-position';
import { pathOf } from '../prometheus/decode/place';
import type { EffectiveConfiguration, EffectiveJob } from '../prometheus/scrape-config/effective';
import { compileAnchored } from '../prometheus/relabel/regex';
import { validateScrapeConfig } from '../prometheus/scrape-config/validate';
import { readYaml } from '../prometheus/yaml/read';
import { fromPrometheus } from './from-prometheus';
import { withHints } from './hints';
import type { Problem } from './problem';
import { problemsByRules } from './rule';
import { metricSources } from './coherence/metric-source';
import { OUTCOME_RULES } from './outcome/rules';
import { scrapedTargets } from './outcome/targets/scraped-targets';
import { SERVICE_LIMIT_RULES } from './service-limits/rules';
import { ENCODING_RULES, OTHER_FILE_RULES, SIZE_RULES, TEXT_RULES } from './text/rules';
import { withSuggestion } from './value-suggestions';
import { ValidationContext, withDefaults } from './validation-context';
import type { ValidationTarget } from './validation-target';
import { WARNING_RULES } from './warnings/rules';

export { accessNeeds, documentedNeeds, needsBeyondDocumented } from './access/access-needs';
export { staticTargetsOf, targetsOfObjects } from './outcome/job-targets';
export { relabelTarget } from './outcome/relabel-trace';
export { compileAnchored, metricSources, scrapedTargets };

/** The problems of a configuration, and the configuration with Prometheus's defaults. */
export interface ValidationResult {
  readonly problems: readonly Problem[];
  /** Absent if the text cannot be read. */
  readonly configuration?: EffectiveConfiguration;
}

/** Constructs of one app often share a configuration. A few results are enough: the texts of an app follow one another. */
const MOST_RESULTS = 8;
const recentResults = new Map<string, ValidationResult>();

/** Validates a configuration: first as Prometheus does, then as a collector does, with warnings about what is legal and does not work. */
export function validateConfiguration(input: string | Uint8Array, target: ValidationTarget = {}): ValidationResult {
  if (typeof input !== 'string') return validate(input, target);
  const key = JSON.stringify([withDefaults(target), input]);
  const result = recentResults.get(key) ?? validate(input, target);
  recentResults.delete(key);
  recentResults.set(key, result);
  const [oldest] = recentResults.keys();
  if (recentResults.size > MOST_RESULTS && oldest !== undefined) recentResults.delete(oldest);
  return result;
}

function validate(input: string | Uint8Array, target: ValidationTarget): ValidationResult {
  const text = typeof input === 'string' ? input : Buffer.from(input).toString('utf8');
  const unread = [...problemsByRules(ENCODING_RULES, text), ...problemsByRules(SIZE_RULES, { text, target })];
  if (unread.length > 0) return { problems: unread };

  const document = readYaml(input);
  const otherFile = problemsByRules(OTHER_FILE_RULES, { text, root: document.root });
  if (otherFile.length > 0) return { problems: otherFile };

  const { problems, configuration } = validateScrapeConfig(document);
  const further = configuration === undefined ? [] : configurationProblems(configuration, target);
  const prometheus = withHints(problems.map(fromPrometheus), text).map(withSuggestion);
  const all = [...problemsByRules(TEXT_RULES, { text, root: document.root }), ...prometheus, ...further.filter(isNews(prometheus))];
  return { configuration, problems: withJobNames(all, configuration?.jobs ?? []) };
}

/** A text that Prometheus refuses needs no warning about its syntax. */
function isNews(prometheus: readonly Problem[]): (problem: Problem) => boolean {
  return ({ ruleId, line, column }) => ruleId !== 'foreign-syntax' || !prometheus.some(other => other.line === line && other.column === column);
}

/** An item of the list that is not a job has no job name. */
function withJobNames(problems: readonly Problem[], jobs: readonly EffectiveJob[]): Problem[] {
  if (problems.length === 0) return [];
  const names = new Map(jobs.map(({ name, value }) => [pathOf(value.place), name]));
  return problems.map((problem) => {
    const [path] = /^scrape_configs\[\d+\]/.exec(problem.path) ?? [];
    const jobName = path === undefined ? undefined : names.get(path);
    return jobName === undefined || jobName === '' ? problem : { ...problem, jobName };
  });
}

/** The problems beyond those of Prometheus, in the order of the text. */
function configurationProblems(configuration: EffectiveConfiguration, target: ValidationTarget): Problem[] {
  const context = new ValidationContext(configuration, target);
  return [SERVICE_LIMIT_RULES, OUTCOME_RULES, WARNING_RULES].flatMap(rules => problemsByRules(rules, context)).sort(byPosition);
}

/** Returns whether a rule is about what only managed collectors refuse or do not do. */
export function isServiceLimit(ruleId: string): boolean {
  return [ENCODING_RULES, SIZE_RULES, OTHER_FILE_RULES, TEXT_RULES, SERVICE_LIMIT_RULES].flat().some(({ id }) => id === ruleId);
}
