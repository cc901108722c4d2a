import { Stack, Token, Tokenization } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { isObject } from '../private/json';
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

export const ENCODED_MESSAGE = 'must be plain YAML; CloudFormation encodes it, so leave Fn.base64() out';

/** Returns whether the template encodes a text, in a branch of Fn::If too. */
export function isEncoded(value: unknown): boolean {
  if (!isObject(value)) return false;
  const { 'Fn::If': branches } = value;
  return 'Fn::Base64' in value || (Array.isArray(branches) && branches.slice(1).some(isEncoded));
}

/** Fails synthesis if a token in the place of plain YAML encodes it. */
export function forbidEncoding(scraper: Construct, blob: string): void {
  // A text around a token is not encoded.
  if (!Token.isUnresolved(blob) || Tokenization.reverseString(blob).length > 1) return;
  scraper.node.addValidation({
    validate: () => isEncoded(Stack.of(scraper).resolve(blob)) ? [`scrapeConfiguration: ${ENCODED_MESSAGE}`] : [],
  });
}
