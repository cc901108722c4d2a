import type { ScrapeConfiguration } from '../scrape-configuration/scrape-configuration';

/**
 * The encoding of the scrape configuration in the template.
 */
export enum ConfigurationEncoding {
  /**
   * Plain YAML. CloudFormation encodes it for the API.
   */
  PLAIN_TEXT = 'PLAIN_TEXT',

  /**
   * Base64, for resource handlers that pass the text on unchanged. CloudFormation's own handler encodes it a second time, and the service
   * answers "Invalid Prometheus scrape configuration".
   */
  BASE64 = 'BASE64',
}

/**
 * Returns the configuration as the template contains it.
 *
 * The documentation of the property says base64, as in the API; AWS's example of the resource is plain YAML.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-aps-scraper.html
 */
export function configurationBlob(configuration: ScrapeConfiguration, encoding: ConfigurationEncoding): string {
  return encoding === ConfigurationEncoding.BASE64 ? configuration.toBase64() : configuration.toYaml();
}
