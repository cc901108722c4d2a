import type { CfnScraper } from 'aws-cdk-lib/aws-aps';
import type { ILogGroupRef } from 'aws-cdk-lib/aws-logs';
import { repeatedProblems } from '../private/checks';
import { deliveryArn } from '../private/log-delivery';
import type { PropertyProblem } from '../private/property-problem';

/**
 * A part of a scraper that can log.
 */
export class ScraperComponent {
  /** Finds targets. Tells which watches fail, for example for lack of permissions. */
  public static readonly SERVICE_DISCOVERY = new ScraperComponent('SERVICE_DISCOVERY');

  /** Scrapes targets. Tells which scrapes fail. */
  public static readonly COLLECTOR = new ScraperComponent('COLLECTOR');

  /** Writes to the destination. Tells how many samples were dropped. */
  public static readonly EXPORTER = new ScraperComponent('EXPORTER');

  /**
   * A part that has no constant here.
   *
   * @param type its name in the API
   */
  public static of(type: string): ScraperComponent {
    return new ScraperComponent(type);
  }

  private constructor(
    /** Its name in the API. */
    public readonly type: string,
    private readonly options?: { readonly [name: string]: string },
  ) {}

  /**
   * The part with options for its logs. AWS documents no names of options yet; they are passed on as they are.
   *
   * @param options for example `{ loggingLevel: 'DEBUG' }`
   */
  public withOptions(options: { readonly [name: string]: string }): ScraperComponent {
    return new ScraperComponent(this.type, { ...this.options, ...options });
  }

  /** @internal */
  public _render(): CfnScraper.ScraperComponentProperty {
    return { type: this.type, config: this.options && { options: this.options } };
  }
}

/**
 * What a scraper logs, and where. `{}` is everything, to a log group of its own.
 *
 * @see https://docs.aws.amazon.com/prometheus/latest/APIReference/API_UpdateScraperLoggingConfiguration.html
 */
export interface ScraperLogging {
  /**
   * The log group: created or imported, or the L1; in the scraper's Region.
   *
   * @default - a new one, `/aws/vendedlogs/prometheus/…`, which keeps a month and goes with the scraper
   */
  readonly logGroup?: ILogGroupRef;

  /**
   * The parts that log. At least one.
   *
   * @default - all: service discovery, collector and exporter
   */
  readonly components?: ScraperComponent[];
}

export function loggingProblems(logging: ScraperLogging | undefined): PropertyProblem[] {
  const types = logging?.components?.map(({ type }) => type);
  if (types === undefined) return [];
  if (types.length === 0) return [{ path: 'logging.components', message: 'must have at least one component; leave it out for all of them' }];
  return repeatedProblems('logging.components', 'component', types);
}

export function renderLogging(logGroup: ILogGroupRef, { components }: ScraperLogging): CfnScraper.ScraperLoggingConfigurationProperty {
  return {
    loggingDestination: { cloudWatchLogs: { logGroupArn: deliveryArn(logGroup) } },
    scraperComponents: (components ?? ALL).map(component => component._render()),
  };
}

const ALL = [ScraperComponent.SERVICE_DISCOVERY, ScraperComponent.COLLECTOR, ScraperComponent.EXPORTER];
