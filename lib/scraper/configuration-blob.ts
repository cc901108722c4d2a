import type { ScrapeConfiguration } from '../scrape-configuration/scrape-configuration';

/**
 * How the scrape configuration stands in the template.
 */
export enum ConfigurationEncoding {
  /**
   * As plain YAML. CloudFormation's handler encodes it for the API.
   */
  PLAIN_TEXT = 'PLAIN_TEXT',

  /**
   * As base64. For a handler that passes the text on as it is; CloudFormation's own encodes it a second time, and the
   * service answers "Invalid Prometheus scrape configuration".
   */
  BASE64 = 'BASE64',
}

/**
 * What a template gets of a configuration: the one place that decides it.
 *
 * The documentation of the property says base64, as the API has it; AWS's own example of the resource is plain YAML.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-aps-scraper.html
 */
export function configurationBlob(configuration: ScrapeConfiguration, encoding: ConfigurationEncoding): string {
  return encoding === ConfigurationEncoding.BASE64 ? configuration.toBase64() : configuration.toYaml();
}
