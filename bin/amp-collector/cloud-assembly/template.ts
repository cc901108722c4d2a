import { isObject, type JsonObject } from '../../../lib/private/json';
import { AssemblyError, entriesAt, objectAt, readJsonObject, stringAt } from './json';
import type { AssemblyStack, ConstructMetadata, StackEnvironment } from './manifest';

/** The types of resources with a text to validate. */
export const TEXT_RESOURCES = ['AWS::APS::Scraper', 'AWS::APS::RuleGroupsNamespace', 'AWS::APS::Workspace', 'AWS::APS::AnomalyDetector'] as const;

export type TextResourceType = typeof TEXT_RESOURCES[number];

/** A resource of a template with a text to validate. */
export interface TextResource {
  readonly type: TextResourceType;
  readonly logicalId: string;
  /** The construct's path, or the names of stack and resource without the metadata of the CDK CLI. */
  readonly constructPath: string;
  readonly templateFile: string;
  readonly properties: JsonObject;
  readonly metadata: ConstructMetadata;
  readonly environment: StackEnvironment;
}

/** A part of a stack whose resources are not known. */
export interface UnreadPart {
  readonly name: string;
  readonly templateFile: string;
  /** A nested stack whose template is not in the assembly, or resources that CloudFormation generates at deployment. */
  readonly kind: 'missing-template' | 'generated-resources';
}

export interface TemplateContent {
  readonly resources: readonly TextResource[];
  readonly unread: readonly UnreadPart[];
  readonly templates: readonly Template[];
}

/** A template as a whole. */
export interface Template {
  readonly file: string;
  readonly content: JsonObject;
  /** The name of the stack in messages. */
  readonly stackName: string;
  /** The files of the assets of its stack by their hashes. */
  readonly assets: ReadonlyMap<string, string>;
  /** The metadata of the constructs of its stack. */
  readonly metadata: ConstructMetadata;
}

/** Reads the resources of a stack and of its nested stacks. */
export function readStack({ name, templateFile, assets, metadata, environment }: AssemblyStack): TemplateContent {
  const contents = readTemplate(templateFile, name, []);
  return {
    resources: contents.flatMap(({ resources }) => resources), unread: contents.flatMap(({ unread }) => unread),
    templates: contents.flatMap(({ templates }) => templates),
  };

  function readTemplate(file: string, stackName: string, parents: readonly string[]): TemplateContent[] {
    if (parents.includes(file)) throw new AssemblyError(file, `the nested stack ${stackName} contains itself`);
    const template = readJsonObject(file);
    const whole = {
      resources: [], unread: generatedParts(file, template, stackName),
      templates: [{ file, content: template, stackName, assets, metadata }],
    };
    return [whole, ...resourcesOf(file, template).flatMap(([logicalId, resource]): TemplateContent[] => {
      const given = stringAt(file, `Resources.${logicalId}.Type`, resource.Type);
      const type = TEXT_RESOURCES.find(known => known === given);
      if (type === undefined && given !== 'AWS::CloudFormation::Stack') return [];
      const properties = objectAt(file, `Resources.${logicalId}.Properties`, resource.Properties);
      if (type === undefined) {
        const nested = `${stackName}/${logicalId}`;
        const nestedFile = assets.get(assetHash(properties.TemplateURL));
        return nestedFile === undefined
          ? [{ resources: [], unread: [{ name: nested, templateFile: file, kind: 'missing-template' }], templates: [] }]
          : readTemplate(nestedFile, nested, [...parents, file]);
      }
      const constructPath = pathOf(resource.Metadata) ?? `${stackName}/${logicalId}`;
      const found = { type, logicalId, constructPath, templateFile: file, properties, metadata, environment };
      return [{ resources: [found], unread: [], templates: [] }];
    })];
  }
}

/** A member of `Resources` that is no resource: CloudFormation generates resources from it at deployment. */
const GENERATOR = /^Fn::/;

/** Returns the resources of a template by their logical IDs, without those that CloudFormation generates at deployment. */
export function resourcesOf(file: string, { Resources: resources }: JsonObject): Array<[logicalId: string, resource: JsonObject]> {
  const given = Object.entries(objectAt(file, 'Resources', resources)).filter(([name]) => !GENERATOR.test(name));
  return entriesAt(file, 'Resources', Object.fromEntries(given));
}

/** Returns true if CloudFormation generates resources of a template at deployment, by `Fn::ForEach` or a macro. */
export function generatesResources({ Resources: resources }: JsonObject): boolean {
  return isObject(resources) && Object.keys(resources).some(name => GENERATOR.test(name));
}

/** A type of resource with a text, or one that is known only at deployment, in a loop. */
const TEXT_TYPE = new RegExp(`"Type":"(?:${TEXT_RESOURCES.join('|')}|AWS::CloudFormation::Stack|[^"]*[$&]\\{[^"]*)"`);

/** Returns the loops and macros that generate a resource with a text, as far as the template shows it. */
function generatedParts(file: string, { Resources: resources }: JsonObject, stackName: string): UnreadPart[] {
  return Object.entries(objectAt(file, 'Resources', resources))
    .filter(([name, body]) => GENERATOR.test(name) && TEXT_TYPE.test(JSON.stringify(body)))
    .map(([name]) => ({ name: `${stackName}/${name}`, templateFile: file, kind: 'generated-resources' }));
}

/** Returns the hash of the JSON file that a value names: the template of a nested stack, the file of dashboards. */
export function assetHash(value: unknown): string {
  return /([0-9a-f]{64})\.json/.exec(JSON.stringify(value ?? ''))?.[1] ?? '';
}

/** Returns a part of a value of a template. */
export function valueAt(value: unknown, ...path: string[]): unknown {
  return path.reduce((holder, key) => isObject(holder) ? holder[key] : undefined, value);
}

/** The CDK CLI makes the CDK write construct paths; an app that is run without it has none. */
export function pathOf(metadata: unknown): string | undefined {
  const path = isObject(metadata) ? metadata['aws:cdk:path'] : undefined;
  return typeof path === 'string' ? path.replace(/\/Resource$/, '') : undefined;
}
