import type { IResource } from 'aws-cdk-lib';
import type { IScraperRef } from 'aws-cdk-lib/aws-aps';
import type { IConnectable, ISecurityGroup } from 'aws-cdk-lib/aws-ec2';
import type { ScrapeConfiguration } from '../scrape-configuration/scrape-configuration';
import type { ConfigurationEncoding } from './configuration-blob';
import type { ScraperDestination } from './scraper-destination';
import type { ScraperExporter } from './scraper-exporter';
import type { ScraperLogging } from './scraper-logging';
import type { ScraperRoles } from './scraper-roles';
import type { ScraperSource } from './scraper-source';

/**
 * A managed collector ("scraper") of Amazon Managed Service for Prometheus.
 */
export interface IScraper extends IResource, IScraperRef, IConnectable {
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
   * Exporters that the scraper runs itself: at most one, and only with a source in a VPC. A change updates the scraper.
   *
   * Taking the exporter away from a scraper that exists leaves it there: replace the scraper instead.
   *
   * @default - none
   */
  readonly exporters?: ScraperExporter[];

  /**
   * The roles with which the scraper writes. A change updates the scraper.
   *
   * @default - the service-linked role, which writes only in its own account
   */
  readonly roleConfiguration?: ScraperRoles;

  /**
   * What the scraper logs, and where; `{}` for everything, to a log group of its own. A change updates the scraper.
   *
   * @default - nothing
   */
  readonly logging?: ScraperLogging;

  /**
   * Tags of the scraper. At most 50.
   *
   * @default - none
   */
  readonly tags?: { readonly [key: string]: string };

  /**
   * How the configuration stands in the template.
   *
   * @default ConfigurationEncoding.PLAIN_TEXT
   */
  readonly configurationEncoding?: ConfigurationEncoding;
}

/**
 * What is known of a scraper that exists already.
 */
export interface ScraperAttributes {
  /**
   * The ARN of the scraper.
   */
  readonly scraperArn: string;

  /**
   * The security groups of its network interfaces.
   *
   * @default - unknown: `connections` opens nothing
   */
  readonly securityGroups?: ISecurityGroup[];
}
