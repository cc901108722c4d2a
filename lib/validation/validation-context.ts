import type { EffectiveConfiguration, EffectiveJob } from '../prometheus/scrape-config/effective';
import { CollectorDestination, CollectorSource } from './collector-target';
import type { LocatedMessage } from './located-message';
import { jobOutcomes, type JobOutcome, type OutcomeProblem } from './outcome/job-outcomes';
import { metricMatches, targetMatches, type CertainMatch } from './outcome/relabelings/certain-matches';
import { type ScrapedTarget, targetScraper } from './outcome/targets/scraped-targets';
import type { ValidationTarget } from './validation-target';

const DEFAULT_TARGET = {
  source: CollectorSource.EKS, destination: CollectorDestination.WORKSPACE, grantsAccess: false, cluster: {}, isWorkspaceShared: false,
};

/** Returns a target with its defaults: equal targets have equal members in the same order. */
export function withDefaults(target: ValidationTarget): ValidationTarget & typeof DEFAULT_TARGET {
  const given = Object.entries(target).filter(([, value]) => value !== undefined);
  return { ...DEFAULT_TARGET, exporter: undefined, ...Object.fromEntries(given) };
}

/** One configuration under validation, for one collector. Values that several rules need are computed once. */
export class ValidationContext {
  public readonly target: ValidationTarget & typeof DEFAULT_TARGET;

  private readonly matches = new Map<EffectiveJob, readonly CertainMatch[]>();
  private scraper?: ReturnType<typeof targetScraper>;
  private outcomes?: readonly JobOutcome[];

  public constructor(public readonly configuration: EffectiveConfiguration, target: ValidationTarget = {}) {
    this.target = withDefaults(target);
  }

  /** Returns the relabelings of a job's targets that certainly match, or never do. */
  public targetMatches(job: EffectiveJob): readonly CertainMatch[] {
    const matches = this.matches.get(job) ?? targetMatches(job);
    this.matches.set(job, matches);
    return matches;
  }

  /** Returns all relabelings, of targets and of metrics, that certainly match or never do, except those whose text shows the cause. */
  public certainMatches(): CertainMatch[] {
    const outcomes = this.jobOutcomes();
    return this.configuration.jobs.flatMap((job, index) => [...this.targetMatches(job), ...metricMatches(job)]
      .filter(({ relabeling }) => outcomes[index]?.causes.has(relabeling) === false));
  }

  /** Returns the targets that a job certainly scrapes. */
  public scrapedTargets(job: EffectiveJob): readonly ScrapedTarget[] {
    this.scraper ??= targetScraper(this.configuration);
    return this.scraper(job);
  }

  /** Returns the outcome of relabeling the usual targets of each job, by the job's index. */
  public jobOutcomes(): readonly JobOutcome[] {
    return this.outcomes ??= jobOutcomes({
      configuration: this.configuration,
      facts: { resolvesNames: this.target.destination === CollectorDestination.CLOUD_WATCH, cluster: this.target.cluster },
      matches: job => this.targetMatches(job),
    });
  }

  /** The problems of one rule about what relabeling does. */
  public outcomeProblems(ruleId: OutcomeProblem['ruleId']): readonly LocatedMessage[] {
    return this.jobOutcomes().flatMap(({ problems }) => problems).filter(problem => problem.ruleId === ruleId);
  }
}
