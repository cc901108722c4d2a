import { Duration, Token } from 'aws-cdk-lib';
import type { CfnScraper, IScraperRef } from 'aws-cdk-lib/aws-aps';
import { Alarm, ComparisonOperator, type IAlarmAction, Stats, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { propertyInjectable } from 'aws-cdk-lib/core/lib/prop-injectable';
import { Construct } from 'constructs';
import { AppModel, validateWhenComplete } from '../private/app-model';
import { environmentProblems, homeIn } from '../private/environment';
import { throwProblems } from '../private/errors';
import type { PropertyProblem } from '../private/property-problem';
import { referenceKey } from '../private/reference-key';
import type { IWorkspace } from '../workspace/workspace-interface';
import { sizeProblems, type ClusterSize, type JobSize } from './cluster-size';
import { CostEstimate } from './cost-estimate';
import { estimatedWorkspace, type ScraperSizes } from './estimated-workspace';
import { formatDollars, formatSamples } from './format-estimate';
import { knownSizes } from './known-sizes';
import { remedies } from './remedies';
import type { WorkspacePrices } from './workspace-prices';

/**
 * The size of the cluster that a scraper scrapes, in a budget of a workspace with several scrapers.
 */
export interface ScraperSize {
  /** The scraper: `collector.scraper` of a collector. */
  readonly scraper: IScraperRef;

  /**
   * The size of its cluster.
   *
   * @default - that of the budget
   */
  readonly clusterSize?: ClusterSize;

  /**
   * The sizes of its jobs by job name.
   *
   * @default - those of the budget
   */
  readonly jobSizes?: { readonly [jobName: string]: JobSize };
}

/**
 * Properties for defining the budget of a workspace.
 */
export interface WorkspaceBudgetProps {
  /** The workspace, in the Region and the account of the budget. */
  readonly workspace: IWorkspace;

  /**
   * The samples that may be written in a month of 30 days. Synthesis fails if the estimate is higher, and an alarm reports actual use above
   * it: the daily average of the ingestion rate, agents and other apps included.
   *
   * @default - no limit and no alarm
   */
  readonly maxSamplesPerMonth?: number;

  /**
   * The cost of a month in US dollars. Synthesis fails if the estimate is higher. It requires `prices`.
   *
   * @default - no limit
   */
  readonly maxMonthlyCost?: number;

  /**
   * The prices of the estimate.
   *
   * @default - only samples are estimated
   */
  readonly prices?: WorkspacePrices;

  /**
   * The size of the clusters that are scraped.
   *
   * @default - unknown: jobs that scrape nodes or depend on pods are not counted
   */
  readonly clusterSize?: ClusterSize;

  /**
   * Sizes of jobs by job name.
   *
   * @default - ready-made jobs have typical sizes, others are not counted
   */
  readonly jobSizes?: { readonly [jobName: string]: JobSize };

  /**
   * Sizes of single scrapers, where several write to the workspace.
   *
   * @default - every scraper has the sizes of the budget
   */
  readonly scraperSizes?: ScraperSize[];

  /**
   * The actions when the alarm enters the ALARM state and when it returns to OK.
   *
   * @default - no actions
   */
  readonly actions?: IAlarmAction[];
}

const SECONDS_PER_MONTH = 30 * 24 * 60 * 60;

/**
 * A budget of a workspace, which fails synthesis before it is exceeded.
 *
 * All scrapers of the app that write to the workspace are estimated, and the rules that it evaluates. If the estimate exceeds the budget,
 * the error shows it as a table, with three ways to save samples. Jobs of unknown size are listed as not counted and never fail synthesis.
 *
 * @see https://docs.aws.amazon.com/prometheus/latest/userguide/AMP-costs.html
 */
@propertyInjectable
export class WorkspaceBudget extends Construct {
  /** Uniquely identifies this class for property injection. */
  public static readonly PROPERTY_INJECTION_ID: string = 'cdk-managed-prometheus.WorkspaceBudget';

  /** The alarm on the daily average of the ingestion rate; none without `maxSamplesPerMonth`. */
  public readonly alarm?: Alarm;

  private readonly props: WorkspaceBudgetProps;

  constructor(scope: Construct, id: string, props: WorkspaceBudgetProps) {
    throwProblems(scope, id, [
      ...environmentProblems(homeIn(scope, 'the budget\'s'), { path: 'workspace', construct: props.workspace }),
      ...budgetProblems(props),
    ]);
    super(scope, id);

    this.props = props;
    this.alarm = props.maxSamplesPerMonth === undefined
      ? undefined
      : new Alarm(this, 'IngestionRate', {
          alarmDescription: `The workspace ingests more samples than its budget of ${formatSamples(props.maxSamplesPerMonth)} per month`,
          metric: props.workspace.metricIngestionRate({ period: Duration.days(1), statistic: Stats.AVERAGE }),
          threshold: props.maxSamplesPerMonth / SECONDS_PER_MONTH,
          comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
          evaluationPeriods: 1,
          treatMissingData: TreatMissingData.NOT_BREACHING,
        });
    this.alarm?.addAlarmAction(...props.actions ?? []);
    this.alarm?.addOkAction(...props.actions ?? []);
    validateWhenComplete(this, app => this.exceeded(app));
  }

  /** Returns the estimate of what the app has defined so far. */
  public estimate(): CostEstimate {
    return new CostEstimate(this.estimated(new AppModel(this.node.root)));
  }

  private estimated(app: AppModel) {
    return { ...estimatedWorkspace(app, this.props.workspace, scraper => this.sizesOf(scraper)), prices: this.props.prices };
  }

  private sizesOf(scraper: CfnScraper): ScraperSizes {
    const { clusterSize, jobSizes, scraperSizes = [] } = this.props;
    const own = scraperSizes.find(({ scraper: { scraperRef } }) => referenceKey(scraper, scraperRef.scraperArn) === scraper.node.path);
    return { clusterSize: own?.clusterSize ?? clusterSize, jobSizes: own?.jobSizes ?? jobSizes };
  }

  private exceeded(app: AppModel): string[] {
    const { maxSamplesPerMonth = Infinity, maxMonthlyCost = Infinity } = this.props;
    const { unread, queries, ...estimated } = this.estimated(app);
    const estimate = new CostEstimate(estimated);
    const cost = estimate.monthlyCost?.total ?? 0;
    const problems = [
      ...estimate.samplesPerMonth > maxSamplesPerMonth
        ? [`maxSamplesPerMonth: the estimate is ${formatSamples(estimate.samplesPerMonth)} samples per month, the budget ${formatSamples(maxSamplesPerMonth)}`]
        : [],
      ...cost > maxMonthlyCost ? [`maxMonthlyCost: the estimate is ${formatDollars(cost)} per month, the budget ${formatDollars(maxMonthlyCost)}`] : [],
    ];
    if (problems.length === 0) return [];
    const ways = remedies(estimate._loads, estimated.ruleGroups.map(groups => groups.toYaml()), queries)
      .map(({ description, saves }) => `  - ${description}: saves about ${formatSamples(saves)} samples${this.dollars(estimate, saves)}`);
    const unknown = unread.length === 0 ? [] : [`Not counted, since their configuration is known only at deployment: ${unread.join(', ')}`, ''];
    return [[...problems, '', estimate.toString(), '', ...unknown, ...ways.length === 0 ? [] : ['To save samples:', ...ways]].join('\n')];
  }

  private dollars({ samplesPerMonth, monthlyCost }: CostEstimate, saves: number): string {
    const { prices } = this.props;
    return monthlyCost === undefined || prices === undefined
      ? ''
      : `, ${formatDollars(monthlyCost.ingestion - prices.ingestionCost(samplesPerMonth - saves))}`;
  }
}

function budgetProblems({ maxSamplesPerMonth, maxMonthlyCost, prices, ...sizes }: WorkspaceBudgetProps): PropertyProblem[] {
  const { clusterSize, jobSizes, scraperSizes = [] } = sizes;
  return [
    ...maxSamplesPerMonth === undefined && maxMonthlyCost === undefined
      ? [{ path: '', message: 'specify maxSamplesPerMonth or maxMonthlyCost' }]
      : [],
    ...limitProblems('maxSamplesPerMonth', maxSamplesPerMonth),
    ...limitProblems('maxMonthlyCost', maxMonthlyCost),
    ...maxMonthlyCost !== undefined && prices === undefined ? [{ path: 'prices', message: 'must be specified with maxMonthlyCost' }] : [],
    ...[{ path: '', clusterSize, jobSizes }, ...scraperSizes.map((size, index) => ({ ...size, path: `scraperSizes[${index}].` }))].flatMap((size) => {
      const known = knownSizes(size);
      return sizeProblems(size.path, known.clusterSize, known.jobSizes);
    }),
  ];
}

function limitProblems(path: string, limit: number | undefined): PropertyProblem[] {
  if (limit === undefined || (Number.isFinite(limit) && limit > 0 && !Token.isUnresolved(limit))) return [];
  return [{ path, message: `must be a number above 0${Token.isUnresolved(limit) ? ' that is known at synthesis' : `, got ${limit}`}` }];
}
