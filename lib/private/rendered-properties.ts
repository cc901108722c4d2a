import { type CfnResource, Stack } from 'aws-cdk-lib';
import { isObject, type JsonObject } from './json';

/** Every resource has this method, which is not part of its public type. */
interface Rendered {
  _toCloudFormation(): unknown;
}

/** Returns the properties of a resource as the template will have them, overrides included. */
export function renderedProperties(resource: CfnResource): JsonObject {
  const fragment: unknown = Stack.of(resource).resolve((resource as unknown as Rendered)._toCloudFormation());
  const resources = isObject(fragment) ? fragment.Resources : undefined;
  const [rendered] = isObject(resources) ? Object.values(resources) : [];
  const properties = isObject(rendered) ? rendered.Properties : undefined;
  return isObject(properties) ? properties : {};
}
