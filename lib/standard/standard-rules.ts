import { Tokenization } from 'aws-cdk-lib';
import { throwValueProblems } from '../private/errors';
import { RuleGroups } from '../rules/rule-groups';
import type { ScrapeConfiguration } from '../scrape-configuration/scrape-configuration';
import type { BuildOptions } from './rules/build-rules';
import { standardLibrary } from './standard-library';
import type { StandardRulesOptions } from './standard-rules-options';

const SUBJECT = 'the set of standard rules';

/**
 * Standard alerting and recording rules of a cluster: health of the collector, nodes, pods, workloads, volumes, control plane, DNS, quotas
 * and certificates.
 *
 * Each alert has the label `severity` (critical, warning, info, or none for the watchdog) and the annotations `summary` and `description`.
 */
export class StandardRules {
  /**
   * Returns the standard rules that the jobs of a scrape configuration can feed. Rules for metrics that no job scrapes, or that metric
   * relabelings drop, are left out.
   *
   * Throws if an option names an alert or a job that does not exist.
   *
   * @param scrapeConfiguration the scrape configuration of the collector that writes to the workspace
   * @param options changes to the standard rules
   */
  public static forJobs(scrapeConfiguration: ScrapeConfiguration, options: StandardRulesOptions = {}): RuleGroups {
    const { buildRules, optionProblems } = standardLibrary();
    const configuration = scrapeConfiguration._effective();
    const built = toBuildOptions(options);
    throwValueProblems(SUBJECT, optionProblems(configuration, built));
    return RuleGroups.fromObject({ groups: buildRules(configuration, built) });
  }
}

function toBuildOptions({ alerts = {}, ...options }: StandardRulesOptions): BuildOptions {
  const changes = Object.entries(alerts).map(([name, { threshold, for: wait, ...change }]) => [name, {
    ...change,
    for: wait?.toMilliseconds(),
    threshold: threshold === undefined ? undefined : Tokenization.stringifyNumber(threshold),
  }] as const);
  return { ...options, jobNames: { ...options.jobNames }, alerts: Object.fromEntries(changes) };
}
