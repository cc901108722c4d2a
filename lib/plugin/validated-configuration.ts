import { Stack } from 'aws-cdk-lib';
import { validatedConfiguration } from '../scraper/validated-scraper';
import { valueAt } from './property-readers';
import type { TemplateResource } from './template-resource';

/**
 * Returns whether a construct of this library has reported the problems of a scraper's configuration, and nothing has replaced it
 * since.
 */
export function isValidated({ properties, construct }: TemplateResource): boolean {
  const configuration = construct && validatedConfiguration(construct);
  if (construct === undefined || configuration === undefined) return false;
  const blob = valueAt(properties, 'ScrapeConfiguration', 'ConfigurationBlob');
  return JSON.stringify(Stack.of(construct).resolve(configuration)) === JSON.stringify(blob);
}
