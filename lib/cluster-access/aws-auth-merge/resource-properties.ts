import type { PolicyRule } from '../../kubernetes/policy-rule';

/**
 * The properties of the custom resource: written into the template by the construct, read by the function. All values are text and lists
 * of text, since CloudFormation passes nothing else on.
 */
export interface ResourceProperties {
  /** The role to map, with or without its path: a service-linked role of a collector. */
  readonly RoleArn: string;

  /** The rights of the collector, where the function manages its ClusterRole and the binding. */
  readonly Rules?: readonly PolicyRule[];

  readonly ClusterRoleName?: string;

  /** A binding cannot be pointed at another role: another `ClusterRoleName` requires another name here. */
  readonly ClusterRoleBindingName?: string;
}
