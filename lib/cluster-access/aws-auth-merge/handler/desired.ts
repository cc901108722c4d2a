import { createHash } from 'node:crypto';
import { Failure } from '../../../aws/failure';
import { roleName, withoutPath } from '../../../aws/role-arn';
import { COLLECTOR_USER } from '../../../kubernetes/collector-user';
import type { RoleMapping } from '../../../kubernetes/map-roles';
import type { PolicyRule } from '../../../kubernetes/policy-rule';
import type { ResourceProperties } from '../resource-properties';
import { sentAt, type CustomResourceEvent } from '../../../aws/custom-resource';
import { readOnlyRules } from './read-only-rules';
import type { Scope } from './scope';

/** The state of a cluster that one custom resource asks for. */
export interface Desired {
  readonly clusterName: string;
  readonly mapping: RoleMapping;
  /** Absent if the function does not manage the ClusterRole. */
  readonly rbac?: Rbac;
  /** The id under which everything that is written to the cluster is noted. */
  readonly owner: string;
  /** When CloudFormation sent the event, in milliseconds since 1970. */
  readonly sentAt?: number;
}

export interface Rbac {
  readonly clusterRoleName: string;
  readonly clusterRoleBindingName: string;
  readonly rules: readonly PolicyRule[];
}

/** `…Scraper_SUFFIX`, and `…ScraperInternal_SUFFIX`. */
const COLLECTOR_ROLE_PREFIX = 'AWSServiceRoleForAmazonPrometheusScraper';

export function desiredFrom(event: CustomResourceEvent, scope: Scope): Desired {
  const { clusterName } = scope;
  const mapping = { rolearn: collectorRole(required(event.ResourceProperties, 'RoleArn'), scope), username: COLLECTOR_USER };
  const rbac = rbacFrom(event, scope);
  return { clusterName, mapping, rbac, owner: ownerOf(event, clusterName, mapping, rbac), sentAt: sentAt(event) };
}

/**
 * Returns the id of the resource. Another role, cluster or name in the cluster makes another resource: CloudFormation deletes the old one
 * after everything that uses the new one is up, and a collector that is being replaced can read until it is gone.
 */
export function physicalId({ clusterName, mapping, owner }: Desired): string {
  return `${clusterName}/${roleName(mapping.rolearn)}/${owner}`;
}

/**
 * Returns the cluster and the owner in the ID of a resource, whatever its properties are today. Returns `undefined` for an ID that this
 * function did not return: CloudFormation generates one for a creation whose response it did not receive.
 */
export function partsOf(id: string): { readonly clusterName: string; readonly owner: string } | undefined {
  const { clusterName, owner } = /^(?<clusterName>[^/]+)\/[^/]+\/(?<owner>[^/]+)$/.exec(id)?.groups ?? {};
  return clusterName === undefined || owner === undefined ? undefined : { clusterName, owner };
}

/** An entry for another role would grant the permissions of a collector to every principal that can assume the role. */
function collectorRole(roleArn: string, { partition, accountId }: Scope): string {
  const role = withoutPath(roleArn);
  if (role.startsWith(`arn:${partition}:iam::${accountId}:role/${COLLECTOR_ROLE_PREFIX}`)) return role;
  throw new Failure(`RoleArn must be a role of account ${accountId} whose name begins with ${COLLECTOR_ROLE_PREFIX}, got: ${roleArn}`);
}

/** Two stacks, and two collectors of one stack, are two owners even when they ask for the same. */
function ownerOf({ StackId, LogicalResourceId }: CustomResourceEvent, clusterName: string, mapping: RoleMapping, rbac?: Rbac): string {
  const names = [rbac?.clusterRoleName, rbac?.clusterRoleBindingName];
  const identity = [StackId, LogicalResourceId, clusterName, mapping.rolearn, mapping.username, ...names];
  return createHash('sha256').update(JSON.stringify(identity)).digest('hex').slice(0, 20);
}

/** A deletion removes what an earlier deployment granted, also where the function grants nothing any more. */
function rbacFrom({ RequestType, ResourceProperties: properties }: CustomResourceEvent, { managesRbac }: Scope): Rbac | undefined {
  if (properties.Rules === undefined) return undefined;
  if (RequestType !== 'Delete' && !managesRbac) throw new Failure('this function does not manage the ClusterRole of the collector: Rules must be absent');
  return {
    clusterRoleName: required(properties, 'ClusterRoleName'),
    clusterRoleBindingName: required(properties, 'ClusterRoleBindingName'),
    rules: readOnlyRules(properties.Rules),
  };
}

function required(properties: Readonly<Record<string, unknown>>, name: keyof ResourceProperties): string {
  const value = properties[name];
  if (typeof value === 'string' && value !== '') return value;
  throw new Failure(`the custom resource requires ${name}, got: ${value === undefined ? 'nothing' : JSON.stringify(value)}`);
}
