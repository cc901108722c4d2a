import type { CfnScraper } from 'aws-cdk-lib/aws-aps';
import type { ILogGroupRef } from 'aws-cdk-lib/aws-logs';
import { repeatedProblems } from '../private/checks';
import { deliveryArn } from '../private/log-delivery';
import type { PropertyProblem } from '../private/property-problem';

/**
 * A component of a scraper that writes logs.
 */
export class ScraperComponent {
  /** Discovers targets. Logs watches that fail, for example because of missing permissions. */
  public static readonly SERVICE_DISCOVERY = new ScraperComponent('SERVICE_DISCOVERY');

  /** Scrapes targets. Logs scrapes that fail. */
  public static readonly COLLECTOR = new ScraperComponent('COLLECTOR');

  /** Writes to the destination. Logs the number of dropped samples. */
  public static readonly EXPORTER = new ScraperComponent('EXPORTER');

  /**
   * A component without a constant in this class.
   *
   * @param type the name of the component in the API
   */
  public static of(type: string): ScraperComponent {
    return new ScraperComponent(type);
  }

  private constructor(
    /** The name of the component in the API. */
    public readonly type: string,
    private readonly options?: { readonly [name: string]: string },
  ) {}

  /**
   * Returns the component with options for its logs. AWS documents no names of options yet; they are passed on unchanged.
   *
   * @param options the options, such as `{ loggingLevel: 'DEBUG' }`
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
 * Options for the logs of a scraper. `{}` logs everything to a new log group.
 *
 * @see https://docs.aws.amazon.com/prometheus/latest/APIReference/API_UpdateScraperLoggingConfiguration.html
 */
export interface ScraperLogging {
  /**
   * The log group, created or imported, or an L1, in the scraper's Region.
   *
   * @default - a new log group `/aws/vendedlogs/prometheus/…` with a retention of one month, which is deleted with the scraper
   */
  readonly logGroup?: ILogGroupRef;

  /**
   * The components that write logs, at least one.
   *
   * @default - all components: service discovery, collector and exporter
   */
  readonly components?: ScraperComponent[];
}

export function loggingProblems(logging: ScraperLogging | undefined): PropertyProblem[] {
  const types = logging?.components?.map(({ type }) => type);
  if (types === undefined) return [];
  if (types.length === 0) return [{ path: 'logging.components', message: 'specify at least one component, or leave the property out for all of them' }];
  return repeatedProblems('logging.components', 'component', types);
}

export function renderLogging(logGroup: ILogGroupRef, { components }: ScraperLogging): CfnScraper.ScraperLoggingConfigurationProperty {
  return {
    loggingDestination: { cloudWatchLogs: { logGroupArn: deliveryArn(logGroup) } },
    scraperComponents: (components ?? ALL).map(component => component._render()),
  };
}

const ALL = [ScraperComponent.SERVICE_DISCOVERY, ScraperComponent.COLLECTOR, ScraperComponent.EXPORTER];
