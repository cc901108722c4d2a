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
   * The ID of the scraper: `s-…`.
   *
   * @attribute
   */
  readonly scraperId: string;
}

/**
 * Properties for defining a scraper.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-aps-scraper.html
 */
export interface ScraperProps {
  /**
   * The source to scrape. A change replaces the scraper: the new one has another role and takes about 20 minutes, during which both run.
   */
  readonly source: ScraperSource;

  /**
   * The destination of the metrics. A change updates the scraper.
   */
  readonly destination: ScraperDestination;

  /**
   * The scrape configuration. A change updates the scraper.
   */
  readonly scrapeConfiguration: ScrapeConfiguration;

  /**
   * The alias of the scraper. It does not have to be unique. 1 to 100 letters, digits, `-`, `.` and `_`, of which the first is a letter
   * or a digit.
   *
   * @default - none
   */
  readonly alias?: string;

  /**
   * The exporters that the scraper runs: at most one, and only with a VPC as the source. A change updates the scraper.
   *
   * Removing the property does not remove the exporter of an existing scraper: replace the scraper instead.
   *
   * @default - none
   */
  readonly exporters?: ScraperExporter[];

  /**
   * The roles with which the scraper writes. A change updates the scraper.
   *
   * @default - the service-linked role, which writes only to its own account
   */
  readonly roleConfiguration?: ScraperRoles;

  /**
   * The log group and the components of the scraper's logs. Specify `{}` to log everything to a new log group. A change updates the
   * scraper.
   *
   * @default - no logs
   */
  readonly logging?: ScraperLogging;

  /**
   * The tags of the scraper, at most 50.
   *
   * @default - none
   */
  readonly tags?: { readonly [key: string]: string };

  /**
   * The encoding of the scrape configuration in the template.
   *
   * @default ConfigurationEncoding.PLAIN_TEXT
   */
  readonly configurationEncoding?: ConfigurationEncoding;
}

/**
 * Attributes of an existing scraper.
 */
export interface ScraperAttributes {
  /**
   * The ARN of the scraper.
   */
  readonly scraperArn: string;

  /**
   * The security groups of the scraper's network interfaces.
   *
   * @default - unknown: `connections` is empty
   */
  readonly securityGroups?: ISecurityGroup[];
}
