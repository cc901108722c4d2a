import { createHash } from 'node:crypto';
import type { PolicyRule } from '../../../kubernetes/policy-rule';
import type { ResourceProperties } from '../resource-properties';
import type { CustomResourceEvent } from './custom-resource';
import { Failure } from '../../../aws/failure';
import type { RoleMapping } from '../../../kubernetes/map-roles';
import { roleName, withoutPath } from '../../../aws/role-arn';

/** What one custom resource wants of a cluster. */
export interface Desired {
  readonly clusterName: string;
  readonly mapping: RoleMapping;
  /** Absent where somebody else looks after the ClusterRole. */
  readonly rbac?: Rbac;
  /** Under which all that is written in the cluster is noted. */
  readonly owner: string;
}

export interface Rbac {
  readonly clusterRoleName: string;
  readonly clusterRoleBindingName: string;
  readonly rules: readonly PolicyRule[];
}

export function desiredFrom(event: CustomResourceEvent): Desired {
  const properties = event.ResourceProperties;
  const clusterName = required(properties, 'ClusterName');
  const mapping = { rolearn: withoutPath(required(properties, 'RoleArn')), username: required(properties, 'Username') };
  const rbac = rbacFrom(properties);
  return { clusterName, mapping, rbac, owner: ownerOf(event, clusterName, mapping, rbac) };
}

/**
 * Another role, user or name in the cluster makes another resource: CloudFormation then deletes the old one after
 * everything that uses the new one is up, and a collector that is being replaced can read until it goes.
 */
export function physicalId({ clusterName, mapping, owner }: Desired): string {
  return `${clusterName}/${roleName(mapping.rolearn)}/${owner}`;
}

/**
 * Under which a resource noted what it wrote, whatever its properties are called today. Nothing for an id that is not ours:
 * CloudFormation makes one up for a creation whose answer it did not get.
 */
export function ownerIn(id: string): string | undefined {
  return /^[^/]+\/[^/]+\/([^/]+)$/.exec(id)?.[1];
}

/** Two stacks, or two collectors of one stack, are two owners even when they want the same. */
function ownerOf({ StackId, LogicalResourceId }: CustomResourceEvent, clusterName: string, mapping: RoleMapping, rbac?: Rbac): string {
  const names = [rbac?.clusterRoleName, rbac?.clusterRoleBindingName];
  const identity = [StackId, LogicalResourceId, clusterName, mapping.rolearn, mapping.username, ...names];
  return createHash('sha256').update(JSON.stringify(identity)).digest('hex').slice(0, 20);
}

function rbacFrom(properties: CustomResourceEvent['ResourceProperties']): Rbac | undefined {
  if (properties.Rules === undefined) return undefined;
  return {
    clusterRoleName: required(properties, 'ClusterRoleName'),
    clusterRoleBindingName: required(properties, 'ClusterRoleBindingName'),
    rules: properties.Rules as PolicyRule[],
  };
}

function required(properties: Readonly<Record<string, unknown>>, name: keyof ResourceProperties): string {
  const value = properties[name];
  if (typeof value === 'string' && value !== '') return value;
  throw new Failure(`the custom resource needs ${name}, got: ${value === undefined ? 'nothing' : JSON.stringify(value)}`);
}
