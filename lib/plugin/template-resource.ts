import { readFileSync } from 'node:fs';
import { CfnResource, type PolicyValidationStack, Stack } from 'aws-cdk-lib';
import type { AppModel } from '../private/app-model';

/** A resource in a template of an app. */
export interface TemplateResource {
  readonly logicalId: string;
  readonly type: string;
  /** The properties, whose values may be intrinsic functions. */
  readonly properties: Readonly<Record<string, unknown>>;
  readonly stack: PolicyValidationStack;
  /** The construct that rendered the resource, if there is one. */
  readonly construct?: CfnResource;
}

/** Returns the resources of all templates, each with the construct that rendered it. */
export function templateResources({ constructs: all }: AppModel, stackTemplates: readonly PolicyValidationStack[]): TemplateResource[] {
  const constructs = new Map([...all].filter(construct => CfnResource.isCfnResource(construct))
    .map(construct => [keyOf(Stack.of(construct).node.path, logicalIdOf(construct)), construct]));
  return stackTemplates.flatMap(stack => Object.entries(resourcesIn(stack.templatePath)).map(([logicalId, { Type, Properties = {} }]) => ({
    logicalId, type: Type, properties: Properties, stack, construct: constructs.get(keyOf(stack.stackConstructPath, logicalId)),
  })));
}

export function logicalIdOf(construct: CfnResource): string {
  return Stack.of(construct).resolve(construct.logicalId) as string;
}

function resourcesIn(path: string): Record<string, { readonly Type: string; readonly Properties?: Record<string, unknown> }> {
  const { Resources = {} } = JSON.parse(readFileSync(path, 'utf8')) as { Resources?: ReturnType<typeof resourcesIn> };
  return Resources;
}

function keyOf(stackPath: string, logicalId: string): string {
  return `${stackPath}/${logicalId}`;
}
