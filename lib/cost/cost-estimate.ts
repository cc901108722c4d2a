import type { Duration } from 'aws-cdk-lib';
import { throwValueProblems } from '../private/errors';
import type { RuleGroups } from '../rules/rule-groups';
import type { ScrapeConfiguration } from '../scrape-configuration/scrape-configuration';
import { sizeProblems, type ClusterSize, type JobSize } from './cluster-size';
import { grafanaUserProblems, type GrafanaUsers } from './grafana-users';
import { estimateCost, estimateJson } from './estimate';
import { formatEstimate } from './format-estimate';
import type { JobEstimate } from './job-estimate';
import type { JobLoad } from './job-load';
import { knownSizes } from './known-sizes';
import type { MonthlyCost } from './monthly-cost';
import type { WorkspacePrices } from './workspace-prices';

/**
 * A scraper that writes to the workspace of an estimate.
 */
export interface EstimatedScraper {
  /** The scrape configuration. */
  readonly scrapeConfiguration: ScrapeConfiguration;

  /**
   * The name of the scraper in the estimate.
   *
   * @default - none
   */
  readonly name?: string;

  /**
   * The size of the cluster that it scrapes.
   *
   * @default - unknown: only jobs with their own size, and ready-made jobs of fixed size, are counted
   */
  readonly clusterSize?: ClusterSize;

  /**
   * Sizes of jobs by job name, for jobs that are not ready-made, or where you know better.
   *
   * @default - ready-made jobs have typical sizes, others are unknown
   */
  readonly jobSizes?: { readonly [jobName: string]: JobSize };
}

/**
 * Properties for estimating the cost of a workspace.
 */
export interface CostEstimateProps {
  /** The scrapers that write to the workspace. */
  readonly scrapers: EstimatedScraper[];

  /**
   * The rules that the workspace evaluates. Each evaluation reads samples, which are charged.
   *
   * @default - none
   */
  readonly ruleGroups?: RuleGroups[];

  /**
   * The retention of the workspace.
   *
   * @default Duration.days(150)
   */
  readonly retention?: Duration;

  /**
   * The prices.
   *
   * @default - only samples are estimated, no cost
   */
  readonly prices?: WorkspacePrices;

  /**
   * The users of Amazon Managed Grafana.
   *
   * @default - not estimated
   */
  readonly grafanaUsers?: GrafanaUsers;
}

/**
 * An estimate of the samples that scrapers write to a workspace, and of their cost.
 *
 * Samples per month are targets × series per target × scrapes per month. Ready-made jobs and AWS's default configuration have typical
 * sizes for the size of your cluster. What is unknown is reported as unknown, with the formula, and not counted. Measure a running
 * workspace with `amp-collector cost --workspace`.
 *
 * The tiers of ingestion are those of one workspace alone. Workspaces of one Region share them and cost less together, as
 * `amp-collector cost cdk.out` shows.
 *
 * @see https://docs.aws.amazon.com/prometheus/latest/userguide/AMP-costs.html
 */
export class CostEstimate {
  /** The estimates of the jobs, in the order of the configurations. */
  public readonly jobs: JobEstimate[];

  /** The samples of a month that are counted: those of jobs whose size is known. */
  public readonly samplesPerMonth: number;

  /** The jobs that are not counted, since their size is not known. */
  public readonly notCounted: JobEstimate[];

  /** The samples that the evaluation of rules reads in a month, as far as the series of their metrics are known. */
  public readonly querySamplesPerMonth: number;

  /** The metrics in rules whose number of series is not known, so that reading them is not counted. */
  public readonly uncountedRuleMetrics: string[];

  /** The cost of a month, if prices are given. */
  public readonly monthlyCost?: MonthlyCost;

  /** The prices of the estimate. */
  public readonly prices?: WorkspacePrices;

  /** The users of Amazon Managed Grafana, if they are given. */
  public readonly grafanaUsers?: GrafanaUsers;

  /** @internal */
  public readonly _loads: readonly JobLoad[];

  constructor(props: CostEstimateProps) {
    const scrapers = props.scrapers.map(scraper => ({ ...scraper, ...knownSizes(scraper) }));
    throwValueProblems('the cost estimate', [
      ...scrapers.flatMap(({ clusterSize, jobSizes }, index) => sizeProblems(`scrapers[${index}].`, clusterSize, jobSizes)),
      ...grafanaUserProblems(props.grafanaUsers),
    ]);
    const { loads, ...numbers } = estimateCost({
      scrapers: scrapers.flatMap(({ scrapeConfiguration, ...scraper }) => {
        const configuration = scrapeConfiguration._effective();
        return configuration === undefined ? [] : [{ configuration, ...scraper }];
      }),
      ruleFiles: (props.ruleGroups ?? []).map(groups => groups.toYaml()),
      retentionDays: props.retention?.isUnresolved() === false ? props.retention.toDays({ integral: false }) : undefined,
      prices: props.prices,
      grafanaUsers: props.grafanaUsers,
    });
    this._loads = loads;
    this.jobs = [...numbers.jobs];
    this.notCounted = [...numbers.notCounted];
    this.samplesPerMonth = numbers.samplesPerMonth;
    this.querySamplesPerMonth = numbers.querySamplesPerMonth;
    this.uncountedRuleMetrics = [...numbers.uncountedRuleMetrics];
    this.monthlyCost = numbers.monthlyCost;
    this.prices = props.prices;
    this.grafanaUsers = props.grafanaUsers;
  }

  /** Returns the estimate as a table for a terminal. */
  public toString(): string {
    return formatEstimate(this);
  }

  /** Returns the estimate as JSON: samples and series of each job, what is not counted, and the cost. */
  public toJson(): string {
    return JSON.stringify(estimateJson(this), undefined, 2);
  }
}
