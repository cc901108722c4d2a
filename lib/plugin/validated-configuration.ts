import { Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { validatedConfiguration } from '../scraper/validated-scraper';
import { validatedRules } from '../workspace/validated-rule-groups-namespace';
import { validatedDefinition } from '../workspace/validated-workspace';
import { valueAt } from './property-readers';
import type { TemplateResource } from './template-resource';

/**
 * Returns whether a construct of this library has reported the problems of a scraper's configuration, and nothing has replaced it
 * since.
 */
export function isValidated({ properties, construct }: TemplateResource): boolean {
  return isUnchanged(construct, construct && validatedConfiguration(construct), valueAt(properties, 'ScrapeConfiguration', 'ConfigurationBlob'));
}

/** Returns whether a construct of this library has reported the problems of a namespace's rules, and nothing has replaced them since. */
export function areRulesValidated({ properties, construct }: TemplateResource): boolean {
  return isUnchanged(construct, construct && validatedRules(construct), valueAt(properties, 'Data'));
}

/** Returns the same of an alert manager definition. */
export function isDefinitionValidated({ properties, construct }: TemplateResource): boolean {
  return isUnchanged(construct, construct && validatedDefinition(construct), valueAt(properties, 'AlertManagerDefinition'));
}

function isUnchanged(construct: IConstruct | undefined, validated: string | undefined, value: unknown): boolean {
  if (construct === undefined || validated === undefined) return false;
  return JSON.stringify(Stack.of(construct).resolve(validated)) === JSON.stringify(value);
}
