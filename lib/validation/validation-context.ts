import type { EffectiveConfiguration, EffectiveJob } from '../prometheus/scrape-config/effective';
import { CollectorDestination, CollectorSource, type CollectorTarget } from './collector-target';
import { metricMatches, targetMatches, type CertainMatch } from './outcome/relabelings/certain-matches';
import { scrapedTargets, type ScrapedTarget } from './outcome/targets/scraped-targets';

const DEFAULT_TARGET = { source: CollectorSource.EKS, destination: CollectorDestination.WORKSPACE, grantsAccess: false };

/** One configuration under validation, for one collector. What several rules ask is computed once. */
export class ValidationContext {
  public readonly target: CollectorTarget & typeof DEFAULT_TARGET;

  private readonly matches = new Map<EffectiveJob, readonly CertainMatch[]>();
  private scraped?: ReadonlyArray<readonly ScrapedTarget[]>;

  public constructor(public readonly configuration: EffectiveConfiguration, target: CollectorTarget = {}) {
    this.target = { ...DEFAULT_TARGET, ...target };
  }

  /** What is certain about the relabelings of a job's targets. */
  public targetMatches(job: EffectiveJob): readonly CertainMatch[] {
    const matches = this.matches.get(job) ?? targetMatches(job);
    this.matches.set(job, matches);
    return matches;
  }

  /** What is certain about all relabelings, of targets and of metrics. */
  public certainMatches(): CertainMatch[] {
    return this.configuration.jobs.flatMap(job => [...this.targetMatches(job), ...metricMatches(job)]);
  }

  /** What each job certainly scrapes, by its index. */
  public scrapedTargets(): ReadonlyArray<readonly ScrapedTarget[]> {
    return this.scraped ??= scrapedTargets(this.configuration);
  }
}
