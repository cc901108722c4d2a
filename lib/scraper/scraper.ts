import { ArnFormat, type IResource, Resource, Stack, Validations } from 'aws-cdk-lib';
import * as aps from 'aws-cdk-lib/aws-aps';
import { propertyInjectable } from 'aws-cdk-lib/core/lib/prop-injectable';
import type { Construct } from 'constructs';
import { aliasProblems } from '../private/checks';
import { throwProblems } from '../private/errors';
import { LIMITS } from '../private/limits';
import { formatProblem, joinPaths, type Problem } from '../private/problem';
import type { CollectorTarget } from '../scrape-configuration/collector/target';
import { adviceId } from '../private/warnings';
import { ProblemSeverity } from '../scrape-configuration/problem';
import type { ScrapeConfiguration } from '../scrape-configuration/scrape-configuration';
import { forbidAccessEntries } from './access-entry-rule';
import { ConfigurationEncoding, configurationBlob } from './configuration-blob';
import { environmentProblems } from './environment';
import { countScraper } from './quota';
import type { ScraperDestination } from './scraper-destination';
import type { ScraperSource } from './scraper-source';

/**
 * A managed collector ("scraper") of Amazon Managed Service for Prometheus.
 */
export interface IScraper extends IResource, aps.IScraperRef {
  /**
   * The ARN of the scraper.
   *
   * @attribute
   */
  readonly scraperArn: string;

  /**
   * The id of the scraper: `s-…`.
   *
   * @attribute
   */
  readonly scraperId: string;
}

/**
 * Properties of a scraper.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-aps-scraper.html
 */
export interface ScraperProps {
  /**
   * What is scraped. A change replaces the scraper: another role, about twenty minutes, and two scrapers meanwhile.
   */
  readonly source: ScraperSource;

  /**
   * Where metrics go. A change updates the scraper.
   */
  readonly destination: ScraperDestination;

  /**
   * What is scraped of the source, and how. A change updates the scraper.
   */
  readonly scrapeConfiguration: ScrapeConfiguration;

  /**
   * A name for people. It need not be unique. 1 to 100 letters, digits, `-`, `.` and `_`, the first a letter or a digit.
   *
   * @default - none
   */
  readonly alias?: string;

  /**
   * How the configuration stands in the template.
   *
   * @default ConfigurationEncoding.PLAIN_TEXT
   */
  readonly configurationEncoding?: ConfigurationEncoding;
}

/** What the scraper may read in a cluster is not the scraper's to say. */
const TARGET: CollectorTarget = { grantsAccess: true };

/**
 * A managed collector ("scraper") of Amazon Managed Service for Prometheus.
 *
 * `EksCollector` makes one with all that an EKS cluster needs around it. Creation takes about twenty minutes.
 *
 * @resource AWS::APS::Scraper
 */
@propertyInjectable
export class Scraper extends Resource implements IScraper {
  /** The name by which an organisation injects defaults into every scraper. */
  public static readonly PROPERTY_INJECTION_ID: string = 'cdk-managed-prometheus.Scraper';

  /**
   * A scraper that exists already, by its ARN.
   *
   * @param scope the parent
   * @param id the id under it
   * @param scraperArn the ARN
   */
  public static fromScraperArn(scope: Construct, id: string, scraperArn: string): IScraper {
    class Import extends Resource implements IScraper {
      public readonly scraperArn = scraperArn;
      public readonly scraperId = Stack.of(scope).splitArn(scraperArn, ArnFormat.SLASH_RESOURCE_NAME).resourceName ?? '';

      public get scraperRef(): aps.ScraperReference {
        return { scraperArn };
      }
    }
    return new Import(scope, id, { environmentFromArn: scraperArn });
  }

  public readonly scraperArn: string;
  public readonly scraperId: string;

  /**
   * The ARN of the service-linked role with which the scraper reaches its source, known only at deployment:
   * `arn:aws:iam::111122223333:role/aws-service-role/scraper.aps.amazonaws.com/AWSServiceRoleForAmazonPrometheusScraper_…`.
   *
   * EKS refuses an access entry for it. An aws-auth mapping needs it without the path.
   *
   * @attribute
   */
  public readonly roleArn: string;

  /** A reference that other constructs take. */
  public get scraperRef(): aps.ScraperReference {
    return { scraperArn: this.scraperArn };
  }

  constructor(scope: Construct, id: string, props: ScraperProps) {
    throwProblems(scope, id, scraperProblems(scope, props));
    super(scope, id);

    const resource = new aps.CfnScraper(this, 'Resource', {
      alias: props.alias,
      source: props.source._render(),
      destination: props.destination._render(),
      scrapeConfiguration: {
        configurationBlob: configurationBlob(props.scrapeConfiguration, props.configurationEncoding ?? ConfigurationEncoding.PLAIN_TEXT),
      },
    });
    this.scraperArn = resource.attrArn;
    this.scraperId = resource.attrScraperId;
    this.roleArn = resource.attrRoleArn;

    this.warnOf(props.scrapeConfiguration);
    countScraper(this);
    forbidAccessEntries(this);
  }

  private warnOf(configuration: ScrapeConfiguration): void {
    for (const problem of configuration.problems(TARGET).filter(({ severity }) => severity === ProblemSeverity.WARNING)) {
      Validations.of(this).addWarning(adviceId(problem.ruleId), formatProblem(problem));
    }
  }
}

function scraperProblems(scope: Construct, props: ScraperProps): Problem[] {
  const { source, destination } = props;
  return [
    ...aliasProblems(props.alias, LIMITS.alias),
    ...source._problems().map(problem => ({ ...problem, path: joinPaths('source', problem.path) })),
    ...environmentProblems(
      Stack.of(scope),
      { path: 'source.cluster', construct: source._cluster },
      { path: 'destination.workspace', construct: destination._workspace },
    ),
    ...configurationProblems(props.scrapeConfiguration, TARGET),
  ];
}

/** What Prometheus or the collector would refuse of a configuration, with the construct's property before each path. */
export function configurationProblems(configuration: ScrapeConfiguration, target: CollectorTarget): Problem[] {
  return configuration.problems(target)
    .filter(({ severity }) => severity === ProblemSeverity.ERROR)
    .map(problem => ({ ...problem, path: joinPaths('scrapeConfiguration', problem.path) }));
}
