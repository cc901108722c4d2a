import { CfnResource, Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { validatedConfiguration } from '../scraper/validated-scraper';
import { configurationText } from './template-scrapers';

/**
 * The configurations of which constructs of this library have said all that is to be said, as they stand in templates, unless
 * something else was written over them.
 *
 * @returns by stack and logical id, as `judgedKey` puts them together
 */
export function judgedTexts(app: IConstruct): ReadonlyMap<string, string | undefined> {
  return new Map(app.node.findAll().filter(construct => CfnResource.isCfnResource(construct)).flatMap((resource) => {
    const configuration = validatedConfiguration(resource);
    if (configuration === undefined) return [];
    const stack = Stack.of(resource);
    const ConfigurationBlob: unknown = stack.resolve(configuration);
    const key = judgedKey(stack.node.path, stack.resolve(resource.logicalId) as string);
    return [[key, configurationText({ ScrapeConfiguration: { ConfigurationBlob } })] as const];
  }));
}

export function judgedKey(stackPath: string, logicalId: string): string {
  return `${stackPath}/${logicalId}`;
}
